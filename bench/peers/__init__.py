"""Others who make crews of the same people: each a module with ``crews(told, seconds)``.

They return groups of keys, as good as they can; what our rules forbid counts nothing. Nothing here
imports Kinweave: its solver, highspy, and theirs, ortools, cannot share a process.
"""

from __future__ import annotations

from importlib import import_module
from time import perf_counter

from bench.peers.told import Told


def ask(peer: str, told: Told, seconds: float) -> tuple[float, list[list[str]]]:
    """The seconds that one of the modules took, and its groups."""
    crews = import_module(f"bench.peers.{peer}").crews
    began = perf_counter()
    groups = crews(told, seconds)
    return perf_counter() - began, groups
