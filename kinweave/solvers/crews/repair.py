"""After some have declined: a plan that changes as little as can be.

Crews that nobody left stay whole. People of a broken crew who are still enough stay together, and
may take somebody in; the others are offered a place in a crew that has room, or a new crew among
themselves. Only where that places more people does somebody move from one crew to another, and
each person who would lose a crewmate by it counts against it. The choice among all of these is
made at once, by branch and bound.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np

from kinweave.solvers.crews.packing import Members, Purse, choose
from kinweave.solvers.crews.problem import Plan, Problem, ProblemError
from kinweave.solvers.crews.propose import as_plan, nobody
from kinweave.solvers.crews.score import Block, crew_value, is_large_enough
from kinweave.solvers.crews.tables import MOST, tabulate
from kinweave.solvers.running import Allowance

# What losing a crewmate counts against somebody's place, which is worth 0 to 1.
_PRICE_OF_CHANGE = 0.2
# Beyond being in a crew at all, which counts most: nobody should be left waiting for small gains.
_A_PLACE = 1.0
# Places offered to each freed person, the best ones.
_OFFERS = 12


def repair(
    problem: Problem,
    plan: Plan,
    *,
    declined: frozenset[str],
    seed: int = 0,
    allowance: Allowance | None = None,
) -> Plan:
    """The plan without those who declined, and with as few changes for the others as can be.

    ``problem``: the one the plan was made for. Those who declined are not in the answer at all.
    Raises :class:`ProblemError` if the plan speaks of people who are not in the problem.
    """
    run = (allowance or Allowance()).start()
    keys = {person.key for person in problem.people}
    unknown = sorted({key for crew in plan.crews for key in crew.members} - keys)
    if unknown:
        raise ProblemError("The plan has people who are not in the problem.", *unknown)
    staying = replace(
        problem,
        people=tuple(person for person in problem.people if person.key not in declined),
        calls=tuple(call for call in problem.calls if call.caller not in declined),
    )
    if not staying.people:
        return nobody(staying, seed)
    tables = tabulate(staying)
    index = {person.key: row for row, person in enumerate(tables.people)}
    whole = [
        tuple(sorted(index[key] for key in crew.members))
        for crew in plan.crews
        if not declined & set(crew.members)
    ]
    broken = [
        tuple(sorted(index[key] for key in crew.members if key not in declined))
        for crew in plan.crews
        if declined & set(crew.members)
    ]
    placed = {row for crew in (*whole, *broken) for row in crew}
    waiting = [row for row in range(len(tables.people)) if row not in placed]
    block = Block.of(tables, np.arange(len(tables.people)))
    offers = _Offers(block, whole)
    offers.add(whole)
    offers.add(broken)
    run.report(0.1, "first")
    freed = sorted({row for crew in broken for row in crew} | set(waiting))
    loose = [crew for crew in broken if not offers.stands(crew)]
    seeking = sorted({row for crew in loose for row in crew} | set(waiting))
    for row in seeking:
        run.check()
        offers.add_best((*crew, row) for crew in (*whole, *broken) if row not in crew)
    for crew in loose:
        offers.add((*other, *crew) for other in (*whole, *broken) if other != crew)
    for size in range(2, min(len(freed), 6) + 1):
        for crew in broken:
            pool = [row for row in seeking if row not in crew]
            offers.add_best((*crew, *more) for more in _few(pool, size - 1))
    offers.add_best((row, *more) for row in seeking for more in _few(
        [other for other in seeking if other > row], 2))  # fmt: skip
    run.report(0.5, "better")
    for crew in loose:
        lenders = [other for other in whole if offers.stands(other[1:])]
        for lender in lenders:
            for row in lender:
                rest = tuple(one for one in lender if one != row)
                if offers.stands(rest) and offers.add([(*crew, row)]):
                    offers.add([rest])
    crews, values = list(offers.values), list(offers.values.values())
    chosen, _ = choose(
        len(tables.people), crews, values, purse=Purse(run.allowance.seconds / 2), stop=run.late
    )
    return as_plan(tables, chosen, run, seed)


def _few(pool: list[int], most: int) -> Iterable[tuple[int, ...]]:
    """Up to ``most`` of the pool, in all ways while these are few."""
    for size in range(1, most + 1):
        if math.comb(len(pool), size) > 3_000:
            return
        yield from combinations(pool, size)


class _Offers:
    """Crews that could be in the repaired plan, with what choosing them is worth."""

    def __init__(self, block: Block, whole: list[Members]) -> None:
        self.block = block
        self.values: dict[Members, float] = {}
        self._places = np.zeros(MOST, dtype=np.int32)
        self._crew_of = {row: crew for crew in whole for row in crew}

    def stands(self, crew: Members) -> bool:
        """Whether these people are a crew that may be and are enough."""
        return self._value(tuple(sorted(crew))) is not None

    def add(self, crews: Iterable[tuple[int, ...]]) -> int:
        """Take up those that may be; how many."""
        count = 0
        for rows in crews:
            crew = tuple(sorted(rows))
            value = self._value(crew)
            if value is not None:
                self.values[crew] = value
                count += 1
        return count

    def add_best(self, crews: Iterable[tuple[int, ...]]) -> None:
        """Take up the few most valuable of those that may be."""
        known = {}
        for rows in crews:
            crew = tuple(sorted(rows))
            value = self._value(crew)
            if value is not None:
                known[crew] = value
        for crew in sorted(known, key=lambda crew: (-known[crew], crew))[:_OFFERS]:
            self.values[crew] = known[crew]

    def _value(self, crew: Members) -> float | None:
        if not 2 <= len(crew) <= MOST:
            return None
        self._places[: len(crew)] = crew
        worth = crew_value(self.block.facts, self._places, len(crew))
        if worth < 0.0 or not is_large_enough(self.block.facts, self._places, len(crew)):
            return None
        lost = len({
            row for row in crew
            if any(mate not in crew for mate in self._crew_of.get(row, ()))
        })  # fmt: skip
        return float(worth) + _A_PLACE * len(crew) - _PRICE_OF_CHANGE * lost
