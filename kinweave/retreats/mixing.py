"""Crews for the days, by the engine: who is with whom on which day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q

from kinweave.circles.models import Membership, Scale
from kinweave.met.record import pairs_among
from kinweave.people.models import Block, SpokenLanguage
from kinweave.retreats.models import Booking, CrewPlace, Retreat

Pairs = set[frozenset[int]]
MOST = 150
"""More people than this are not mixed: the engine would take too long."""
SECONDS = 0.5
"""What the engine may take, about."""


@dataclass(frozen=True, slots=True)
class Crew:
    """``day``: 1 is the first. ``bookings``: whose, by their numbers."""

    day: int
    bookings: tuple[int, ...]


def crews(retreat: Retreat, size: int, seed: int) -> list[Crew]:
    """Crews of about ``size`` for each day, in which people meet as many others as can be: rather
    those with whom they were in no crew yet, and nobody with whom there is a block, whoever made
    it; each crew shares a language, of those that its people get by in. Who finds no crew on a day
    so is in none: that can have many reasons, and none is given.
    """
    # Here, because the engine takes a second to load, and only workers ask it.
    from kinweave.solvers.mixing import Participant, Problem, plan
    from kinweave.solvers.running import Allowance

    rows = Booking.objects.standing().filter(retreat=retreat).exclude(person=None)
    people = dict(rows.values_list("person", "pk"))
    apart, met, spoken = _blocked(people), _met(people, retreat), _spoken(people)
    participants = tuple(
        Participant(
            str(person),
            languages=frozenset(spoken.get(person, ())),
            apart=_others(person, apart),
            met=_others(person, met),
        )
        for person in sorted(people)
    )
    sizes = tuple(dict.fromkeys(one for one in (size, size + 1, size - 1) if one >= 2))
    made = plan(
        Problem(participants, retreat.days, sizes),
        seed=seed,
        allowance=Allowance(seconds=SECONDS),
    )
    return [
        Crew(day, tuple(people[int(key)] for key in group.members))
        for day, one in enumerate(made.rounds, 1)
        for group in one.groups
    ]


def _others(person: int, pairs: Pairs) -> frozenset[str]:
    return frozenset(
        str(other) for pair in pairs if person in pair for other in pair if other != person
    )


def _blocked(people: Collection[int]) -> Pairs:
    rows = Block.objects.filter(Q(person__in=people) & Q(other__in=people))
    return {frozenset(pair) for pair in rows.values_list("person", "other")}


def _spoken(people: Collection[int]) -> dict[int, set[str]]:
    """Languages that each gets by in, or speaks better. Who has put down none talks with anybody:
    nobody asked them."""
    enough = SpokenLanguage.objects.filter(
        person__in=people, fluency__gte=SpokenLanguage.Fluency.GET_BY
    )
    found: dict[int, set[str]] = {}
    for person, code in enough.values_list("person", "code"):
        found.setdefault(person, set()).add(code)
    return found


def _met(people: Collection[int], retreat: Retreat) -> Pairs:
    """Who has met whom by the record; who has been in a crew or a pair with whom, or in a crew of
    the days of another retreat of this circle."""
    near = Membership.objects.filter(person__in=people, circle__scale__in=[Scale.CREW, Scale.DYAD])
    before = CrewPlace.objects.filter(
        booking__person__in=people,
        crew__plan__told_at__isnull=False,
        crew__plan__retreat__gathering__circle=retreat.gathering.circle_id,
    ).exclude(crew__plan__retreat=retreat)
    noted = {frozenset(two) for two in pairs_among(people)}
    return (
        noted
        | _pairs(near.values_list("circle", "person"))
        | _pairs(before.values_list("crew", "booking__person"))
    )


def _pairs(rows: Iterable[tuple[int, int]]) -> Pairs:
    together: dict[int, set[int]] = {}
    for where, who in rows:
        together.setdefault(where, set()).add(who)
    return {frozenset(pair) for who in together.values() for pair in combinations(who, 2)}
