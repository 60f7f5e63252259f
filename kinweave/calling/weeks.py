"""When people can meet: their common times, and a picture of their week. No database, no engine:
the wall clocks are those of the validators, which need nothing but Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from kinweave.people.week import BLANK, BUSY, FREE, IF_NEED_BE, WEEK
from kinweave.solvers.crews.problem import Hours, Season
from kinweave.solvers.validators.crews.timetable import EPOCH, QUARTER, Timetable, week

STRETCH = 30
"""Minutes of one sign of a week."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``starts``: the first of the seven days in which the first meeting lies. ``zone``: by whose
    clocks they meet."""

    starts: date
    every_weeks: int
    meetings: int
    minutes: int
    zone: str


@dataclass(frozen=True, slots=True)
class Week:
    """Somebody's hours: 336 signs, by the clock of ``zone``."""

    signs: str
    zone: str


@dataclass(frozen=True, slots=True)
class Time:
    """When the first meeting could be. ``wholly``: all are free each time; else it is "if need be"
    for somebody once at least."""

    starts_at: datetime
    wholly: bool


def hours_of(signs: str) -> Hours:
    """A week of signs as the engine reads it."""
    found: dict[str, list[tuple[int, int]]] = {FREE: [], IF_NEED_BE: []}
    for sign, run in groupby(range(min(len(signs), WEEK)), key=signs.__getitem__):
        halves = list(run)
        if sign != BUSY:
            found[sign].append((halves[0] * STRETCH, (halves[-1] + 1) * STRETCH))
    return Hours(tuple(found[FREE]), tuple(found[IF_NEED_BE]))


def common_times(rhythm: Rhythm, people: Sequence[Week]) -> list[Time]:
    """Each first meeting at which all of these people can come to all dates, at the same hour of
    ``rhythm.zone`` through every change of clocks; those that suit wholly come first, then in
    order. Nobody at all has no time in common."""
    if not people:
        return []
    minutes = -(-rhythm.minutes // 15) * 15
    season = Season(rhythm.starts, rhythm.meetings, rhythm.every_weeks, minutes)
    times = Timetable(season, {one.zone for one in people} | {rhythm.zone})
    weeks = [(times.needs[one.zone], *week(hours_of(one.signs))) for one in people]
    found = []
    for series in times.series(rhythm.zone):
        if all(not needs[series] & ~within for needs, within, _free in weeks):
            wholly = all(not needs[series] & ~free for needs, _within, free in weeks)
            found.append(Time(EPOCH + series[0] * QUARTER, wholly))
    return sorted(found, key=lambda one: (not one.wholly, one.starts_at))


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the picture: half an hour. ``shade``: 0, nobody, to 5, everybody."""

    x: int
    y: int
    shade: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A week by the reader's clock, from ``first`` o'clock on. ``best``: x, y and height of each
    time that suits all, where it would begin."""

    first: int
    cells: tuple[Cell, ...]
    hours: tuple[tuple[int, str], ...]
    best: tuple[tuple[int, int, int], ...]
    height: int


LEFT, WIDE, HIGH, TOP = 40, 50, 8, 22
SHADES = 5


def picture(rhythm: Rhythm, people: Sequence[Week], times: Iterable[Time], reader: str) -> Picture:
    """How the week of these people looks in the week of the first meeting, by the reader's clock.
    Hours at which nobody ever is free are left out above and below."""
    free = [0] * WEEK
    monday = rhythm.starts - timedelta(days=rhythm.starts.weekday())
    here = ZoneInfo(reader)
    for one in people:
        shift = _half_hours_between(monday, ZoneInfo(one.zone), here)
        signs = one.signs or BLANK
        for half in range(WEEK):
            if signs[half] != BUSY:
                free[(half + shift) % WEEK] += 1
    rows = [half % 48 for half in range(WEEK) if free[half]]
    first = min(rows, default=16) // 2
    last = -(-(max(rows, default=43) + 1) // 2)
    cells = tuple(
        Cell(
            LEFT + day * WIDE, TOP + (half - 2 * first) * HIGH,
            -(-free[day * 48 + half] * SHADES // len(people)) if people else 0,
        )
        for day in range(7)
        for half in range(2 * first, 2 * last)
    )  # fmt: skip
    best = []
    for time in times:
        begins = time.starts_at.astimezone(here)
        half = begins.hour * 2 + begins.minute // STRETCH
        tall = min(-(-rhythm.minutes // STRETCH), 2 * last - half)
        best.append((LEFT + begins.weekday() * WIDE, TOP + (half - 2 * first) * HIGH, tall * HIGH))
    hours = tuple(
        (TOP + (hour - first) * 2 * HIGH + 10, f"{hour}:00") for hour in range(first, last, 2)
    )
    return Picture(first, cells, hours, tuple(best), TOP + (last - first) * 2 * HIGH + 4)


def _half_hours_between(monday: date, there: ZoneInfo, here: ZoneInfo) -> int:
    """By how many half hours the clock here is ahead of the one there, that week."""
    noon = datetime(monday.year, monday.month, monday.day, 12)
    ahead = noon.replace(tzinfo=there).timestamp() - noon.replace(tzinfo=here).timestamp()
    return round(ahead / 60 / STRETCH)
