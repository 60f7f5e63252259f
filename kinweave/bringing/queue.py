"""The queue of a gathering's slots, as a member reads it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kinweave.access import Viewer
from kinweave.bringing.models import Request, Slots, Turn
from kinweave.bringing.models.slots import RequestQuerySet
from kinweave.gatherings.models import Occasion
from kinweave.people.models import Field
from kinweave.people.told import Shown, shown_in, telling

DATES_SHOWN = 12
PRESENTED_SHOWN = 20
EMPTY_SHOWN = 3
FACE = (Field.PICTURE,)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. ``not_on``: days of dates to come that are not for them. ``fallen``: they had a
    date that did not take place. ``presented_at``: when it was."""

    number: int
    title: str
    words: str
    who: Shown
    mine: bool
    from_day: date | None
    not_on: tuple[date, ...] = ()
    fallen: bool = False
    presented_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class On:
    """A date to come: whose turn it is then, and how many places are free."""

    date: Occasion
    turns: list[Asked]
    free: int


@dataclass(frozen=True, slots=True)
class Queue:
    """All of it. ``most``: of dates on which nothing stands, so many are shown with all that can be
    done there; the others are named."""

    dates: list[On]
    waiting: list[Asked]
    presented: list[Asked]
    most: int = 0

    @property
    def shown(self) -> list[On]:
        """Dates on which something stands, and the first of the others."""
        first = self._without()[: self.most]
        return [one for one in self.dates if one.turns or one in first]

    @property
    def empty(self) -> list[On]:
        """The rest."""
        return self._without()[self.most :]

    def _without(self) -> list[On]:
        return [one for one in self.dates if not one.turns]

    @property
    def open_dates(self) -> list[On]:
        """Onto which somebody can be scheduled."""
        return [one for one in self.dates if one.free]

    @property
    def mine(self) -> bool:
        """Whether I stand in it, or on a date to come."""
        scheduled = (asked for one in self.dates for asked in one.turns)
        return any(one.mine for one in (*self.waiting, *scheduled))


def queue_of(viewer: Viewer, slots: Slots, now: datetime, *, hosts: bool = False) -> Queue:
    """What this viewer sees of it, in six queries, however long it is. ``hosts``: they give dates,
    and so want the next empty ones, too."""
    gathering = slots.gathering
    seen = Request.objects.visible_to(viewer).filter(slots=slots)
    dates = dates_to_come(viewer, slots, now)
    days = {one.pk: one.day for one in dates}
    waiting = _asked(viewer, seen.waiting(), "fallen")
    not_on: defaultdict[int, list[date]] = defaultdict(list)
    for number, on in seen.waiting().values_list("pk", "not_on"):
        if on in days:
            not_on[number].append(days[on])
    turns: defaultdict[int, list[Asked]] = defaultdict(list)
    to_come = seen.with_a_turn().filter(turn__occasion__in=list(days))
    for row, asked in _asked(viewer, to_come):
        turns[row["turn__occasion"]].append(asked)
    taken: defaultdict[int, int] = defaultdict(int)
    for number in Turn.objects.filter(occasion__in=list(days)).values_list("occasion", flat=True):
        taken[number] += 1
    presented = seen.with_a_turn().filter(turn__occasion__ends_at__lte=now).reverse()
    for one in dates:
        one.gathering = gathering
    return Queue(
        most=EMPTY_SHOWN if hosts else 0,
        dates=[On(one, turns[one.pk], max(0, slots.places - taken[one.pk])) for one in dates],
        waiting=[
            replace(asked, not_on=tuple(sorted(not_on[asked.number])), fallen=not row["fallen"])
            for row, asked in waiting
        ],
        presented=[
            replace(asked, presented_at=row["turn__occasion__starts_at"])
            for row, asked in _asked(viewer, presented[:PRESENTED_SHOWN])
        ],
    )


def dates_to_come(viewer: Viewer, slots: Slots, now: datetime) -> list[Occasion]:
    """Those onto which somebody can be scheduled: the host's draft has its dates, too."""
    rows = (
        Occasion.objects.visible_to(viewer)
        .not_over(now)
        .filter(gathering=slots.gathering_id, skipped_at=None, gathering__cancelled_at=None)
    )
    found = list(rows[:DATES_SHOWN])
    for one in found:
        one.gathering = slots.gathering
    return found


def _asked(viewer: Viewer, rows: RequestQuerySet, *also: str) -> list[tuple[Any, Asked]]:
    columns = (
        "pk", "title", "words", "from_day", "turn__occasion", "turn__occasion__starts_at", *also,
    )  # fmt: skip
    read = list(telling(viewer, rows, FACE, *columns, person="person"))
    people = shown_in(viewer, read, FACE, person="person")
    return [
        (
            row,
            Asked(
                number=row["pk"],
                title=row["title"],
                words=row["words"],
                who=who,
                mine=who.person == viewer.person,
                from_day=row["from_day"],
            ),
        )
        for row, who in zip(read, people, strict=True)
    ]
