"""The rhythms in which people meet, and the wall-clock times these give.

A rhythm is one of the wall clock: what is at 19:00 stays at 19:00 when summer time comes. Rules
are RFC 5545's, so that a calendar told :func:`rule` shows the same days as :func:`dates`. The moon
keeps to no such rule, and its days have to be told one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from kinweave.gatherings.clock import instant
from kinweave.gatherings.moon import Phase, moons

FIRST_MOST = 60
"""No list of dates is longer."""


class Every(StrEnum):
    """How often. By date: on the day of the month that the first one is on."""

    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"  # by date
    WEEKDAY = "weekday"  # of the month, as in "second Tuesday"
    QUARTERLY = "quarterly"  # by date, each third month
    FULL_MOON = "full-moon"
    NEW_MOON = "new-moon"
    DATES = "dates"  # told one by one, as they come from another calendar


_WHICH = (1, 2, 3, 4, -1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PHASES = {Every.FULL_MOON: Phase.FULL, Every.NEW_MOON: Phase.NEW}
_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``which``: for :attr:`Every.WEEKDAY`, the first to the fourth of a month, or -1, the last.

    The weekday itself is that of the first date. Raises ``ValueError`` for any other ``which``
    there; elsewhere it means nothing.
    """

    every: Every = Every.ONCE
    which: int = 0

    def __post_init__(self) -> None:
        if self.every == Every.WEEKDAY and self.which not in _WHICH:
            raise ValueError(f"{self.which} names no weekday of every month: 1 to 4 do, and -1")


def dates(rhythm: Rhythm, first: datetime, zone: str, count: int) -> list[datetime]:
    """Naive wall-clock starts in an IANA zone: ``first``, fitting or not, and what follows.

    As many as ``count``, but not more than :data:`FIRST_MOST`. A moon's gathering is on the day on
    which clocks in the zone show the moon to be full or new, at the time of ``first``. Raises
    ``ValueError`` where ``first`` is not naive, nobody knows the zone, or ``count`` is below 1.
    """
    if count < 1:
        raise ValueError(f"{count} dates are none: the first one is always there")
    begin = instant(first, zone)
    most = min(count, FIRST_MOST)
    if phase := _PHASES.get(rhythm.every):
        days = _moon_days(phase, begin, zone, most)
    else:
        days = _days(rule(rhythm, first), first)
    later = (day for day in days if day > first.date())
    return [first, *(datetime.combine(day, first.time()) for day in islice(later, most - 1))]


def rule(rhythm: Rhythm, first: datetime) -> str:
    """The rule as the value of an RRULE, without an end; "" for what happens once or on dates told
    one by one, and the moon.

    Where a month lacks the day of ``first``, its last day stands in. RFC 5545 would leave that
    month out, and calendars know too little of RFC 7529, whose SKIP=BACKWARD says so in a word.

    Raises ``ValueError`` where ``first`` is not naive.
    """
    if first.tzinfo is not None:
        raise ValueError(f"{first} is no wall-clock time: it carries an offset or a zone already")
    match rhythm.every:
        case Every.WEEKLY:
            return "FREQ=WEEKLY"
        case Every.FORTNIGHTLY:
            return "FREQ=WEEKLY;INTERVAL=2"
        case Every.MONTHLY:
            return f"FREQ=MONTHLY{_by_date(first.day)}"
        case Every.QUARTERLY:
            return f"FREQ=MONTHLY;INTERVAL=3{_by_date(first.day)}"
        case Every.WEEKDAY:
            return f"FREQ=MONTHLY;BYDAY={rhythm.which}{_WEEKDAYS[first.weekday()]}"
        case Every.ONCE | Every.FULL_MOON | Every.NEW_MOON | Every.DATES:
            return ""


def _by_date(day: int) -> str:
    """The last day that a month has, of those from the 28th up to this one."""
    if day <= _SHORTEST_MONTH:
        return ""
    days = ",".join(map(str, range(_SHORTEST_MONTH, day + 1)))
    return f";BYMONTHDAY={days};BYSETPOS=-1"


def _days(text: str, first: datetime) -> Iterator[date]:
    """Without end, but for calendars': year 9999."""
    return (at.date() for at in rrulestr(text, dtstart=first)) if text else iter(())


def _moon_days(phase: Phase, begin: datetime, zone: str, count: int) -> Iterator[date]:
    clock = ZoneInfo(zone)
    return (moon.astimezone(clock).date() for moon in moons(phase, begin, count))
