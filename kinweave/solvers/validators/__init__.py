"""Checks of what the solvers answer, each written apart from its solver."""
