"""Column generation: near the best there is, with a bound, and often with the proof.

The set of crews is too large to write down, so it is grown: solve the linear relaxation over the
crews known, ask :mod:`.pricing` for crews worth more than their people's prices, add them, repeat.
When there is none left, the relaxation's value bounds every plan. Then choose whole crews among
those known. If a plan remains below the bound, every crew that could be in a better plan gains
at least as much as the gap is wide; these are listed too, and the choice among them is the best
there is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.anneal import COLD, WARM, Heat, Watch, anneal, unwatched
from kinweave.solvers.crews.packing import CLOSE, Members, Relaxation, choose
from kinweave.solvers.crews.pricing import NOTHING, pair_depths, price
from kinweave.solvers.crews.score import Block, crew_value
from kinweave.solvers.crews.tables import MOST
from kinweave.solvers.crews.threads import THREADS, side_by_side
from kinweave.solvers.running import Run

_ROOM = 20_000
_TRIES_A_SECOND = 3_000_000
_ROUND_WORK = 500
# The first choice is among so many crews a person.
_FEW = 12
# A node's relaxation takes time about in proportion to crews times people: so much a second.
_NODE_WORK = 1.5e7
_FEWEST_NODES = 40
# How often to better a plan piecewise, and the share of its crews given up each time.
_ROUNDS_A_SECOND = 10
_GIVEN_UP = (0.5, 0.5, 0.7)
# A plan is bettered piecewise and stirred in turns.
_TURNS = 6
_STEPS_A_SECOND = 500_000
# Enough to list all crews within a gap, where they are not too many.
_ALL_TRIES = 100_000


@dataclass(frozen=True, slots=True)
class Generated:
    """The best crews found (places in the block), their worth, and what no plan can exceed."""

    crews: list[Members]
    value: float
    bound: float | None
    proven: bool


@dataclass(slots=True)
class Pool:
    """Crews of a block with their worth, each once."""

    block: Block
    values: dict[Members, float]

    def add(self, crews: Iterable[Members]) -> list[Members]:
        """Take up the crews; those that are new."""
        new = []
        places = np.zeros(MOST, dtype=np.int32)
        for crew in crews:
            if crew not in self.values:
                places[: len(crew)] = crew
                self.values[crew] = crew_value(self.block.facts, places, len(crew))
                new.append(crew)
        return new

    def worth(self, crews: Iterable[Members]) -> float:
        """The sum of the crews' worth."""
        return math.fsum(self.values[crew] for crew in crews)

    def choose(
        self, crews: list[Members], seconds: float, run: Run, better_than: float
    ) -> tuple[list[Members], float]:
        """The best plan of these crews, and a bound: see :func:`.packing.choose`."""
        people = len(self.block.rows)
        nodes = _FEWEST_NODES + int(seconds * _NODE_WORK / (people * (len(crews) + people)))
        values = [self.values[crew] for crew in crews]
        return choose(
            people, crews, values, most_nodes=nodes, better_than=better_than, stop=run.late
        )

    def improve(
        self, chosen: list[Members], crews: list[Members], rounds: int, seed: int, run: Run
    ) -> list[Members]:
        """The plan ``chosen``, bettered: again and again some of its crews are given up, and the
        best of ``crews`` chosen for their people and those in no crew (Shaw 1998)."""
        people = len(self.block.rows)
        inside = np.zeros((len(crews), people), dtype=bool)
        for number, crew in enumerate(crews):
            inside[number, list(crew)] = True
        chance = np.random.default_rng(seed)
        for number in range(rounds):
            keep = chance.random(len(chosen)) >= _GIVEN_UP[number % len(_GIVEN_UP)]
            kept = [crew for crew, stays in zip(chosen, keep, strict=True) if stays]
            taken = np.zeros(people, dtype=bool)
            taken[[one for crew in kept for one in crew]] = True
            given_up = [crew for crew in chosen if crew not in kept]
            open_crews = [crews[k] for k in np.flatnonzero(~(inside @ taken)).tolist()]
            values = [self.values[crew] for crew in open_crews]
            better, _ = choose(people, open_crews, values, most_nodes=_FEWEST_NODES,
                               better_than=self.worth(given_up), stop=run.late)  # fmt: skip
            chosen = kept + (better or given_up)
        return chosen


