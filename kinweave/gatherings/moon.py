"""When the moon is full, and when it is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import ephem


class Phase(StrEnum):
    """The two phases that people meet by."""

    FULL = "full"
    NEW = "new"


_NEXT = {Phase.FULL: ephem.next_full_moon, Phase.NEW: ephem.next_new_moon}


def moons(phase: Phase, after: datetime, count: int) -> list[datetime]:
    """The next ``count`` instants of a phase, in UTC and truncated to minutes.

    All are later than ``after``, an aware instant, so that the last one asks for those that
    follow it. Raises ``ValueError`` where ``after`` is naive.
    """
    if after.tzinfo is None:
        raise ValueError(f"{after} is no instant: it has no zone")
    begin = _minute(after.astimezone(UTC)) + timedelta(minutes=1)
    found: list[datetime] = []
    while len(found) < count:
        # ephem takes the figures of a datetime for UTC, whatever its zone.
        found.append(_minute(_NEXT[phase](begin).datetime()))
        # A day on: ephem is right to a fraction of a second, and could find this moon again.
        begin = found[-1] + timedelta(days=1)
    return found


def _minute(utc: datetime) -> datetime:
    return utc.replace(second=0, microsecond=0, tzinfo=UTC)
