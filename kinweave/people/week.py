"""A week in half hours, and the same in words: ``18:00-21:00, 22:00-01:00?`` for each day.

A week is 336 signs from Monday 00:00 (see :class:`~kinweave.people.models.week.WeeklyHours`). In
words, a question mark is "if need be", an end before its start is on the next day, and Sunday's
next day is Monday. Where hours are told twice, free goes before if need be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY = 48
WEEK = 7 * DAY
BUSY, FREE, IF_NEED_BE = ".", "f", "?"
BLANK = BUSY * WEEK

_CLOCK = r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?"
_STRETCH = re.compile(rf"{_CLOCK}\s*[-–—]\s*{_CLOCK}\s*(\?)?")
_BETWEEN = re.compile(r"[,;\n]")
_HALF, _WHOLE_DAY = 30, 24 * 60


class Why(Enum):
    """What keeps a text from being a stretch of time."""

    UNCLEAR = "it is not from one time until another"
    NO_SUCH_TIME = "it names a time that no clock shows"
    NO_LENGTH = "it begins when it ends"
    TOO_SHORT = "it holds no whole half hour"


class NotATime(ValueError):
    """``piece``: the part of a text that could not be read; ``why``: a :class:`Why`."""

    def __init__(self, piece: str, why: Why) -> None:
        super().__init__(f"{piece}: {why.value}")
        self.piece = piece
        self.why = why


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half hours ``begin`` up to before ``end``, from the midnight that begins a day.

    ``end`` is past :data:`DAY` for what lasts into the next day. ``narrowed``: what was written,
    if it did not keep to half hours.
    """

    begin: int
    end: int
    sign: str = FREE
    narrowed: str = ""

    def __str__(self) -> str:
        return f"{self.by_the_clock}{'?' if self.sign == IF_NEED_BE else ''}"

    @property
    def by_the_clock(self) -> str:
        """As in "18:30-21:00"."""
        end = self.end if self.end <= DAY else self.end - DAY
        return f"{clock(self.begin)}-{clock(end)}"


def clock(half_hours: int) -> str:
    """Half hours since midnight as "18:30"."""
    return f"{half_hours // 2:02}:{half_hours % 2 * _HALF:02}"


def read_day(text: str) -> tuple[Stretch, ...]:
    """The stretches that somebody wrote for a day. Raises :class:`NotATime`."""
    pieces = (piece.strip() for piece in _BETWEEN.split(text))
    return tuple(_stretch(piece) for piece in pieces if piece)


def woven(days: Sequence[Iterable[Stretch]]) -> str:
    """The week of seven days' stretches."""
    week = [BUSY] * WEEK
    told = [(day * DAY, one) for day, stretches in enumerate(days) for one in stretches]
    for midnight, one in sorted(told, key=lambda of: of[1].sign == FREE):
        for half in range(midnight + one.begin, midnight + one.end):
            week[half % WEEK] = one.sign
    return "".join(week)


def in_days(week: str) -> tuple[tuple[Stretch, ...], ...]:
    """The fewest stretches for each of the seven days; what passes midnight is its first day's."""
    days = [list(_runs(week[midnight : midnight + DAY])) for midnight in range(0, WEEK, DAY)]
    for today, evening in enumerate(days):
        tomorrow = days[(today + 1) % len(days)]
        if evening and tomorrow and _one_night(evening[-1], tomorrow[0]):
            night = tomorrow.pop(0)
            evening[-1] = Stretch(evening[-1].begin, DAY + night.end, night.sign)
    return tuple(map(tuple, days))


def in_words(week: str) -> tuple[str, ...]:
    """Seven texts that :func:`read_day` understands, Monday's first."""
    return tuple(", ".join(map(str, stretches)) for stretches in in_days(week))


def as_availability(week: str) -> str:
    """The week as an answer of a form, ``Mon 18:00-21:00; Tue 09:00-12:00?``."""
    days = zip(DAYS, in_words(week), strict=True)
    return "; ".join(f"{day} {text}" for day, text in days if text)


def _stretch(piece: str) -> Stretch:
    found = _STRETCH.fullmatch(piece)
    if not found:
        raise NotATime(piece, Why.UNCLEAR)
    hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups()[:4])
    start, end = 60 * hour + minute, 60 * end_hour + end_minute
    if max(minute, end_minute) > 59 or start >= _WHOLE_DAY or end > _WHOLE_DAY:
        raise NotATime(piece, Why.NO_SUCH_TIME)
    if start == end:
        raise NotATime(piece, Why.NO_LENGTH)
    end += 0 if end > start else _WHOLE_DAY
    begin, until = -(-start // _HALF), end // _HALF
    if begin >= until:
        raise NotATime(piece, Why.TOO_SHORT)
    kept_all = (begin * _HALF, until * _HALF) == (start, end)
    return Stretch(begin, until, IF_NEED_BE if found[5] else FREE, "" if kept_all else piece)


def _runs(day: str) -> Iterator[Stretch]:
    for sign, run in groupby(range(len(day)), key=day.__getitem__):
        halves = list(run)
        if sign != BUSY:
            yield Stretch(halves[0], halves[-1] + 1, sign)


def _one_night(evening: Stretch, morning: Stretch) -> bool:
    """Whether both are one stretch over midnight that can be written so: an end that is not
    before its start would be read as one of the same day."""
    touching = evening.end == DAY and morning.begin == 0 and evening.sign == morning.sign
    return touching and morning.end < evening.begin
