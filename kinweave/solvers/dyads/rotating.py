"""Many rounds: everybody meets everybody they can, and nobody twice before that.

Where fewer rounds are wanted than somebody has people to meet, nothing has to be planned ahead:
each round is the best one of those who have not met yet. Otherwise all the rounds of a cycle are
dealt out so that they are as few as can be, or one more; then the next cycle begins.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.dyads.colouring import Graph, Pairs, colour, complete, fewest
from kinweave.solvers.dyads.loops import edges
from kinweave.solvers.dyads.pairing import Effort, heaviest, one_round, seat_guests
from kinweave.solvers.dyads.problem import Problem, Rotation, Round
from kinweave.solvers.dyads.tables import (
    AT_ONCE,
    NEVER,
    Rows,
    Tables,
    burdens,
    tabulate,
    worth_after,
)
from kinweave.solvers.dyads.telling import tell
from kinweave.solvers.running import Allowance, Quality, Run

# The round in which people met who never have.
_NEVER_MET = -(1 << 40)


def rotation(
    problem: Problem,
    *,
    rounds: int | None = None,
    seed: int = 0,
    allowance: Allowance | None = None,
) -> Rotation:
    """A schedule of so many rounds; ``None``: until all who may meet have met.

    A rotation stands on its own: people who have met before meet in it like any others, but
    rather later. Holds a few tables of people × people: meant for up to some thousands. Raises
    :class:`ProblemError`, ``ValueError`` for a negative number of rounds and
    :class:`~kinweave.solvers.running.Cancelled`.
    """
    if rounds is not None and rounds < 0:
        raise ValueError("rounds cannot be negative")
    run = (allowance or Allowance()).start()
    run.report(0.0, "first")
    tables = tabulate(problem, seed)
    planning = _Planning(tables, run, seed)
    least = fewest(planning.may_meet)
    expected = least + 1 + planning.last_absence if rounds is None else rounds
    made: list[Round] = []
    while len(made) < expected if rounds is not None else planning.to_come.any():
        made.append(planning.round(len(made), rounds))
        run.report(len(made) / expected, "better", len(planning.met))
    met, most = len(planning.met), _most_pairs(planning.may_meet, made, rounds)
    proven = met == most and (rounds is not None or len(made) == least)
    return Rotation(tuple(made), least, Quality(met, most, proven, run.cut_short), seed)


def _most_pairs(may_meet: Graph, made: Sequence[Round], rounds: int | None) -> int:
    """No schedule of these rounds lets more different pairs meet."""
    degrees = may_meet.sum(axis=1)
    if rounds is None:
        return int(degrees.sum()) // 2
    there = (len(may_meet) - len(one.absent) for one in made)
    return min(int(np.minimum(degrees, rounds).sum()) // 2, sum(count // 2 for count in there))


class _Planning:
    """A rotation in the making.

    ``may_meet``, ``to_come`` (people × people): who may meet at all, and who has not in this
    cycle. ``since`` (people × people): the round in which they last met, those before the
    rotation being negative. ``dealt``: rounds that are planned already. ``last_trio``: as of the
    next round. ``met``: all who met in pairs.
    """

    def __init__(self, tables: Tables, run: Run, seed: int) -> None:
        self.tables, self.run, self.seed = tables, run, seed
        self.known = tables.known(tables.relations)
        count = len(tables.people)
        one, two, _ = edges(self.known, np.arange(count))
        self.may_meet: Graph = np.zeros((count, count), dtype=bool)
        self.may_meet[one, two] = self.may_meet[two, one] = True
        self.to_come = self.may_meet.copy()
        self.since = np.full((count, count), _NEVER_MET)
        self.apart, past = tables.relations.split()
        np.maximum.at(self.since, (past.one, past.two), -past.ago)
        self.since = np.maximum(self.since, self.since.T)
        self.dealt: deque[Pairs] = deque()
        self.last_trio = tables.last_trio.copy()
        self.last_absence = max(
            (number for person in tables.people for number in person.absent), default=-1
        )
        self.met: set[tuple[int, int]] = set()

    def round(self, number: int, rounds: int | None) -> Round:
        """The next round, ``number``, of so many."""
        people = self.tables.people
        there = np.array(
            [row for row, person in enumerate(people) if number not in person.absent],
            dtype=np.int64,
        )
        if not self.to_come.any():
            self.to_come = self.may_meet.copy()
        groups = self._groups(number, rounds, there)
        latest = {
            two: number - int(self.since[two])
            for group in groups
            for two in combinations(sorted(group), 2)
            if self.since[two] != _NEVER_MET
        }
        self._remember(number, there, groups)
        return tell(self.tables, there, groups, latest, self.seed, guests=True)

    def _groups(self, number: int, rounds: int | None, there: Rows) -> tuple[tuple[int, ...], ...]:
        """Who meets: pairs, and trios with the guest last."""
        burden = burdens(self.last_trio)
        degrees = self.to_come.sum(axis=1)
        if not self.dealt:
            if rounds is not None and rounds - number <= degrees.max(initial=0):
                return self._best_round(number, there, burden, degrees)
            if number <= self.last_absence:
                if not self._affordable():
                    return self._best_round(number, there, burden, degrees)
                self.dealt.append(self._fullest(number, there, burden, degrees))
            else:
                self._deal(number, there, burden, degrees)
        pairs, left = self._next_dealt(there)
        pairs, trios, _ = seat_guests(self.known, pairs, left, burden)
        return (*pairs, *trios)

    def _next_dealt(self, there: Rows) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
        """The next round that is planned, and who is left over in it.

        Two of those who would be, and are to meet later on, meet now.
        """
        pairs: Pairs = []
        while self.dealt and not pairs:
            pairs = [two for two in self.dealt.popleft() if self.to_come[two]]
        left = sorted(set(there.tolist()).difference(*pairs))
        waiting = set(left)
        for two in combinations(left, 2):
            if self.to_come[two] and waiting.issuperset(two):
                pairs.append(two)
                waiting.difference_update(two)
        return tuple(pairs), tuple(sorted(waiting))

    def _best_round(
        self, number: int, there: Rows, burden: Rows, degrees: Rows
    ) -> tuple[tuple[int, ...], ...]:
        """The best round of people who have not met in this cycle."""
        one, two = np.nonzero(np.triu(self.since != _NEVER_MET))
        ago = np.where(self.to_come[one, two], number - self.since[one, two], 0)
        effort = Effort(self.run, self.run.allowance.seconds / max(1, degrees.max()))
        relations = self.apart.plus(one, two, ago)
        found = one_round(self.tables.known(relations), there, burden, effort)
        trios = (tuple(sorted(trio, key=lambda row: -degrees[row])) for trio in found.trios)
        return (*found.pairs, *trios)

    def _deal(self, number: int, there: Rows, burden: Rows, degrees: Rows) -> None:
        """Plan the next round, or all that are left of this cycle.

        A matching that reaches everybody with the most people to meet makes the rest of the
        cycle a round shorter. Where there is none, colouring takes one round more than the most
        that anybody has to meet; so all in all that is as many as if it had begun with it.
        """
        if self._affordable() and not complete(self.to_come):
            pairs = self._fullest(number, there, burden, degrees)
            reached = np.isin(np.arange(len(degrees)), np.array(pairs).reshape(-1))
            if reached[degrees == degrees.max()].all():
                self.dealt.append(pairs)
                return
        values = self._values(number)
        self.dealt.extend(
            sorted(
                colour(self.to_come),
                key=lambda pairs: (-len(pairs), -sum(values[two] for two in pairs)),
            )
        )

    def _fullest(self, number: int, there: Rows, burden: Rows, degrees: Rows) -> Pairs:
        """The most pairs to come; then those in them who have the most people to meet; then
        those who were in a trio or left over last; then fresh."""
        here = np.zeros(len(degrees), dtype=bool)
        here[there] = True
        values = self._values(number) * (here[:, None] & here[None, :])
        one, two = np.nonzero(np.triu(values))
        first = degrees == degrees[here].max(initial=0)
        mate = heaviest(one, two, values[one, two], burden + first * (AT_ONCE * len(degrees)))
        return [(one, two) for one, two in enumerate(mate.tolist()) if two > one]

    def _values(self, number: int) -> NDArray[np.int64]:
        """What each meeting to come would be worth in this round."""
        fresh = np.where(self.since == _NEVER_MET, NEVER, worth_after(number - self.since))
        return np.where(self.to_come, fresh, 0)

    def _affordable(self) -> bool:
        """Whether matching by weight, round for round, takes no longer than it may."""
        degrees = self.may_meet.sum(axis=1)
        rounds, pairs = int(degrees.max(initial=0)), int(degrees.sum()) // 2
        return Effort(self.run, self.run.allowance.seconds).affords(
            len(degrees), pairs, times=rounds
        )

    def _remember(self, number: int, there: Rows, groups: Sequence[tuple[int, ...]]) -> None:
        odd = set(there.tolist())
        for group in groups:
            one, two = sorted(group[:2])
            self.met.add((one, two))
            self.to_come[one, two] = self.to_come[two, one] = False
            for two_of_them in combinations(group, 2):
                self.since[two_of_them] = self.since[two_of_them[::-1]] = number
            if len(group) == 2:
                odd.difference_update(group)
        self.last_trio[self.last_trio > 0] += 1
        self.last_trio[sorted(odd)] = 1
