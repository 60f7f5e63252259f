"""A map of nobody: for the front of the house, and for those who build pages."""

from __future__ import annotations

from kinweave.web.map import Holding, Map, Thing, lay_out


def example() -> Map:
    """Two crews and a pair in a congregation with eight other crews, inside a network."""
    near = [
        Thing(1, "Tuesday pod", "crew", "#", 5, scale_name="crew"),
        Thing(2, "Bread co-op", "crew", "#", 4, scale_name="crew"),
        Thing(3, "Ines and you", "dyad", "#", 2, scale_name="pair"),
    ]
    others = [Thing(10 + n, "", "crew", "#", mine=False, scale_name="crew") for n in range(8)]
    whole = Thing(4, "Riverbend", "congregation", "#", 64)
    return lay_out([Holding(whole, near, others)], [], [Thing(5, "The network", "network", "#")])
