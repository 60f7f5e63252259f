"""An event as it would come in: a gathering's words, and its dates to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kinweave.gatherings.clock import instant
from kinweave.gatherings.rhythm import FIRST_MOST, Every, Rhythm, dates

REACH = timedelta(days=2 * 365)
"""How far ahead the dates of a series come in."""


@dataclass(frozen=True, slots=True)
class Date:
    """``key``: by which its calendar knows it, wherever it moves. ``usual``: when its rule has it;
    ``wall``: when it is; ``None``: it is left out. Wall clocks of the event's zone."""

    key: str
    usual: datetime
    wall: datetime | None


@dataclass(frozen=True, slots=True)
class Planned:
    """``dates``: those that are not over, by their usual time; the first and the last take place.
    ``all_day``: it is of whole days, without hours. ``mark``: of all that the file says of it, to
    know again whether that changed."""

    uid: str
    line: int
    name: str
    words: str
    place: str
    link: str
    zone: str
    minutes: int
    all_day: bool
    dates: tuple[Date, ...]
    mark: str

    @property
    def rhythm(self) -> Rhythm:
        """The one of ours that gives the very same dates; single dates where none does."""
        return rhythm_of([one.usual for one in self.dates], self.zone)

    @property
    def taking_place(self) -> list[Date]:
        """Those that are not left out."""
        return [one for one in self.dates if one.wall is not None]

    @property
    def first(self) -> datetime:
        """When it is next, as an instant."""
        return min(instant(one.wall, self.zone) for one in self.dates if one.wall is not None)


def rhythm_of(walls: Sequence[datetime], zone: str) -> Rhythm:
    """See :attr:`Planned.rhythm`; found by trying, so that it is never a little wrong."""
    if len(walls) == 1:
        return Rhythm()
    first = walls[0]
    if len(walls) <= FIRST_MOST:
        for rhythm in _candidates(walls):
            if dates(rhythm, first, zone, len(walls)) == list(walls):
                return rhythm
    return Rhythm(Every.DATES)


def _candidates(walls: Sequence[datetime]) -> list[Rhythm]:
    first, apart = walls[0], (walls[1].date() - walls[0].date()).days
    if apart == 7:
        return [Rhythm(Every.WEEKLY)]
    if apart == 14:
        return [Rhythm(Every.FORTNIGHTLY)]
    nth = (first.day - 1) // 7 + 1
    weekdays = [Rhythm(Every.WEEKDAY, which) for which in (nth, -1) if which <= 4]
    return [Rhythm(Every.MONTHLY), *weekdays, Rhythm(Every.QUARTERLY)]
