"""Better groups by changing places: simulated annealing over all rounds at once.

Every round is a row of seats. The seats of a group lie side by side, those of the people who sit
out come last, so the sizes never change and a move is two people of one round changing places.
A pair that has met ``c`` times costs: its first meeting costs -1, its
second 1, its third 2, and so on; a pair that must not meet starts from ten thousand meetings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from kinweave.solvers.mixing.tables import APART

_Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where. The arrays are changed in place by :func:`anneal`.

    ``seats``: (rounds, n) the person in each seat, -1 where a round has fewer people; int32.
    ``starts``: (rounds, groups + 2) where each group's seats begin; then where the bench begins,
    then where it ends (repeated up to the end of the row); int32. ``groups``: (rounds,) how many
    groups there are; int32.
    """

    seats: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    groups: npt.NDArray[np.int32]

    def copy(self) -> Seating:
        """The same people in the same seats, in arrays of their own."""
        return Seating(self.seats.copy(), self.starts, self.groups)


@njit(cache=True)
def meetings(seats: _Array, starts: _Array, groups: _Array, before: _Array) -> _Array:
    """How often each pair has met, earlier meetings included: (n, n), int16."""
    together = before.copy()
    for r in range(seats.shape[0]):
        for g in range(groups[r]):
            for i in range(starts[r, g], starts[r, g + 1]):
                for j in range(i + 1, starts[r, g + 1]):
                    a, b = seats[r, i], seats[r, j]
                    together[a, b] += 1
                    together[b, a] += 1
    return together


