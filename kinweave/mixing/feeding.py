"""What the engine is given: who is there for which round, who has met whom, who is kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from kinweave.met.record import pairs_among
from kinweave.mixing.models import Participant, Plan, Round, Seat
from kinweave.people.models import Block, SpokenLanguage

Two = frozenset[int]


@dataclass(frozen=True, slots=True)
class Feed:
    """Of the rounds that have not begun: ``numbers``. ``accounts``: the people behind
    participants. All else is by the numbers of participants; ``absent``: rounds, by number."""

    numbers: tuple[int, ...]
    size: int
    accounts: dict[int, int]
    absent: dict[int, frozenset[int]]
    apart: frozenset[Two]
    met: frozenset[Two]
    languages: dict[int, frozenset[str]]

    @property
    def people(self) -> tuple[int, ...]:
        """Who is there for a round at least."""
        return tuple(sorted(self.absent))


def feed(plan: Plan) -> Feed:
    """As it stands now. By whom two are kept apart, and whether they met or are, nobody is told."""
    to_come = Round.objects.filter(plan=plan, began_at=None).order_by("number")
    numbers = tuple(to_come.values_list("number", flat=True))
    absent: dict[int, frozenset[int]] = {}
    accounts: dict[int, int] = {}
    for one in Participant.objects.filter(plan=plan).order_by("pk"):
        away = frozenset(number for number in numbers if not one.is_there(number))
        if len(away) < len(numbers):
            absent[one.pk] = away
            if one.person_id is not None:
                accounts[one.pk] = one.person_id
    behind = {person: one for one, person in accounts.items()}
    blocks = Block.objects.filter(person__in=behind, other__in=behind)
    languages: defaultdict[int, set[str]] = defaultdict(set)
    spoken = SpokenLanguage.objects.filter(person__in=behind)
    for person, code in spoken.values_list("person", "code"):
        languages[behind[person]].add(code)
    return Feed(
        numbers,
        plan.size,
        accounts,
        absent,
        frozenset(
            frozenset((behind[one], behind[other]))
            for one, other in blocks.values_list("person", "other")
        ),
        frozenset(frozenset((behind[one], behind[other])) for one, other in pairs_among(behind))
        | _sat_together(plan),
        {one: frozenset(codes) for one, codes in languages.items()},
    )


def _sat_together(plan: Plan) -> frozenset[Two]:
    """In the rounds that have begun; guests have no other record."""
    groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    rows = Seat.objects.filter(round__plan=plan, round__began_at__isnull=False)
    for number, group, one in rows.values_list("round", "group", "participant"):
        groups[number, group].append(one)
    return frozenset(frozenset(two) for some in groups.values() for two in combinations(some, 2))