def generate(
    block: Block,
    plans: Sequence[list[Members]],
    run: Run,
    *,
    seconds: float,
    tries: int = 300,
    report: Watch = unwatched,
) -> Generated:
    """Grow ``plans`` to begin with into the best plan that can be found.

    ``seconds``: about how long to choose among crews; it becomes a number of nodes. ``tries``: see
    :func:`~kinweave.solvers.crews.pricing.price`. ``report``: told the share done and the value.
    """
    people = len(block.rows)
    depths = pair_depths(block.facts)
    pool = Pool(block, {})
    relaxation = Relaxation(people)
    new = pool.add(crew for plan in plans for crew in plan)
    chosen = max(plans, key=pool.worth)
    bound: float | None = None
    settled = False
    relaxed, cost = 0.0, np.zeros(people)
    work = int(seconds * _TRIES_A_SECOND)
    number = 0
    while work > 0:
        if new:
            relaxation.add(new, [pool.values[crew] for crew in new])
            relaxed, cost, _ = relaxation.solve()
        if run.late():
            break
        run.check()
        report(0.5 * number / (number + 4), relaxed)
        found, ratio, complete, used = _worth_more(block, depths, cost, NOTHING, True, tries)
        work -= used + _ROUND_WORK * people
        number += 1
        if complete:
            at_most = float(cost.sum()) + people * ratio
            bound = at_most if bound is None else min(bound, at_most)
        new = pool.add(found)
        if not new:
            if complete:
                settled = True
                break
            tries *= 4
    known = _dearest(pool, cost, _FEW * people)
    better, _ = pool.choose(known, seconds / 8, run, better_than=pool.worth(chosen))
    chosen = better or chosen
    report(0.6, pool.worth(chosen))
    limit = bound if settled else None
    chosen, limit = _among_all_that_matter(pool, depths, cost, chosen, limit, seconds / 8, run)
    for turn in range(_TURNS):
        if run.late() or (limit is not None and pool.worth(chosen) >= limit - CLOSE):
            break
        chosen = pool.improve(chosen, known, int(seconds * _ROUNDS_A_SECOND / _TURNS), turn, run)
        for stirred in _stirred(block, chosen, run, turn, int(seconds * _STEPS_A_SECOND / _TURNS)):
            pool.add(stirred)
            chosen = max(chosen, stirred, key=pool.worth)
        known = _dearest(pool, cost, (turn + 2) * _FEW * people)
        report(0.6 + 0.2 * (turn + 1) / _TURNS, pool.worth(chosen))
    chosen, limit = _among_all_that_matter(pool, depths, cost, chosen, limit, seconds / 4, run)
    value = pool.worth(chosen)
    bound = bound if limit is None else limit
    proven = bound is not None and value >= bound - CLOSE
    return Generated(sorted(chosen), value, bound, proven)


def _stirred(
    block: Block, crews: list[Members], run: Run, turn: int, steps: int
) -> list[list[Members]]:
    """Plans near this one, annealed side by side from it."""

    def annealed(number: int) -> list[Members]:
        return anneal(block, crews, run, number, Heat(WARM, COLD, steps))

    seeds = range(1 + turn * THREADS, 1 + (turn + 1) * THREADS)
    return side_by_side(annealed, seeds, run, run.share, run.share)


def _among_all_that_matter(
    pool: Pool,
    depths: NDArray[np.float32],
    cost: NDArray[np.float64],
    chosen: list[Members],
    limit: float | None,
    seconds: float,
    run: Run,
) -> tuple[list[Members], float | None]:
    """The best plan among all crews that a better plan than ``chosen`` can hold, and its bound.

    No crew is worth more than its people's prices ``cost``, whose sum is ``limit``; so one that
    loses more than what is open between the two is in no better plan. Where these are too many
    to list, or no limit is known, nothing changes.
    """
    value = pool.worth(chosen)
    if limit is None or value >= limit - CLOSE or run.late():
        return chosen, limit
    above = value - float(cost.sum()) - NOTHING
    found, _, complete, _ = _worth_more(pool.block, depths, cost, above, False, _ALL_TRIES)
    if not complete:
        return chosen, limit
    pool.add(found)
    better, bound = pool.choose(sorted(found), seconds, run, better_than=value)
    chosen = better or chosen
    return chosen, min(limit, max(bound, pool.worth(chosen)))


def _dearest(pool: Pool, cost: NDArray[np.float64], most: int) -> list[Members]:
    """The crews that lose least against their people's prices: likely parts of the best plan."""
    loss = {crew: float(cost[list(crew)].sum()) - worth for crew, worth in pool.values.items()}
    return sorted(sorted(pool.values, key=lambda crew: (loss[crew], crew))[:most])


def _worth_more(
    block: Block,
    depths: NDArray[np.float32],
    cost: NDArray[np.float64],
    above: float,
    best_only: bool,
    tries: int,
) -> tuple[list[Members], float, bool, int]:
    found = np.empty((_ROOM, MOST), dtype=np.int32)
    size = np.empty(_ROOM, dtype=np.int32)
    gain = np.empty(_ROOM)
    count, ratio, complete, used = price(
        block.facts, depths, cost, above, best_only, tries, found, size, gain
    )
    crews = [tuple(sorted(found[k, : size[k]].tolist())) for k in range(count)]
    return crews, ratio, complete, used
