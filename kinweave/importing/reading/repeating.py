"""When something repeats: a rule (RFC 5545) as the dates that it gives, never without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar.prop import vDDDTypes

from kinweave.importing.reading.zones import in_zone

DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
COSTS = {"DAILY": 5, "WEEKLY": 5, "MONTHLY": 10, "YEARLY": 40}
"""Of each period, in what reckoning one costs: dateutil was seen to take 2 microseconds for 1."""
FILTERED = 150
"""The same, where a period may be passed over."""
FILTERS = {
    "DAILY": {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"},
    "WEEKLY": {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"},
    "MONTHLY": {"BYMONTH", "BYYEARDAY", "BYWEEKNO"},
    "YEARLY": {"BYWEEKNO"},
}
SHORTEST_MONTH = 28
OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY",
    "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE",
}  # fmt: skip
_VALUE = re.compile(r"[A-Za-z0-9+,-]{1,400}")


class TooOften(ValueError):  # noqa: N818 - said in words
    """By the hour, or more often: nothing that people meet for."""


class TooMuch(ValueError):  # noqa: N818 - said in words
    """More to reckon than is left for the file."""


class Steps:
    """How much may still be reckoned for a file. Work is counted, not timed: the same file gives
    the same, on any machine."""

    def __init__(self, left: int = 3_000_000) -> None:
        self._left = left

    def take(self, so_many: int) -> None:
        """Raises :class:`TooMuch` where so many are not left."""
        if so_many > self._left:
            raise TooMuch
        self._left -= so_many


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
    if found["FREQ"] == "DAILY" and "BYDAY" in found and not {"INTERVAL", "BYSETPOS"} & {*found}:
        found["FREQ"] = "WEEKLY"  # the same days, and reckoned a hundred times as fast
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
    parts = dict(parts)
    count = _number(parts, "COUNT", 0)
    last = min(until, _until(parts.pop("UNTIL"), zone)) if "UNTIL" in parts else until
    parts.pop("COUNT", None)
    interval = _number(parts, "INTERVAL", 1)
    begin = first if count else _ahead(parts, first, since, interval)
    if begin > last:
        return iter(())
    steps.take(((last - begin).days // (DAYS[parts["FREQ"]] * interval) + 1) * _cost(parts))
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        found = rrulestr(f"{text};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=begin)
    except (TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"no rule: {text}") from error
    return _in_order(found, first, begin, since, count)


def _cost(parts: dict[str, str]) -> int:
    """What it takes at most to reckon one of its periods."""
    often = parts["FREQ"]
    a_day = _several(parts, "BYHOUR") * _several(parts, "BYMINUTE")
    if FILTERS[often] & {*parts}:
        return FILTERED * a_day
    days = DAYS[often] if {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & {*parts} else 1
    return max(COSTS[often], 5 * days * a_day)


def _in_order(
    found: Iterator[datetime], first: datetime, begin: datetime, since: datetime, count: int
) -> Iterator[datetime]:
    def given() -> Iterator[datetime]:
        if begin == first:
            yield first
        yield from (wall for wall in found if wall > first)

    return (wall for wall in islice(given(), count or None) if wall >= since)


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
    found = vDDDTypes.from_ical(value)  # type: ignore[no-untyped-call]
    if not isinstance(found, datetime):
        return datetime.combine(found, datetime.max.time()).replace(microsecond=0)
    return in_zone(found, zone) if found.tzinfo else found


def _number(parts: dict[str, str], name: str, otherwise: int) -> int:
    return int(parts[name][:9]) if name in parts else otherwise


def _several(parts: dict[str, str], name: str) -> int:
    return parts[name].count(",") + 1 if name in parts else 1
