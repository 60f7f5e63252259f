"""What a clock on a wall shows, and the instants it stands for.

Twice a year most zones leave out a stretch of wall-clock time or run through one again. A time in
the first is read by the offset before it, and one in the second is the first of both, as in
RFC 5545, section 3.3.5.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
"""Between these, clocks and moons can be reckoned with."""

A_DAY = 24 * 60
"""Minutes, as a calendar counts them: also on the two days that summer time makes another."""


class Odd(StrEnum):
    """What can be strange about a wall-clock time."""

    SKIPPED = "skipped"
    DOUBLED = "doubled"


def instant(wall: datetime, zone: str) -> datetime:
    """The instant, in UTC, at which clocks in an IANA zone show a naive time.

    02:30 of a night that goes from 02:00 to 03:00 at once is 03:30. Raises ``ValueError`` for a
    time that is not naive and for a zone that nobody knows.
    """
    return _in_zone(wall, zone).astimezone(UTC)


def odd(wall: datetime, zone: str) -> Odd | None:
    """Whether clocks in the zone never show a naive time, or show it twice; else None.

    Raises ``ValueError`` as :func:`instant` does.
    """
    clock = _in_zone(wall, zone)
    one, other = (clock.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if one == other:
        return None
    # In a gap, fold 1 takes the offset that is yet to come, and so the earlier instant.
    return Odd.DOUBLED if one < other else Odd.SKIPPED


def _in_zone(wall: datetime, zone: str) -> datetime:
    if wall.tzinfo is not None:
        raise ValueError(f"{wall} is no wall-clock time: it carries an offset or a zone already")
    try:
        # By PEP 495, fold 0 is the first of two, and in a gap the offset before it.
        return wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    except (ZoneInfoNotFoundError, OSError) as error:  # OSError: "Europe" is a folder
        raise ValueError(f"no time zone is called {zone!r}") from error
