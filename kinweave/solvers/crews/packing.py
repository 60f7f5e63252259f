"""The best choice among given crews: set packing over HiGHS (Huangfu & Hall 2018)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import highspy
import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.linear import QuietHighs

Members = tuple[int, ...]
# Values this close are the same.
CLOSE = 1e-6
# A pivot of the simplex method takes time in proportion to crews and people: so many a second.
_PIVOT_WORK_A_SECOND = 3.5e7
# What a relaxation that needs hardly a pivot takes all the same.
_FEWEST_PIVOTS = 10
# No upper bound of a crew's own: its people's rows hold it to 1, and so their prices are whole.
_FREE = highspy.kHighsInf


class SolverFailedError(RuntimeError):
    """HiGHS did not come to an end that can be used; the message says which it was."""


@dataclass(slots=True)
class Purse:
    """Work that may still be done: ``seconds`` of the machine in docs/algorithms, paid in steps.

    Steps are counted, never timed, so that the same plan is made on every machine.
    """

    seconds: float
    whole: Purse | None = None

    def pay(self, steps: float, a_second: float) -> None:
        """Take out what so many steps cost, from what this is a part of as well."""
        self.seconds -= steps / a_second
        if self.whole:
            self.whole.pay(steps, a_second)

    def part(self, share: float) -> Purse:
        """A share of what is left. What is not spent of it stays in the whole."""
        return Purse(share * max(0.0, self.seconds), self)


def flat(crews: Sequence[Members]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """All memberships: the numbers of the crews, rising, and the people beside them."""
    sizes = np.fromiter(map(len, crews), dtype=np.int32, count=len(crews))
    people = np.fromiter(chain.from_iterable(crews), dtype=np.int32, count=sizes.sum())
    return np.repeat(np.arange(len(crews), dtype=np.int32), sizes), people


def incidence(crews: Sequence[Members], people: int) -> NDArray[np.bool_]:
    """(crews × people) who is in which crew."""
    inside = np.zeros((len(crews), people), dtype=bool)
    inside[flat(crews)] = True
    return inside


class Relaxation:
    """The linear relaxation over a growing set of crews: each chosen by a share from 0 to 1."""

    def __init__(self, people: int, purse: Purse) -> None:
        self._people, self._purse = people, purse
        self._highs = QuietHighs()
        for _ in range(people):
            self._highs.addRow(-highspy.kHighsInf, 1.0, 0, [], [])
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def add(self, crews: Sequence[Members], values: Sequence[float]) -> None:
        """Let these crews be chosen too."""
        numbers, people = flat(crews)
        begins = np.searchsorted(numbers, np.arange(len(crews))).astype(np.int32)
        self._highs.addCols(
            len(crews), np.array(values), np.zeros(len(crews)), np.full(len(crews), _FREE),
            len(people), begins, people, np.ones(len(people)),
        )  # fmt: skip

    def allow(self, crews: NDArray[np.bool_]) -> None:
        """Leave only these of the crews to choose from."""
        every = np.arange(len(crews), dtype=np.int32)
        self._highs.changeColsBounds(
            len(crews), every, np.zeros(len(crews)), np.where(crews, _FREE, 0.0)
        )

    def solve(self) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
        """The best value, a price for each person (none below 0), the share of each crew."""
        self._highs.run()
        info = self._highs.getInfo()
        columns = self._highs.getNumCol() + self._people
        pivots = info.simplex_iteration_count + _FEWEST_PIVOTS
        self._purse.pay(pivots * columns, _PIVOT_WORK_A_SECOND)
        status = self._highs.getModelStatus()
        # HiGHS can return an objective of 0 without a word: ask for its status every time.
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverFailedError(f"HiGHS ended with {self._highs.modelStatusToString(status)}.")
        solution = self._highs.getSolution()
        prices = np.maximum(0.0, np.array(solution.row_dual))
        return info.objective_function_value, prices, np.array(solution.col_value)


def choose(
    people: int,
    crews: Sequence[Members],
    values: Sequence[float],
    *,
    purse: Purse,
    better_than: float = 0.0,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[list[Members], float]:
    """The most valuable choice of crews in which nobody is twice, and a bound on its value.

    Branch and bound on pairs of people: in one crew, or not (Ryan & Foster 1981). Depth first and
    together first, so that good choices come early; crews that lose more than is still open are
    left out on the way. Ends when the ``purse`` is empty or ``stop()``, with the best so far.
    Nothing better than ``better_than`` found: an empty list. The bound holds for these crews only.
    """
    if not crews:
        return [], better_than
    worth = np.array(values)
    inside = incidence(crews, people)
    relaxation = Relaxation(people, purse)
    relaxation.add(crews, values)
    best, chosen = better_than, np.empty(0, dtype=np.int64)
    waiting = [(np.inf, np.ones(len(crews), dtype=bool))]
    while purse.seconds > 0:
        while waiting and waiting[-1][0] <= best + CLOSE:
            waiting.pop()
        if not waiting or stop():
            break
        _, open_crews = waiting.pop()
        relaxation.allow(open_crews)
        bound, prices, shares = relaxation.solve()
        if bound <= best + CLOSE:
            continue
        pair = _split_pair(inside, shares)
        if pair is None:
            best, chosen = bound, np.flatnonzero(shares > CLOSE)
            continue
        kept = open_crews & (worth - inside @ prices > best - bound - CLOSE)
        one, two = inside[:, pair[0]], inside[:, pair[1]]
        waiting.append((bound, kept & ~(one & two)))
        waiting.append((bound, kept & ~(one ^ two)))
    bound = max([best, *(above for above, _ in waiting)])
    return [crews[number] for number in chosen.tolist()], bound


def _split_pair(inside: NDArray[np.bool_], shares: NDArray[np.float64]) -> tuple[int, int] | None:
    """Two people whom the relaxation puts together by about three quarters, and one of them also
    elsewhere: else both branches would be alike. None if no two crews that share somebody are
    chosen in part; then each of them can be chosen wholly."""
    together: dict[tuple[int, int], float] = {}
    taken: dict[int, float] = {}
    for number in np.flatnonzero((shares > CLOSE) & (shares < 1 - CLOSE)).tolist():
        members = np.flatnonzero(inside[number]).tolist()
        for one in members:
            taken[one] = taken.get(one, 0.0) + shares[number]
        for pair in combinations(members, 2):
            together[pair] = together.get(pair, 0.0) + shares[number]
    split = [
        (abs(share - 0.75), (one, two))
        for (one, two), share in together.items()
        if taken[one] + taken[two] - 2 * share > CLOSE
    ]
    return min(split)[1] if split else None
