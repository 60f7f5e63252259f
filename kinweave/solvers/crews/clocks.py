"""By how many clocks people live, for reasons; without the engine's libraries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo


def clocks(zones: Iterable[str], starts: Iterable[datetime]) -> int:
    """How many clocks differ at one of these instants at least: London and Dublin are one. So are
    zones that part on other days."""
    instants = tuple(starts)
    return len(
        {
            tuple(one.astimezone(clock).utcoffset() for one in instants)
            for clock in map(ZoneInfo, set(zones))
        }
    )
