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
from itertools import cycle

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.crews.anneal import COLD, WARM, Heat, Watch, anneal, unwatched
from kinweave.solvers.crews.packing import (
    CLOSE,
    Members,
    Purse,
    Relaxation,
    choose,
    flat,
    incidence,
)
from kinweave.solvers.crews.pricing import NOTHING, pair_depths, price
from kinweave.solvers.crews.score import Block, crew_value
from kinweave.solvers.crews.tables import MOST
from kinweave.solvers.crews.threads import THREADS, in_parts, side_by_side
from kinweave.solvers.running import Run

_ROOM = 20_000
# Tries of pricing, on two processors.
_TRIES_A_SECOND = 1_500_000
# The first choice is among so many crews a person.
_FEW = 12
# The share of a plan's crews given up each time that it is bettered piecewise.
_GIVEN_UP = (0.5, 0.5, 0.7)
_A_PIECE = 0.5
_PIECES_A_SECOND = 1_000
# A dive begins with this share of a plan's crews given up, and takes a crew the likelier, the more
# of it the relaxation wants; people are priced anew in so many tries.
_ROOM_TO_DIVE = 0.75
_KEENNESS = 3
_FEW_TRIES = 300
# More than any crew is worth.
_TOO_DEAR = 1_000.0
# A plan is bettered piecewise and stirred in turns.
_TURNS = 3
_STEPS_A_SECOND = 2_000_000
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
        self, crews: list[Members], purse: Purse, run: Run, better_than: float
    ) -> tuple[list[Members], float]:
        """The best plan of these crews, and a bound: see :func:`.packing.choose`."""
        people, values = len(self.block.rows), [self.values[crew] for crew in crews]
        return choose(people, crews, values, purse=purse, better_than=better_than, stop=run.late)

    def improve(
        self, chosen: list[Members], crews: list[Members], purse: Purse, seed: int, run: Run
    ) -> list[Members]:
        """The plan ``chosen``, bettered: again and again some of its crews are given up, and the
        best of ``crews`` chosen for their people and those in no crew (Shaw 1998)."""
        people = len(self.block.rows)
        inside = incidence(crews, people)
        chance = np.random.default_rng(seed)
        shares = cycle(_GIVEN_UP)
        while purse.seconds > 0 and not run.late():
            run.check()
            purse.pay(1, _PIECES_A_SECOND)
            keep = chance.random(len(chosen)) >= next(shares)
            kept = [crew for crew, stays in zip(chosen, keep, strict=True) if stays]
            taken = np.zeros(people, dtype=bool)
            taken[[one for crew in kept for one in crew]] = True
            given_up = [crew for crew in chosen if crew not in kept]
            open_crews = [crews[k] for k in np.flatnonzero(~(inside @ taken)).tolist()]
            piece = purse.part(_A_PIECE)
            better, _ = self.choose(open_crews, piece, run, better_than=self.worth(given_up))
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

    ``seconds``: about how long, see :class:`~.packing.Purse`. ``tries``: see
    :func:`~kinweave.solvers.crews.pricing.price`. ``report``: told the share done and the value.
    """
    people = len(block.rows)
    depths = pair_depths(block.facts)
    pool = Pool(block, {})
    purse = Purse(seconds)
    growing = purse.part(0.5)
    relaxation = Relaxation(people, growing)
    new = pool.add(crew for plan in plans for crew in plan)
    chosen = max(plans, key=pool.worth)
    bound: float | None = None
    settled = False
    relaxed, cost = 0.0, np.zeros(people)
    while growing.seconds > 0:
        if new:
            relaxation.add(new, [pool.values[crew] for crew in new])
            relaxed, cost, _ = relaxation.solve()
        if run.late():
            break
        run.check()
        report(0.5 * (1 - growing.seconds / seconds), relaxed)
        found, ratio, complete, used = worth_more(block, depths, cost, NOTHING, True, tries)
        growing.pay(used, _TRIES_A_SECOND)
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
    better, _ = pool.choose(known, purse.part(0.2), run, better_than=pool.worth(chosen))
    chosen = better or chosen
    report(0.6, pool.worth(chosen))
    limit = bound if settled else None
    chosen, limit = _among_all_that_matter(pool, depths, cost, chosen, limit, purse.part(0.4), run)
    diving, dives = purse.part(0.6), 0
    while diving.seconds > 0 and not (run.late() or _is_best(pool, chosen, limit)):
        known = _dearest(pool, cost, 2 * _FEW * people)
        chosen = _dive(pool, depths, known, chosen, diving, dives, run) or chosen
        dives += 1
    for turn in range(_TURNS):
        if run.late() or _is_best(pool, chosen, limit):
            break
        part = purse.part(1 / (_TURNS + 1 - turn))
        for stirred in _stirred(block, chosen, run, turn, part.part(0.3)):
            pool.add(stirred)
            chosen = max(chosen, stirred, key=pool.worth)
        known = _dearest(pool, cost, (turn + 2) * _FEW * people)
        chosen = pool.improve(chosen, known, part, turn, run)
        report(0.6 + 0.2 * (turn + 1) / _TURNS, pool.worth(chosen))
    chosen, limit = _among_all_that_matter(pool, depths, cost, chosen, limit, purse, run)
    value = pool.worth(chosen)
    bound = bound if limit is None else limit
    return Generated(sorted(chosen), value, bound, _is_best(pool, chosen, bound))


def _is_best(pool: Pool, chosen: list[Members], limit: float | None) -> bool:
    return limit is not None and pool.worth(chosen) >= limit - CLOSE


def _dive(
    pool: Pool,
    depths: NDArray[np.float32],
    crews: list[Members],
    best: list[Members],
    purse: Purse,
    number: int,
    run: Run,
) -> list[Members]:
    """A plan better than ``best``, made crew by crew; empty where the way leads to none.

    Whom the relaxation of ``crews`` puts together most is taken as a crew, the others are priced
    anew, and so on (Sadykov et al. 2019). The first dive begins with no crew and always takes the
    most; later ones begin with some of the crews of ``best`` and draw lots.
    """
    people = len(pool.block.rows)
    chance = np.random.default_rng(number)
    relaxation = Relaxation(people, purse)
    relaxation.add(crews, [pool.values[crew] for crew in crews])
    plan = [crew for crew in best if number and chance.random() >= _ROOM_TO_DIVE]
    taken = np.zeros(people, dtype=bool)
    taken[[one for crew in plan for one in crew]] = True
    while purse.seconds > 0 and not run.late():
        run.check()
        relaxation.allow(~(incidence(crews, people) @ taken))
        _, cost, _ = relaxation.solve()
        cost[taken] = _TOO_DEAR
        found, _, _, used = worth_more(pool.block, depths, cost, NOTHING, True, _FEW_TRIES)
        purse.pay(used, _TRIES_A_SECOND)
        pool.add(found)
        relaxation.add(found, [pool.values[crew] for crew in found])
        crews = crews + found
        relaxed, _, shares = relaxation.solve()
        if pool.worth(plan) + relaxed <= pool.worth(best) + CLOSE:
            return []
        parts = np.flatnonzero((shares > CLOSE) & (shares < 1 - CLOSE))
        if not len(parts):
            return plan + [crews[k] for k in np.flatnonzero(shares > CLOSE)]
        odds = shares[parts] ** _KEENNESS
        k = parts[chance.choice(len(parts), p=odds / odds.sum()) if number else odds.argmax()]
        plan.append(crews[k])
        taken[list(crews[k])] = True
    return []


def _stirred(
    block: Block, crews: list[Members], run: Run, turn: int, purse: Purse
) -> list[list[Members]]:
    """Plans near this one, annealed side by side from it."""
    steps = int(purse.seconds * _STEPS_A_SECOND)
    purse.pay(steps, _STEPS_A_SECOND)

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
    purse: Purse,
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
    found, _, complete, used = worth_more(pool.block, depths, cost, above, False, _ALL_TRIES)
    purse.pay(used, _TRIES_A_SECOND)
    if not complete:
        return chosen, limit
    pool.add(found)
    better, bound = pool.choose(sorted(found), purse, run, better_than=value)
    chosen = better or chosen
    return chosen, min(limit, max(bound, pool.worth(chosen)))


def _dearest(pool: Pool, cost: NDArray[np.float64], most: int) -> list[Members]:
    """The crews that lose least against their people's prices: likely parts of the best plan."""
    crews = list(pool.values)
    numbers, people = flat(crews)
    loss = np.bincount(numbers, cost[people]) - np.fromiter(pool.values.values(), dtype=np.float64)
    return sorted(crews[number] for number in np.argsort(loss, kind="stable")[:most].tolist())


def worth_more(
    block: Block,
    depths: NDArray[np.float32],
    cost: NDArray[np.float64],
    above: float,
    best_only: bool,
    tries: int,
) -> tuple[list[Members], float, bool, int]:
    """As :func:`.pricing.price`, side by side."""
    people = len(block.rows)

    def priced(part: int) -> tuple[list[Members], float, bool, int]:
        firsts = np.arange(part, people, THREADS)
        found = np.empty((_ROOM, MOST), dtype=np.int32)
        size = np.empty(_ROOM, dtype=np.int32)
        count, ratio, complete, used = price(
            block.facts, depths, cost, firsts, above, best_only, tries, found, size, np.empty(_ROOM)
        )
        crews = [tuple(sorted(found[k, : size[k]].tolist())) for k in range(count)]
        return crews, ratio, complete, used

    parts = in_parts(priced, range(THREADS))
    crews, ratios, complete, used = zip(*parts, strict=True)
    return [crew for some in crews for crew in some], max(ratios), all(complete), sum(used)
