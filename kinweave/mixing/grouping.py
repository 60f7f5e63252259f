"""Who sits with whom, by the engine. Its libraries are loaded here, when a worker needs them, and
never by what answers pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kinweave.mixing.feeding import Feed

if TYPE_CHECKING:
    from kinweave.solvers.mixing.problem import MixingPlan, Problem

SECONDS = 2.0
SIZES = {2: (2, 3), 3: (3, 4, 2), 4: (4, 3, 5)}
"""The sizes that a group may have, the most liked first: nobody is to sit out for a number."""

Groups = tuple[tuple[int, ...], ...]


def grouped(feed: Feed, seed: int) -> dict[int, Groups]:
    """The groups of each round to come, by its number. Who is in none sits out."""
    if not feed.numbers or len(feed.people) < 2:
        return dict.fromkeys(feed.numbers, ())
    made = _made(problem_of(feed), seed)
    return {
        number: tuple(tuple(map(int, group.members)) for group in one.groups)
        for number, one in zip(feed.numbers, made.rounds, strict=True)
    }


def problem_of(feed: Feed) -> Problem:
    """What the engine is asked."""
    from kinweave.solvers.mixing.problem import Participant, Problem

    apart: defaultdict[int, set[str]] = defaultdict(set)
    met: defaultdict[int, set[str]] = defaultdict(set)
    for pairs, into in ((feed.apart, apart), (feed.met, met)):
        for one, other in map(sorted, pairs):
            into[one].add(str(other))
    at = {number: n for n, number in enumerate(feed.numbers)}
    people = tuple(
        Participant(
            str(one),
            languages=feed.languages.get(one, frozenset()),
            absent=frozenset(at[number] for number in feed.absent[one]),
            apart=frozenset(apart[one]),
            met=frozenset(met[one]),
        )
        for one in feed.people
    )
    return Problem(people, len(feed.numbers), sizes_for(feed))


def sizes_for(feed: Feed) -> tuple[int, ...]:
    """A pair is no group of four; but better one than nobody, where a round has few people."""
    sizes = SIZES[feed.size]
    fewest = min(
        sum(number not in away for away in feed.absent.values()) for number in feed.numbers
    )
    return sizes if 2 in sizes or fewest > 5 else (*sizes, 2)


def _made(problem: Problem, seed: int) -> MixingPlan:
    """Whoever would sit out always, for want of a language that they said they speak, is asked
    nothing about languages: they came, and will find a way."""
    from kinweave.solvers.mixing import plan
    from kinweave.solvers.running import Allowance

    made = plan(problem, seed=seed, allowance=Allowance(seconds=SECONDS))
    alone: set[str] = set()
    for reason in made.reasons:
        if reason.kind == "alone_in_language":
            alone.update(map(str, reason.values["people"]))  # type: ignore[call-overload]  # keys
    if not alone:
        return made
    people = tuple(
        replace(one, languages=frozenset()) if one.key in alone else one
        for one in problem.participants
    )
    asked_less = replace(problem, participants=people)
    return plan(asked_less, seed=seed, allowance=Allowance(seconds=SECONDS))
