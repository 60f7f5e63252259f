"""Calls that a season fills: who called, who would join, and which crew is whose call's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, DateField, F, QuerySet

from kinweave.access import Kept, blank
from kinweave.calling.answered import Called as Answered
from kinweave.calling.answered import calls_for
from kinweave.calling.models import Call
from kinweave.solvers.crews import problem as engine
from kinweave.weaving.models import Appeal, Season, Wish


@dataclass(frozen=True, slots=True)
class Called:
    """``joins``: whose call somebody would join most, or their own, by its name for the engine.
    ``wished``: callers, and those who said yes to a caller, with whom somebody would be."""

    calls: tuple[engine.Call, ...]
    joins: Mapping[int, str]
    wished: Mapping[int, set[int]]


def called_in(season: Season, wishes: Iterable[Wish], at: datetime) -> Called:
    """Open calls whose caller wishes for a crew here, and says that it fills the call. Whoever said
    yes to one, and wishes too, is sought a place in it, as is whoever names it in their wish."""
    appeals: dict[int, set[int]] = defaultdict(set)
    rows = Appeal.objects.filter(wish__in=[one.pk for one in wishes])
    for person, call in rows.values_list("wish__person", "call"):
        appeals[person].add(call)
    wished: dict[int, set[int]] = defaultdict(set)
    joins: dict[int, str] = {}
    calls: list[engine.Call] = []
    known: set[str] = set()
    if not appeals:
        return Called((), joins, wished)
    people = [one.person_id for one in wishes]
    for one in calls_for(season.circle, at):
        caller = int(one.call.caller)
        if int(one.call.name) not in appeals[caller] or one.call.caller in known:
            continue
        known.add(one.call.caller)
        calls.append(_within(season, one.call))
        joins[caller] = one.call.name
        for person in _joining(one, people, appeals):
            joins.setdefault(person, one.call.name)
            wished[person].add(caller)
        wished[caller] |= set(one.yes) & set(people)
    return Called(tuple(calls), joins, wished)


def _joining(
    one: Answered, people: Collection[int], appeals: Mapping[int, set[int]]
) -> Iterable[int]:
    """Those who said yes come before those whom it appeals to."""
    here = set(people) - {int(one.call.caller)}
    yes = [person for person in one.yes if person in here]
    call = int(one.call.name)
    return [*yes, *(who for who in people if who in here - set(yes) and call in appeals[who])]


def _within(season: Season, call: engine.Call) -> engine.Call:
    """A crew of a season has the season's sizes, and the call's within them."""
    largest = min(call.largest or season.largest, season.largest)
    largest = max(largest, season.smallest)
    smallest = min(max(call.smallest or season.smallest, season.smallest), largest)
    return engine.Call(call.name, call.caller, smallest, largest)


def calls_of(season: Season, people: Collection[int], at: datetime) -> dict[int, Call]:
    """The open calls that this season fills, by who called: the crew in which such a person is, is
    the crew of their call. One query."""
    here = set(people)
    found = _filled.ask(season=season.pk, circle=season.circle_id, day=at.date())
    return {one.caller_id: one for one in reversed(found) if one.caller_id in here}


def _open_and_filled() -> QuerySet[Call]:
    season, circle = blank("season", BigIntegerField()), blank("circle", BigIntegerField())
    mine = Appeal.objects.filter(wish__season=season, wish__person=F("call__caller"))
    rows = Call.objects.open_on(blank("day", DateField())).filter(circle=circle)
    return rows.filter(pk__in=mine.values("call")).order_by("until", "pk")


_filled = Kept(_open_and_filled)
