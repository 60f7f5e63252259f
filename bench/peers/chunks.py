"""What a host does by hand: sort the sheet by time zone and cut it into fives."""

from __future__ import annotations

from bench.peers.told import Told


def crews(told: Told, seconds: float) -> list[list[str]]:  # noqa: ARG001 - it needs no time
    """Groups of the target size from east to west; a rest too small for a crew joins the last."""
    ordered = sorted(told.people, key=lambda person: (-person.east, person.zone, person.key))
    keys = [person.key for person in ordered]
    groups = [keys[k : k + told.target] for k in range(0, len(keys), told.target)]
    if len(groups) > 1 and len(groups[-1]) < told.smallest:
        rest = groups.pop()
        groups[-1] += rest
    return groups
