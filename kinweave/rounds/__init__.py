"""Rounds of pairs: people of a circle who say so are paired, and find an hour between themselves."""
