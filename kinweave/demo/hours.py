"""A week in words, ``Mon-Wed 18:00-21:00; Sat 10:00-12:00?``, as half hours."""

from __future__ import annotations

import re

from kinweave.people.models.week import BUSY, FREE, HALF_HOURS, IF_NEED_BE

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PART = re.compile(r"((?:[A-Z][a-z]{2}[- ])+)(\d\d):([03]0)-(\d\d):([03]0)(\??)")


def week_of(words: str) -> str:
    """336 signs, as :class:`kinweave.people.models.WeeklyHours` keeps them.

    Raises ``ValueError`` for anything that is not understood whole.
    """
    week = [BUSY] * HALF_HOURS
    for part in words.split("; "):
        found = _PART.fullmatch(part)
        if not found:
            raise ValueError(f"not hours of a week: {part!r}")
        days, from_hour, from_minute, to_hour, to_minute, maybe = found.groups()
        begin, end = _half(from_hour, from_minute), _half(to_hour, to_minute)
        if begin >= end:
            raise ValueError(f"ends before it begins: {part!r}")
        for day in _days(days.strip()):
            for half in range(begin, end):
                week[day * 48 + half] = IF_NEED_BE if maybe else FREE
    return "".join(week)


def _half(hour: str, minute: str) -> int:
    return int(hour) * 2 + int(minute) // 30


def _days(words: str) -> list[int]:
    if "-" in words:
        first, last = words.split("-")
        return list(range(DAYS.index(first), DAYS.index(last) + 1))
    return [DAYS.index(day) for day in words.split()]
