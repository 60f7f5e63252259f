"""When something repeats: a rule (RFC 5545) as the dates that it gives, never without end.

Rules may fit no day at all (30 February), and dateutil looks for one up to the year 9999. So it is
asked about a time shortly before that, where it soon stops: the calendar repeats itself, weekdays
and week numbers included, every 400 years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from kinweave.importing.reading.zones import in_zone

DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
COSTS = {"DAILY": 1, "WEEKLY": 2, "MONTHLY": 6, "YEARLY": 30}
"""Of reckoning one period: dateutil was seen to take so many microseconds."""
A_DATE = 5
SHORTEST_MONTH = 28
OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY",
    "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE",
}  # fmt: skip
_VALUE = re.compile(r"[A-Za-z0-9+,-]{1,400}")
_LATER = 19 * 400
_END = datetime.max


class TooOften(ValueError):
    """By the hour, or more often: nothing that people meet for."""


class TooMuch(ValueError):
    """More to reckon than is left for the file."""


class Steps:
    """How much may still be reckoned for a file. Work is counted, not timed: the same file gives
    the same, on any machine."""

    def __init__(self, left: int = 2_000_000) -> None:
        self._left = left

    def take(self, so_many: int = 0) -> None:
        """Raises :class:`TooMuch` where none are left."""
        self._left -= so_many
        if self._left <= 0:
            raise TooMuch


def parts_of(text: str) -> dict[str, str]:
    """A rule by its parts. Raises ``ValueError`` for what is none, or means what we do not know."""
    found = {}
    for part in text.strip().rstrip(";").upper().split(";"):
        name, _equals, value = part.partition("=")
        if name not in PARTS or name in found or not _VALUE.fullmatch(value):
            raise ValueError(f"no part of a rule: {part}")
        found[name] = value
    if found.get("FREQ") in OFTEN or _several(found, "BYHOUR") * _several(found, "BYMINUTE") > 4:
        raise TooOften
    if found.get("FREQ") not in DAYS or not 1 <= _number(found, "INTERVAL", 1) <= 1_000:
        raise ValueError(f"no rule: {text}")
    return found


def walls(
    parts: dict[str, str],
    first: datetime,
    zone: str,
    since: datetime,
    until: datetime,
    steps: Steps,
) -> Iterator[datetime]:
    """The wall clocks that a rule gives from ``since`` to ``until``, all naive and in ``zone``,
    beginning with ``first``, which is there whether it fits or not.

    Raises ``ValueError`` where the rule contradicts itself, and :class:`TooMuch`.
    """
    steps.take()
    parts = dict(parts)
    count = _number(parts, "COUNT", 0)
    last = min(until, _until(parts.pop("UNTIL"), zone)) if "UNTIL" in parts else until
    parts.pop("COUNT", None)
    begin = first if count else _ahead(parts, first, since, _number(parts, "INTERVAL", 1))
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        rule = rrulestr(text, dtstart=begin.replace(year=begin.year + _LATER))
    except (TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"no rule: {text}") from error
    given = _given(rule, parts, first, begin, last, steps)
    return (wall for wall in islice(given, count or None) if wall >= since)


def _given(
    rule: Iterator[datetime],
    parts: dict[str, str],
    first: datetime,
    begin: datetime,
    last: datetime,
    steps: Steps,
) -> Iterator[datetime]:
    """One after the other up to ``last``, each with what it took to find it."""
    if begin == first <= last:
        yield first
    before = begin.replace(year=begin.year + _LATER)
    end = last.replace(year=last.year + _LATER)
    for wall in rule:
        steps.take(_cost(parts, before, wall))
        if wall > end:
            return
        before, here = wall, wall.replace(year=wall.year - _LATER)
        if here > first:
            yield here
    steps.take(_cost(parts, before, _END))


def _cost(parts: dict[str, str], one: datetime, other: datetime) -> int:
    """What it took to get from one date to another."""
    often = parts["FREQ"]
    periods = (other - one).days // (DAYS[often] * _number(parts, "INTERVAL", 1))
    return A_DATE + periods * COSTS[often]


def _ahead(parts: dict[str, str], first: datetime, since: datetime, interval: int) -> datetime:
    """What began decades ago begins, for reckoning, a whole number of periods later: rules without
    a count have no other memory."""
    if since <= first:
        return first
    if DAYS[parts["FREQ"]] <= 7:
        days = DAYS[parts["FREQ"]] * interval
        return first + timedelta(days=days * max(0, (since - first).days // days - 1))
    if first.day > SHORTEST_MONTH:  # not every month has such a day
        return first
    months = interval * (12 if parts["FREQ"] == "YEARLY" else 1)
    apart = (since.year - first.year) * 12 + since.month - first.month
    years, month = divmod(first.month - 1 + months * max(0, apart // months - 1), 12)
    return first.replace(year=first.year + years, month=month + 1)


def _until(value: str, zone: str) -> datetime:
    """The end of a rule by the zone's clocks; a day's end, where only a day is told."""
    from icalendar.prop import vDDDTypes

    found = vDDDTypes.from_ical(value)  # type: ignore[no-untyped-call]  # icalendar's
    if not isinstance(found, datetime):
        return datetime.combine(found, datetime.max.time()).replace(microsecond=0)
    return in_zone(found, zone) if found.tzinfo else found


def _number(parts: dict[str, str], name: str, otherwise: int) -> int:
    return int(parts[name][:9]) if name in parts else otherwise


def _several(parts: dict[str, str], name: str) -> int:
    return parts[name].count(",") + 1 if name in parts else 1
