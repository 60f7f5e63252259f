"""One round: circles of people who may meet, each paired off as well as can be shown.

A circle is a connected component of the graph of who may meet whom; nothing that is done in one
changes another. Small ones are searched through; large ones are matched by weight, and with an
odd number of people the trio is chosen first, the one that is fairest before it is freshest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import rustworkx

from kinweave.solvers.dyads.exhausting import exhaust
from kinweave.solvers.dyads.loops import (
    ceilings,
    choices,
    circles,
    edges,
    pair_off,
    seats,
    total_worth,
    trios,
    worth,
)
from kinweave.solvers.dyads.problem import Problem, Round
from kinweave.solvers.dyads.tables import NEVER, Known, Rows, burdens, tabulate
from kinweave.solvers.dyads.telling import tell
from kinweave.solvers.running import Allowance, Quality, Run

# Circles of at most so many people are searched through.
SMALL = 10
# Of larger circles, the trios of so many people are considered, those whose turn it is; of more
# where they have few; and so many of these trios are tried.
_POOL = 32
_LARGEST_POOL = 512
_TRIES = 64
# Nor are more people than so many matched anew, all these trials together.
_TRIED = 20_000
# What a machine like the one in docs/algorithms does in a second.
_COMPARISONS = 2_000_000
_PEOPLE_TIMES_EDGES = 100_000_000
# With fewer edges than so many a person, it takes as long as with these.
_FEW = 30


@dataclass(frozen=True, slots=True)
class Pieces:
    """Part of a round, in rows. ``bound`` is in the unit of ``worth``: millionths, per person."""

    pairs: tuple[tuple[int, int], ...]
    trios: tuple[tuple[int, int, int], ...]
    left: tuple[int, ...]
    worth: int
    bound: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs (rows), what they are worth in millionths per pair, and whether there is no better:
    none has more pairs, and of those with as many none is worth more."""

    pairs: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    worth: int
    best: bool


@dataclass(slots=True)
class Effort:
    """How much more work a round may be, in seconds on a machine like that in docs/algorithms."""

    run: Run
    seconds: float

    def affords(self, people: int, pairs: int, *, times: int = 1) -> bool:
        """Whether so many can be matched by weight, so many times."""
        return not self.run.late() and times * _matching_takes(people, pairs) <= self.seconds

    def spend(self, people: int, pairs: int) -> None:
        """Count so many being matched by weight."""
        self.seconds -= _matching_takes(people, pairs)


def _matching_takes(people: int, pairs: int) -> float:
    return people * (_FEW * people + pairs) / _PEOPLE_TIMES_EDGES


def pair(
    problem: Problem, *, number: int = 0, seed: int = 0, allowance: Allowance | None = None
) -> Round:
    """Who meets whom in one round.

    ``number``: which round it is, for :attr:`Participant.absent` only. Among rounds that are
    equally good, ``seed`` decides. Raises :class:`ProblemError` where the problem contradicts
    itself and :class:`~kinweave.solvers.running.Cancelled`.
    """
    run = (allowance or Allowance()).start()
    run.report(0.0, "first")
    tables = tabulate(problem, seed)
    known = tables.known(tables.relations)
    there = np.array(
        [row for row, person in enumerate(tables.people) if number not in person.absent],
        dtype=np.int64,
    )
    effort = Effort(run, run.allowance.seconds)
    pieces = one_round(known, there, burdens(tables.last_trio), effort)
    run.report(1.0, "proof", pieces.worth / NEVER)
    groups = (*pieces.pairs, *pieces.trios)
    told = tell(tables, there, groups, tables.relations.latest(len(tables.people), groups), seed)
    quality = Quality(told.quality.objective, pieces.bound / NEVER, pieces.proven, run.cut_short)
    return replace(told, quality=quality)


def one_round(
    known: Known, there: Rows, burden: Rows, effort: Effort, *, small: int = SMALL
) -> Pieces:
    """The best round for these rows that the effort finds. ``small``: circles of up to
    so many people are searched through."""
    number = circles(known, there)
    order = np.argsort(number, kind="stable")
    groups = np.split(there[order], np.flatnonzero(np.diff(number[order])) + 1)
    found = []
    for group in groups:
        found.append(
            exhaust_circle(known, group, burden)
            if len(group) <= small
            else _large(known, group, burden, effort)
        )
        effort.run.check()
    return Pieces(
        tuple(one for part in found for one in part.pairs),
        tuple(one for part in found for one in part.trios),
        tuple(one for part in found for one in part.left),
        sum(part.worth for part in found),
        sum(part.bound for part in found),
        all(part.proven for part in found),
    )


