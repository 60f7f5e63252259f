"""From a problem to a plan: a design where one fits, then places changed until it is good."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kinweave.solvers.mixing.annealing import Seating, anneal, cost_of, meetings
from kinweave.solvers.mixing.bounds import bound, possible
from kinweave.solvers.mixing.fitting import from_design
from kinweave.solvers.mixing.layout import Layout
from kinweave.solvers.mixing.problem import Group, MixingPlan, Problem, Round
from kinweave.solvers.mixing.seating import (
    Room,
    first,
    layouts,
    put_right,
    seated,
    turns_of,
    unseated,
)
from kinweave.solvers.mixing.tables import APART, Tables, tables
from kinweave.solvers.running import Allowance, Quality, Reason, Run

_STEPS_A_SECOND = 15_000_000
_STEPS_A_SEAT = 200_000
_CHUNK = 1_000_000
_HOT, _WARM, _COLD = 1.2, 0.35, 0.12


def plan(
    problem: Problem,
    *,
    seed: int = 0,
    allowance: Allowance = Allowance(),  # noqa: B008 - frozen
) -> MixingPlan:
    """Groups for every round of a gathering, so that people meet as many others as can be.

    Everybody who is there is in one group, or sits out; nobody is with somebody they are apart
    from, and every group shares a language. As few as can be sit out, and fairly: no two people
    could change places in one round to make it fairer. The same problem and seed give the same
    plan, in whatever order people come. Raises :class:`ProblemError` for a problem that
    contradicts itself, and :class:`~kinweave.solvers.running.Cancelled`.
    """
    run = allowance.start()
    run.report(0.0, "first")
    table = tables(problem)
    lay = layouts(table)
    rng = np.random.default_rng([seed & 0xFFFFFFFFFFFFFFFF, 1])
    rooms = _search(table, lay, rng, run)
    searched = _sizes(rooms)
    put_right(table, rooms)
    if _sizes(rooms) != searched:
        # Not everybody whom the search seated could stay: the best for these groups is another.
        rooms = _search_again(table, rooms, rng, run)
        put_right(table, rooms)
    result = _result(table, rooms, seed, run)
    run.report(1.0, "better", result.quality.objective)
    return result


@dataclass(slots=True)
class _Search:
    """A search under way: the best seating so far, and what it may still use."""

    table: Tables
    enough: int
    state: npt.NDArray[np.uint64]
    run: Run
    best: Seating
    cost: float = math.inf

    def cool(self, start: Seating, steps: int, hot: float, until: float) -> None:
        """Change places from ``start``, cooling, and keep the best; ``until``: the share of the
        run that will be done."""
        if self.cost <= self.enough or self.run.late():
            return
        table, now = self.table, start.copy()
        together = meetings(now.seats, now.starts, now.groups, table.before)
        turns = turns_of(table, unseated(now))
        cost = int(cost_of(together, table.before))
        self._keep(now, cost)
        chunks = max(1, round(steps / _CHUNK))
        began = self.run.share
        for chunk in range(chunks):
            if self.cost <= self.enough or self.run.late():
                return
            heats = [hot * (_COLD / hot) ** ((chunk + i) / chunks) for i in (0, 1)]
            cost = int(
                anneal(
                    now.seats, now.starts, now.groups, together, table.masks, turns, self.state,
                    steps // chunks, heats[0], heats[1], cost, self.enough,
                )
            )  # fmt: skip
            self._keep(now, cost)
            share = began + (until - began) * (chunk + 1) / chunks
            # With people together who must not be, the cost would tell of them.
            parted = self.cost < APART // 2
            self.run.report(share, "better", -self.cost if parted else None)

    def _keep(self, now: Seating, cost: int) -> None:
        if cost < self.cost:
            self.best, self.cost = now.copy(), cost


def _sizes(rooms: Sequence[Room]) -> list[list[int]]:
    return [[len(group) for group in room.groups] for room in rooms]


def _steps(sizes: Sequence[Sequence[int]], run: Run) -> int:
    seats = sum(map(sum, sizes))
    return int(min(_STEPS_A_SECOND * run.allowance.seconds, _STEPS_A_SEAT * seats))


def _search_again(
    table: Tables, rooms: Sequence[Room], rng: np.random.Generator, run: Run
) -> list[Room]:
    state = rng.integers(1, 2**63, 1, np.int64).astype(np.uint64)
    begin, sizes = seated(table, rooms), _sizes(rooms)
    search = _Search(table, -bound(table, sizes), state, run, begin)
    search.cool(begin, _steps(sizes, run) // 2, _HOT, until=1.0)
    return unseated(search.best)


def _search(table: Tables, lay: Sequence[Layout], rng: np.random.Generator, run: Run) -> list[Room]:
    sizes = [[size for _, size in row.groups] for row in lay]
    state = rng.integers(1, 2**63, 1, np.int64).astype(np.uint64)
    begin = seated(table, first(table, lay, rng))
    search = _Search(table, -bound(table, sizes), state, run, begin)
    steps = _steps(sizes, run)
    design = from_design(table, lay, rng)
    if design:
        search.cool(seated(table, design), int(0.2 * steps), _WARM, until=0.2)
    search.cool(begin, int(0.3 * steps), _HOT, until=0.5)
    for until in (0.75, 1.0):  # who must not meet can close the way from one start
        search.cool(seated(table, first(table, lay, rng)), int(0.25 * steps), _HOT, until)
    return unseated(search.best)


def _result(table: Tables, rooms: Sequence[Room], seed: int, run: Run) -> MixingPlan:
    for room in rooms:
        room.groups = sorted(sorted(group) for group in room.groups)
    final = seated(table, rooms)
    together = meetings(final.seats, final.starts, final.groups, table.before)
    objective = -int(cost_of(together, table.before))
    limit = bound(table, _sizes(rooms))
    quality = Quality(float(objective), float(limit), objective == limit, run.cut_short)
    return MixingPlan(
        tuple(
            Round(
                tuple(_group(table, group) for group in room.groups),
                tuple(table.keys[i] for i in sorted(room.bench)),
            )
            for room in rooms
        ),
        quality,
        seed,
        _reasons(table, rooms, together),
    )


def _group(table: Tables, group: Sequence[int]) -> Group:
    shared = int(np.bitwise_and.reduce(table.masks[list(group)]))
    shared *= bool(table.named[list(group)].any())
    codes = tuple(code for i, code in enumerate(table.languages) if shared >> i & 1)
    return Group(tuple(table.keys[i] for i in group), codes)


def _reasons(
    table: Tables, rooms: Sequence[Room], together: npt.NDArray[np.int16]
) -> tuple[Reason, ...]:
    upper = np.triu_indices(len(table.keys), 1)
    before = table.before[upper]
    times = together[upper] - before
    new = int(((times > 0) & (before == 0)).sum())
    reasons = [Reason("new_pairs", {"pairs": new, "possible": int(possible(table)[upper].sum())})]
    again = int(((times > 1) | ((times > 0) & (before > 0))).sum())
    if again:
        reasons.append(Reason("repeats", {"pairs": again, "most": int(times.max())}))
    out = np.zeros(len(table.keys), np.int64)
    for room in rooms:
        out[room.bench] += 1
    if out.any():
        there = out[table.present.any(axis=0)]
        counts: dict[str, object] = {"people": int((out > 0).sum()), "fewest": int(there.min())}
        reasons.append(Reason("sitting_out", counts | {"most": int(there.max())}))
    return (*reasons, *_alone(table))


def _alone(table: Tables) -> Iterator[Reason]:
    """Those who never have enough people around them who speak a language of theirs."""
    enough = np.zeros(len(table.keys), np.int64)
    for there in table.present:
        for i in range(max(len(table.languages), 1)):
            speakers = there & (table.masks >> i & 1 == 1)
            if speakers.sum() >= min(table.sizes):
                enough |= np.where(speakers, 1 << i, 0)
    alone: dict[int, list[str]] = {}
    for key, mask, some in zip(table.keys, table.masks.tolist(), enough.tolist(), strict=True):
        if not mask & some and table.languages:
            alone.setdefault(mask, []).append(key)
    for mask, people in sorted(alone.items()):
        codes = [code for i, code in enumerate(table.languages) if mask >> i & 1]
        yield Reason("alone_in_language", {"languages": codes, "people": people})
