"""Who meets whom, by the engine. Its libraries are loaded here, when a worker needs them, and never
by what answers pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinweave.rounds.feeding import Feed
from kinweave.rounds.models import Shape
from kinweave.rounds.ring import FEWEST, ring

if TYPE_CHECKING:
    from kinweave.solvers.dyads.problem import Problem as Pairs
    from kinweave.solvers.mixing.problem import Problem as Threes

SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Paired:
    """``meetings``: who meets; of two in a ring, the first listens. ``alone``: for whom there was
    nobody."""

    meetings: tuple[tuple[int, ...], ...]
    alone: tuple[int, ...]
    ring: bool = False


def paired(feed: Feed, shape: str, seed: int) -> Paired:
    """Everybody of ``feed``, in one meeting (in a ring, in two) or alone. For whom there is nobody
    can have many reasons, and none is given."""
    if len(feed.people) < 2:
        return Paired((), feed.people)
    if shape == Shape.RING and len(feed.people) >= FEWEST:
        return _in_a_ring(feed, seed)
    if shape == Shape.TRIOS and len(feed.people) >= FEWEST:
        return _in_threes(feed, seed)
    return _in_pairs(feed, seed)


def problem_of_pairs(feed: Feed) -> Pairs:
    """What the engine for pairs is asked."""
    from kinweave.solvers.dyads.problem import Participant, Problem

    apart: defaultdict[int, set[str]] = defaultdict(set)
    met: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for one, other in map(sorted, feed.apart):
        apart[one].add(str(other))
    for (one, other), ago in sorted((sorted(two), ago) for two, ago in feed.met.items()):
        met[one].append((str(other), ago))
    return Problem(
        tuple(
            Participant(
                str(person),
                languages=feed.languages.get(person, frozenset()),
                apart=frozenset(apart[person]),
                met=tuple(met[person]),
                last_trio=feed.beside.get(person),
            )
            for person in feed.people
        )
    )


def _in_pairs(feed: Feed, seed: int) -> Paired:
    from kinweave.solvers.dyads import pair
    from kinweave.solvers.running import Allowance

    made = pair(problem_of_pairs(feed), seed=seed, allowance=Allowance(seconds=SECONDS))
    return Paired(
        tuple(tuple(map(int, one.members)) for one in (*made.pairs, *made.trios)),
        tuple(sorted(int(one.key) for one in made.left_over)),
    )


def problem_of_threes(feed: Feed) -> Threes:
    """What the engine for groups is asked."""
    from kinweave.solvers.mixing.problem import Participant, Problem

    return Problem(
        tuple(
            Participant(
                one.key,
                languages=one.languages,
                apart=one.apart,
                met=frozenset(key for key, _ago in one.met),
            )
            for one in problem_of_pairs(feed).participants
        ),
        1,
        (3, 4, 2),
    )


def _in_threes(feed: Feed, seed: int) -> Paired:
    from kinweave.solvers.mixing import plan
    from kinweave.solvers.running import Allowance

    made = plan(problem_of_threes(feed), seed=seed, allowance=Allowance(seconds=SECONDS)).rounds[0]
    return Paired(
        tuple(tuple(map(int, one.members)) for one in made.groups),
        tuple(sorted(map(int, made.sitting_out))),
    )


def _in_a_ring(feed: Feed, seed: int) -> Paired:
    weights = {two: 100 - min(ago, 99) for two, ago in feed.met.items()}
    silent = {
        frozenset((one, other))
        for one in feed.people
        for other in feed.people
        if one < other and _no_word_in_common(feed, one, other)
    }
    order = ring(feed.people, feed.apart | silent, weights, seed)
    if not order:
        return _in_pairs(feed, seed)
    meetings = tuple((order[n - 1], one) for n, one in enumerate(order))
    return Paired(meetings, tuple(sorted({*feed.people} - {*order})), ring=True)


def _no_word_in_common(feed: Feed, one: int, other: int) -> bool:
    mine, theirs = (feed.languages.get(who) for who in (one, other))
    return bool(mine and theirs and not mine & theirs)