def exhaust_circle(known: Known, rows: Rows, burden: Rows) -> Pieces:
    """The best round of a few people, proven."""
    names = tuple(rows.tolist())
    groups = exhaust(known, names, [int(burden[row]) for row in names])
    pairs = tuple((one[0], one[1]) for one in groups if len(one) == 2)
    trios = tuple((one[0], one[1], one[2]) for one in groups if len(one) == 3)
    left = tuple(sorted(set(names).difference(*groups)))
    value = _worth(known, pairs, trios)
    return Pieces(pairs, trios, left, value, value, proven=True)


def _large(known: Known, rows: Rows, burden: Rows, effort: Effort) -> Pieces:
    found = match(known, rows, effort, settle=len(rows) % 2)
    if len(found.left) > len(rows) % 2:
        return _with_guests(known, rows, burden, effort, found)
    if found.left:
        trio = _with_one_trio(known, rows, burden, effort)
        return trio or _with_guests(known, rows, burden, effort, found)
    value = 2 * found.worth
    bound = value if found.best else int(ceilings(known, rows).sum())
    return Pieces(found.pairs, (), (), value, bound, proven=value == bound)


def _with_one_trio(known: Known, rows: Rows, burden: Rows, effort: Effort) -> Pieces | None:
    """The fairest trio whose removal lets all others pair off; of these, the freshest round.

    A pair of a trio and the matching of all others make a matching of all but one. So what the
    others can be worth is at most the best matching less the trio's best pair, and many trios
    need not be tried: with all three of its pairs worth that much, a trio adds one pair's worth
    to the matching at most. ``None``: no such trio was found.
    """
    each = dict(zip(rows.tolist(), ceilings(known, rows).tolist(), strict=True))
    total = sum(each.values())
    turns = np.array(sorted(each, key=lambda row: (burden[row], row)))
    pool, candidates = _trios(known, turns, burden)
    tries = min(_TRIES, max(2, _TRIED // len(rows)))
    best: Pieces | None = None
    whole: Matching | None = None
    bound, fairest, certain = 0, 0, True
    for minds, value, trio in candidates:
        if best and (minds > fairest or best.worth == total):
            break
        at_most = total - sum(each[row] for row in trio) + value
        if best:
            whole = whole or match(known, rows, effort)
            if whole.best:
                freshest = max(worth(known, *two) for two in combinations(trio, 2))
                at_most = min(at_most, 2 * (whole.worth - freshest) + value)
            if at_most <= best.worth:
                continue
        others = None
        if tries and not effort.run.late():
            tries -= 1
            others = match(known, rows[~np.isin(rows, trio)], effort)
        if others is None or others.left:
            if others is None or not others.best:
                bound, certain = max(bound, at_most), certain and best is not None
            continue
        here = 2 * others.worth + value
        bound = max(bound, here if others.best else at_most)
        if best is None or here > best.worth:
            fairest = minds
            best = Pieces(others.pairs, (trio,), (), here, 0, proven=False)
    if best is None:
        return None
    least = np.sort(burden[rows])
    if len(pool) < len(rows) and least[0] + least[1] + burden[pool[-1]] <= fairest:
        at_most = 2 * whole.worth + max(each.values()) if whole and whole.best else total
        bound = max(bound, min(total, at_most))
    bound = max(bound, best.worth)
    fair = fairest == least[:3].sum() or (certain and len(pool) == len(rows))
    return Pieces(best.pairs, best.trios, (), best.worth, bound, fair and bound == best.worth)


def _trios(
    known: Known, turns: Rows, burden: Rows
) -> tuple[Rows, Iterator[tuple[int, int, tuple[int, int, int]]]]:
    """The trios of the people whose turn it is, of as many as it takes to find some: those
    people; and how much each trio minds it, what it is worth and who it is, the best first."""
    size = _POOL
    found, values = trios(known, turns[:size])
    while len(found) < _TRIES and size < min(len(turns), _LARGEST_POOL):
        size *= 2
        found, values = trios(known, turns[:size])
    minds = burden[found].sum(axis=1)
    order = np.lexsort((-values, minds))
    threes = ((one, two, three) for one, two, three in found[order].tolist())
    return turns[:size], zip(minds[order].tolist(), values[order].tolist(), threes, strict=True)


def _with_guests(known: Known, rows: Rows, burden: Rows, effort: Effort, found: Matching) -> Pieces:
    """A matching as large as the one found; then who is left over joins a pair, where they can."""
    if burden[rows].any():
        fairer = match(known, rows, effort, burden)
        found = fairer if len(fairer.left) <= len(found.left) else found
    pairs, trios_, left = seat_guests(known, found.pairs, found.left, burden)
    value = _worth(known, pairs, trios_)
    bound = max(value, int(ceilings(known, rows).sum()))
    return Pieces(pairs, trios_, left, value, bound, proven=False)


def seat_guests(
    known: Known, pairs: tuple[tuple[int, int], ...], left: tuple[int, ...], burden: Rows
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int, int], ...], tuple[int, ...]]:
    """Let people who are left over join pairs, those first whose turn to be left over it is
    least: the pairs that remain, the trios (the guest last) and who is still left over."""
    guests = sorted(left, key=lambda row: (-burden[row], row))
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    seat = seats(known, np.array(guests, dtype=np.int64), ends[:, 0], ends[:, 1], burden).tolist()
    guest_of = {place: guest for guest, place in zip(guests, seat, strict=True) if place >= 0}
    return (
        tuple(two for place, two in enumerate(pairs) if place not in guest_of),
        tuple((*pairs[place], guest) for place, guest in sorted(guest_of.items())),
        tuple(guest for guest, place in zip(guests, seat, strict=True) if place < 0),
    )


