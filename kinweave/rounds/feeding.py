"""What the engine is given: who is in, who has met whom and when, who is kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations

from django.db.models import Q

from kinweave.access import VisibleQuerySet
from kinweave.circles.models import Membership, Scale
from kinweave.met.record import pairs_among
from kinweave.people.models import Block, SpokenLanguage, WeeklyHours
from kinweave.rounds.models import Place, Round, Wish

Two = frozenset[int]


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything by the numbers of people. ``met``: how many weeks ago two last met or were to, at
    least 1; ``beside``: how many rounds ago somebody was in a trio or left over."""

    people: tuple[int, ...]
    apart: frozenset[Two]
    met: dict[Two, int] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)
    languages: dict[int, frozenset[str]] = field(default_factory=dict)
    weeks: dict[int, tuple[str, str]] = field(default_factory=dict)


def feed(one: Round) -> Feed:
    """As it stands now: those who were in by the hour of the round, and are in the circle still."""
    here = Membership.objects.current().filter(circle=one.circle_id, circle__ended_at=None)
    wishes = {
        row.person_id: row
        for row in wishes_for(one).filter(person__in=here.values("person"), person__is_active=True)
    }
    people = tuple(sorted(wishes))
    blocks = Block.objects.filter(person__in=people, other__in=people)
    languages: defaultdict[int, set[str]] = defaultdict(set)
    spoken = SpokenLanguage.objects.filter(person__in=people)
    for person, code in spoken.values_list("person", "code"):
        languages[person].add(code)
    letting = [person for person, row in wishes.items() if row.hours]
    hours = WeeklyHours.objects.filter(person__in=letting)
    return Feed(
        people,
        frozenset(frozenset(two) for two in blocks.values_list("person", "other")),
        _met(one, people),
        _beside(one, people),
        {person: frozenset(codes) for person, codes in languages.items()},
        {
            person: (zone, week)
            for person, zone, week in hours.values_list("person", "person__time_zone", "week")
        },
    )


def wishes_for(one: Round) -> VisibleQuerySet[Wish]:
    """Who is in this round, of those who said so in time."""
    day = one.pairs_at.date()
    there = Q(paused_until=None) | Q(paused_until__lte=day)
    return Wish.objects.filter(there, circle=one.circle_id, since__lte=one.pairs_at).order_by("pk")


def _met(one: Round, people: tuple[int, ...]) -> dict[Two, int]:
    """By the record, and by the rounds before: also who never said whether they met has had their
    turn, unless one of them says no. Who is in a pair or another crew together meets anyway."""
    last = {frozenset(two): when for two, when in pairs_among(people).items()}
    last |= dict.fromkeys(_near(one, people), one.pairs_at)
    rows = Place.objects.filter(
        person__in=people, round__circle=one.circle_id, meeting__isnull=False
    )
    together: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    when: dict[int, datetime] = {}
    for meeting, person, says, at in rows.values_list(
        "meeting", "person", "says", "round__pairs_at"
    ):
        together[meeting].append((person, says))
        when[meeting] = at
    for meeting, there in together.items():
        for person, says in there:
            for other, other_says in there:
                two = frozenset((person, other))
                if person < other and Place.Says.NO not in (says, other_says):
                    last[two] = max(when[meeting], last.get(two, when[meeting]))
    return {two: 1 + max(0, (one.pairs_at - at).days // 7) for two, at in last.items()}


def _near(one: Round, people: tuple[int, ...]) -> set[Two]:
    rows = Membership.objects.current().filter(
        person__in=people, circle__scale__in=[Scale.DYAD, Scale.CREW], circle__ended_at=None
    )
    together: defaultdict[int, list[int]] = defaultdict(list)
    for circle, person in rows.exclude(circle=one.circle_id).values_list("circle", "person"):
        together[circle].append(person)
    return {frozenset(two) for there in together.values() for two in combinations(sorted(there), 2)}


def _beside(one: Round, people: tuple[int, ...]) -> dict[int, int]:
    """Of rounds of pairs: in a ring or in threes nobody is the odd one."""
    before = list(
        Round.objects.filter(circle=one.circle_id, shape="pairs", paired_at__isnull=False)
        .exclude(pk=one.pk)
        .order_by("-pairs_at", "-pk")
        .values_list("pk", flat=True)[:50]
    )
    ago = {number: n for n, number in enumerate(before, 1)}
    crowd: defaultdict[int, list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    of: dict[int, int] = {}
    rows = Place.objects.filter(round__in=before)
    for number, meeting, person in rows.values_list("round", "meeting", "person"):
        if meeting is None:
            found[person] = min(ago[number], found.get(person, ago[number]))
        else:
            crowd[meeting].append(person)
            of[meeting] = number
    for meeting, there in crowd.items():
        for person in there if len(there) > 2 else ():
            found[person] = min(ago[of[meeting]], found.get(person, ago[of[meeting]]))
    return {person: n for person, n in found.items() if person in people}
