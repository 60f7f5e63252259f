"""Rounds of pairs: who says so is paired, and the two find an hour between themselves."""