@njit(cache=True)
def _next(state: _Array, below: int) -> int:
    """A number below ``below``: xorshift64*, so that a seed means the same everywhere."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    x *= np.uint64(2685821657736338717)
    return int(np.int64(x >> np.uint64(33)) * below >> 31)


@njit(cache=True)
def _another(count: int) -> int:
    """What it costs that a pair meets again that has met ``count`` times."""
    return count if count > 0 else -1


@njit(cache=True)
def _mates(starts: _Array, groups: _Array, r: int, cell: int) -> tuple[int, int]:
    """The seats of a group, from and to; none for the bench."""
    if cell == groups[r]:
        return 0, 0
    return int(starts[r, cell]), int(starts[r, cell + 1])


@njit(cache=True)
def _change(
    seats: _Array, starts: _Array, groups: _Array, cell: _Array, together: _Array, r: int, i: int,
    j: int,
) -> int:  # fmt: skip
    """What it would cost if the people in seats ``i`` and ``j`` of a round changed places."""
    change = 0
    for here, there in ((i, j), (j, i)):
        goes, comes = seats[r, here], seats[r, there]
        first, last = _mates(starts, groups, r, cell[r, here])
        for k in range(first, last):
            if k != here:
                mate = seats[r, k]
                change += _another(together[comes, mate]) - _another(together[goes, mate] - 1)
    return change


@njit(cache=True)
def _exchange(
    seats: _Array, starts: _Array, groups: _Array, cell: _Array, at: _Array, together: _Array,
    turns: _Array, r: int, i: int, j: int,
) -> None:  # fmt: skip
    """Let the people in two seats of a round change places, and keep all tables up to date."""
    for here, there in ((i, j), (j, i)):
        goes, comes = seats[r, here], seats[r, there]
        first, last = _mates(starts, groups, r, cell[r, here])
        for k in range(first, last):
            if k != here:
                mate = seats[r, k]
                together[goes, mate] -= 1
                together[mate, goes] -= 1
                together[comes, mate] += 1
                together[mate, comes] += 1
        if first == last:
            turns[goes] -= 1.0
            turns[comes] += 1.0
    one, two = seats[r, i], seats[r, j]
    seats[r, i], seats[r, j] = two, one
    at[r, one], at[r, two] = j, i


@njit(cache=True)
def _can_talk(
    seats: _Array, starts: _Array, groups: _Array, cell: _Array, masks: _Array, r: int, i: int,
    j: int,
) -> bool:  # fmt: skip
    """Whether all groups would still share a language if two people changed places."""
    for here, there in ((i, j), (j, i)):
        shared = masks[seats[r, there]]
        first, last = _mates(starts, groups, r, cell[r, here])
        for k in range(first, last):
            if k != here:
                shared &= masks[seats[r, k]]
        if shared == 0:
            return False
    return True


@njit(cache=True)
def _in_return(
    cell: _Array, at: _Array, groups: _Array, state: _Array, leaves: int, enters: int
) -> int:
    """A round where the first sits out and the second does not, -1 if there is none."""
    rounds = cell.shape[0]
    begin = _next(state, rounds)
    for k in range(rounds):
        r = (begin + k) % rounds
        i, j = at[r, leaves], at[r, enters]
        if i >= 0 and j >= 0 and cell[r, i] == groups[r] != cell[r, j]:
            return int(r)
    return -1


@njit(cache=True)
def anneal(
    seats: _Array,
    starts: _Array,
    groups: _Array,
    together: _Array,
    masks: _Array,
    turns: _Array,
    state: _Array,
    steps: int,
    hot: float,
    cold: float,
    cost: int,
    enough: int,
) -> int:
    """Change places ``steps`` times, cooling from ``hot`` to ``cold``; give back the new cost.

    Stops as soon as the cost is ``enough``. ``together``: as of :func:`meetings`, kept up to date.
    ``masks``: (n,) languages as bits. ``turns``: (n,) how many more times than their share each
    person sits out, kept up to date; sitting out never becomes less fair, but to part two who
    must not meet. ``state``: (1,) the random state, uint64.
    """
    rounds = seats.shape[0]
    cell = np.empty(seats.shape, np.int32)
    at = np.full(seats.shape, -1, np.int32)
    there = np.empty(rounds, np.int32)
    for r in range(rounds):
        there[r] = starts[r, groups[r] + 1]
        for g in range(groups[r] + 1):
            cell[r, starts[r, g] : starts[r, g + 1]] = g
        for i in range(there[r]):
            at[r, seats[r, i]] = i
    common = np.int64(-1)
    for mask in masks:
        common &= mask
    heat = hot
    cooling = (cold / hot) ** (1.0 / max(1, steps // 256))
    for step in range(steps):
        if step & 255 == 255:
            heat *= cooling
        r = _next(state, rounds)
        if groups[r] == 0:
            continue
        i = _next(state, there[r])
        j = _next(state, there[r])
        if cell[r, i] == cell[r, j]:
            continue
        if cell[r, i] == groups[r]:
            i, j = j, i

        # Most pairs in most groups are new to each other; dwell on those that are not.
        first, last = _mates(starts, groups, r, cell[r, i])
        old = False
        for k in range(first, last):
            if k != i and together[seats[r, i], seats[r, k]] > 1:
                old = True
                break
        if not old and _next(state, 8) > 0:
            continue

        if common == 0 and not _can_talk(seats, starts, groups, cell, masks, r, i, j):
            continue
        change = _change(seats, starts, groups, cell, together, r, i, j)
        a, b = seats[r, i], seats[r, j]
        again = -1
        if cell[r, j] == groups[r] and turns[b] - turns[a] < 1.0 - 1e-9 and change > -APART // 2:
            # Less fair, unless the two change back in another round.
            again = _in_return(cell, at, groups, state, a, b)
            if again < 0 or again == r:
                continue
            x, y = at[again, b], at[again, a]
            if common == 0 and not _can_talk(seats, starts, groups, cell, masks, again, x, y):
                continue
            _exchange(seats, starts, groups, cell, at, together, turns, r, i, j)
            change += _change(seats, starts, groups, cell, together, again, x, y)
        taken = change <= 0 or (
            change < 20.0 * heat and _next(state, 1 << 30) < np.exp(-change / heat) * (1 << 30)
        )
        if taken and again >= 0:
            _exchange(seats, starts, groups, cell, at, together, turns, again, x, y)
        elif taken or again >= 0:  # made, or, having been made already, taken back
            _exchange(seats, starts, groups, cell, at, together, turns, r, i, j)
        if taken:
            cost += change
            if cost <= enough:
                break
    return cost


@njit(cache=True)
def cost_of(together: _Array, before: _Array) -> int:
    """The cost of all meetings, those before the first round left out."""
    total = 0
    for a in range(together.shape[0]):
        for b in range(a):
            for count in range(before[a, b], together[a, b]):
                total += _another(count)
    return total
