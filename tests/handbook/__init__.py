"""Handbooks."""
