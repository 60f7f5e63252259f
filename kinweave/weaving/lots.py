"""Pairs that are kept apart by lot in what is done by hand, so that a refusal tells nothing.

Whoever gathers a season can know very well that two people are free at the same hour. If hand moves
were refused to none but those without a common hour and those of whom one asked not to be with the
other, such a refusal would say which of the two it is. A few pairs that nobody said anything about
are refused as well: with all of them alike, it may always be the lot (decision 0027).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from django.utils.crypto import salted_hmac

from kinweave.solvers.crews import problem as engine
from kinweave.weaving.feeding import key_of
from kinweave.weaving.models import Move, Place, Proposal, Season

ONE_IN = 20
"""Of so many pairs one is kept apart by lot; 0: none is."""

Pair = tuple[int, int]


def by_lot(season: Season, pairs: Iterable[Pair]) -> bool:
    """Whether one of these pairs is drawn. A circle draws once and for good: were lots drawn anew
    each season, whoever is refused again and again would be known."""
    return sum(_drawn(season.circle_id, *pair) for pair in pairs) > 0


def _drawn(circle: int, one: int, other: int) -> bool:
    if not ONE_IN:
        return False
    said = f"{circle}:{min(one, other)}:{max(one, other)}"
    digest = salted_hmac("kinweave.weaving.lots", said, algorithm="sha256").digest()
    return int.from_bytes(digest[:8]) % ONE_IN == 0


def known_together(proposal: Proposal) -> set[Pair]:
    """Pairs who are in one crew of a proposal, or were before somebody moved: there is nothing to
    hide about them, and whoever was moved can be moved back."""
    crews: dict[int, list[int]] = {}
    for crew, person in Place.objects.filter(proposal=proposal).values_list("crew", "person"):
        crews.setdefault(crew, []).append(person)
    before = Move.objects.filter(proposal=proposal).values_list("before", flat=True)
    moved = (crew["people"] for one in before for crew in one["crews"])
    return {pair for who in [*crews.values(), *moved] for pair in combinations(sorted(who), 2)}


def with_lots(problem: engine.Problem, season: Season, known: set[Pair]) -> engine.Problem:
    """The same, for an engine whose answer somebody steers by what they keep: pairs that are drawn
    are apart, as in hand moves, but those who are ``known`` together."""
    apart: dict[str, set[str]] = {one.key: set(one.apart) for one in problem.people}
    for pair in combinations(sorted(int(one.key) for one in problem.people), 2):
        if pair not in known and _drawn(season.circle_id, *pair):
            one, other = map(key_of, pair)
            apart[one].add(other)
            apart[other].add(one)
    people = tuple(replace(one, apart=frozenset(apart[one.key])) for one in problem.people)
    return replace(problem, people=people)
