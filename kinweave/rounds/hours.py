"""Some hours that suit those who meet: each by the clock on their own wall."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kinweave.people.week import BUSY, FREE

SOME = 3
"""How many are proposed, each on another day."""
DAYS = 14
HALF = timedelta(minutes=30)
HALVES = 2
"""How many half hours a meeting takes."""

Week = tuple[str, str]
"""A zone and a week of half hours."""


def common(weeks: Mapping[int, Week | None], people: Collection[int], since: datetime) -> list[str]:
    """Up to three starts within two weeks that suit all of them, at most one a day, hours that are
    free before those that are so if need be. None, where one of them lets no hours be used."""
    told = [weeks.get(one) for one in people]
    clocks = [(ZoneInfo(week[0]), week[1]) for week in told if week]
    if len(clocks) < len(told):
        return []
    first = since.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    starts = [first + HALF * n for n in range(DAYS * 48)]
    good: dict[object, datetime] = {}
    for kind in ({FREE}, {FREE, *(sign for _zone, week in clocks for sign in week)} - {BUSY}):
        for start in starts:
            if all(_suits(clock, start, kind) for clock in clocks):
                good.setdefault(start.astimezone(clocks[0][0]).date(), start)
    return [one.isoformat() for one in sorted(good.values())[:SOME]]


def _suits(clock: tuple[ZoneInfo, str], start: datetime, kind: Collection[str]) -> bool:
    zone, week = clock
    for n in range(HALVES):
        local = (start + HALF * n).astimezone(zone)
        if local.minute % 30:
            return False
        if week[local.weekday() * 48 + local.hour * 2 + local.minute // 30] not in kind:
            return False
    return True