def _worth(
    known: Known,
    pairs: tuple[tuple[int, int], ...],
    trios: tuple[tuple[int, int, int], ...],
) -> int:
    """What a round is worth: twice each pair's worth, and the sum of those of a trio's pairs."""
    ends = np.array(
        [*pairs, *pairs, *(two for trio in trios for two in combinations(trio, 2))],
        dtype=np.int64,
    ).reshape(-1, 2)
    return int(total_worth(known, ends[:, 0], ends[:, 1]))


def match(
    known: Known, rows: Rows, effort: Effort, burden: Rows | None = None, *, settle: int = -1
) -> Matching:
    """As many pairs as possible, and of those with as many the freshest.

    Fast first; exact where that is not the best on the face of it and the exact way can be
    afforded. With ``burden``, those who would mind it most are left over last. ``settle``: any
    matching that leaves so few people over will do.
    """
    steps = int(effort.run.allowance.seconds * _COMPARISONS)
    order = choices(known, rows).argsort(kind="stable")
    fast = _matching(known, rows, pair_off(known, rows, order, steps))
    if len(fast.left) <= len(rows) % 2:
        each = ceilings(known, rows)
        at_most = each.sum() - (each.min() if fast.left else 0)
        if 2 * fast.worth == at_most and (burden is None or not fast.left):
            return replace(fast, best=True)
        if fast.left and len(fast.left) <= settle:
            return fast
    if not effort.affords(len(rows), 0):
        return fast
    one, two, value = edges(known, rows)
    if not effort.affords(len(rows), len(one)):
        return fast
    effort.spend(len(rows), len(one))
    priority = np.zeros(len(rows), dtype=np.int64) if burden is None else burden[rows]
    return _matching(known, rows, heaviest(one, two, value, priority), best=True)


def heaviest(one: Rows, two: Rows, value: Rows, priority: Rows) -> Rows:
    """Of the matchings with the most pairs, those matched have the most ``priority``; and of
    these, the edges (from ``one`` to ``two``) have the greatest ``value``, in whole millionths.

    For each place the other's, or -1. Edmonds' blossoms in the O(n³) form of Galil (1986).
    """
    count = len(priority)
    weight = priority.astype(object)[one] + priority[two]
    weight = weight * (NEVER * (count + 1)) + value
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(list(zip(one.tolist(), two.tolist(), weight.tolist(), strict=True)))
    mate = np.full(count, -1)
    for a, b in rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int):
        mate[a], mate[b] = b, a
    return mate


def _matching(known: Known, rows: Rows, mate: Rows, *, best: bool = False) -> Matching:
    places = np.arange(len(rows))
    ones = places[mate > places]
    pairs = tuple(zip(rows[ones].tolist(), rows[mate[ones]].tolist(), strict=True))
    left = tuple(rows[mate < 0].tolist())
    return Matching(pairs, left, _worth(known, pairs, ()) // 2, best)
