"""Gatherings of people for the tests of dyads, and all the rounds that a few people can have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import strategies as st

from kinweave.solvers.dyads import Participant, Problem
from kinweave.solvers.validators.dyads import freshness


def company(names: str, **alike: object) -> Problem:
    """People named by letters, all of them alike."""
    return Problem(tuple(Participant(name, **alike) for name in names))


@st.composite
def gatherings(draw: st.DrawFn, most: int = 10, *, least: int = 0, pauses: bool = True) -> Problem:
    """Up to so many people with languages, times, a past, and wishes to be apart."""
    names = [chr(ord("a") + place) for place in range(draw(st.integers(least, most)))]
    strict = draw(st.booleans())
    times = st.one_of(st.none(), st.integers(0, 7), st.just(1 << 70))
    languages = st.frozensets(st.sampled_from(["de", "en", "fr"]), max_size=2)
    people = []
    for name in names:
        others = [other for other in names if other != name]
        some = st.lists(st.sampled_from(others), unique=True, max_size=6) if others else st.just([])
        people.append(
            Participant(
                name,
                draw(languages) if strict else frozenset(),
                draw(times) if strict else None,
                frozenset(draw(some)) if draw(st.integers(0, 3)) == 0 else frozenset(),
                tuple((other, draw(st.integers(1, 12))) for other in draw(some)),
                draw(st.one_of(st.none(), st.integers(1, 5))),
                draw(st.frozensets(st.integers(0, 4), max_size=3)) if pauses else frozenset(),
            )
        )
    return Problem(tuple(draw(st.permutations(people))))


Groups = tuple[tuple[Participant, ...], ...]


def best_by_hand(problem: Problem) -> tuple[int, int, int, int]:
    """Of the best round: people who meet, less trios, less burdens, freshness in millionths."""
    return max(_grade(problem, groups) for groups in _rounds(problem.participants))


def grade(problem: Problem, keys: list[tuple[str, ...]]) -> tuple[int, int, int, int]:
    """The same of the round in which these people meet."""
    person = {one.key: one for one in problem.participants}
    return _grade(problem, tuple(tuple(person[key] for key in group) for group in keys))


def may_meet(*people: Participant) -> bool:
    """Whether these can meet: looked at person by person, bit by bit."""
    for one, two in combinations(people, 2):
        if two.key in one.apart or one.key in two.apart:
            return False
    spoken = [one.languages for one in people if one.languages]
    free = [one.times for one in people if one.times is not None]
    talk = not spoken or any(all(word in some for some in spoken) for word in spoken[0])
    bits = range(max((times.bit_length() for times in free), default=0))
    return talk and (not free or any(all(times >> bit & 1 for times in free) for bit in bits))


def _rounds(people: tuple[Participant, ...]) -> Iterator[Groups]:
    if not people:
        yield ()
        return
    first, others = people[0], people[1:]
    yield from _rounds(others)
    for size in (1, 2):
        for company_ in combinations(others, size):
            if may_meet(first, *company_):
                rest = tuple(one for one in others if one not in company_)
                for groups in _rounds(rest):
                    yield ((first, *company_), *groups)


def _grade(problem: Problem, groups: Groups) -> tuple[int, int, int, int]:
    paired = {one.key for group in groups for one in group if len(group) == 2}
    odd = [one for one in problem.participants if one.key not in paired]
    burden = sum(max(1, 10_000 // one.last_trio) for one in odd if one.last_trio)
    fresh = 0
    for group in groups:
        for one, two in combinations(group, 2):
            agos = [ago for key, ago in one.met if key == two.key]
            agos += [ago for key, ago in two.met if key == one.key]
            fresh += freshness(min(agos, default=None)) * (2 if len(group) == 2 else 1)
    trios = sum(len(group) == 3 for group in groups)
    return sum(map(len, groups)), -trios, -burden, fresh
