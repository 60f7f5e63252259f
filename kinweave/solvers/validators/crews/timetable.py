"""The meetings a season allows, and what each asks of the wall clocks of those who come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from kinweave.solvers.crews.problem import WEEK_MINUTES, Hours, Season

QUARTER = timedelta(minutes=15)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEEK_QUARTERS = WEEK_MINUTES // 15

Starts = tuple[int, ...]
"""The meetings of a series: when each begins, in quarter hours since 1970 (UTC)."""


class Clock(dict[int, int]):
    """The clock on a wall in ``zone``: from a quarter hour since 1970 (UTC) to the quarter hour of
    the week (from Monday 00:00) that it shows. Read when first asked, then remembered."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self.zone = ZoneInfo(zone)

    def __missing__(self, quarter: int) -> int:
        shown = (EPOCH + quarter * QUARTER).astimezone(self.zone)
        self[quarter] = ((shown.weekday() * 24 + shown.hour) * 60 + shown.minute) // 15
        return self[quarter]

    def quarter(self, shown: datetime) -> int:
        """When the clock first shows this; where it skips it, as if it had not been put forward."""
        return (shown.replace(tzinfo=self.zone, fold=0) - EPOCH) // QUARTER


class Needs(dict[Starts, int]):
    """What a series asks of somebody's week who lives by a clock: the quarter hours of the week
    that it shows during the meetings, one bit each. Worked out when first asked."""

    def __init__(self, clock: Clock, length_minutes: int) -> None:
        super().__init__()
        self.clock = clock
        self.length = range(length_minutes // 15)

    def __missing__(self, starts: Starts) -> int:
        shown = {self.clock[start + quarter] for start in starts for quarter in self.length}
        self[starts] = sum(1 << quarter for quarter in shown)
        return self[starts]


class Timetable:
    """Every series that a season allows, by the zone it is anchored in, and what each asks of
    people in any of the zones (``needs``)."""

    def __init__(self, season: Season, zones: Iterable[str]) -> None:
        self.season = season
        self.clocks = {zone: Clock(zone) for zone in zones}
        self.needs = {
            zone: Needs(clock, season.length_minutes) for zone, clock in self.clocks.items()
        }
        midnight = datetime.combine(season.start, time())
        self.opens = max((clock.quarter(midnight) for clock in self.clocks.values()), default=0)
        self._series: dict[str, dict[Starts, None]] = {}

    def series(self, anchor: str) -> Collection[Starts]:
        """The series at full and half hours of ``anchor`` whose first meeting lies in the first
        week, in order. Two half hours give one first meeting where the clock skips one of them."""
        if anchor not in self._series:
            clock, midnight = self.clocks[anchor], datetime.combine(self.season.start, time())
            every = timedelta(weeks=self.season.every_weeks)
            found = set()
            for half_hour in range(9 * 48):
                first = midnight + half_hour * 2 * QUARTER
                if 0 <= clock.quarter(first) - self.opens < WEEK_QUARTERS:
                    dates = (first + number * every for number in range(self.season.meetings))
                    found.add(tuple(map(clock.quarter, dates)))
            self._series[anchor] = dict.fromkeys(sorted(found))
        return self._series[anchor]


@lru_cache(maxsize=1 << 16)
def week(hours: Hours) -> tuple[int, int]:
    """The quarter hours of the week that lie wholly within the hours, and within the free ones."""
    return _covered(hours.free + hours.if_need_be), _covered(hours.free)


def _covered(ranges: Iterable[tuple[int, int]]) -> int:
    whole: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    bits = 0
    for start, end in whole:
        first, last = -(-start // 15), end // 15
        if first < last:
            bits |= (1 << last) - (1 << first)
    return bits
