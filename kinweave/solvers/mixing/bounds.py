"""What no plan with groups of these sizes can better.

Pairs to keep apart are counted as if they could meet: a bound that knew of them would tell of
them, and they are private.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from kinweave.solvers.mixing.tables import Tables


def bound(table: Tables, sizes: Sequence[Sequence[int]]) -> int:
    """The largest objective there could be with groups of these sizes in these rounds.

    The smaller of two. *By people*: everybody meets whom it is worth most to meet, nobody more
    often than both are there; where nobody sits out, at least the smallest group's worth of
    people in every round. *By rounds*: a group of one round whose people come from fewer groups
    of another must hold pairs that meet in both, and a meeting in two rounds costs one.
    """
    return min(_by_people(table, sizes), _by_rounds(table, sizes))


def possible(table: Tables) -> npt.NDArray[np.bool_]:
    """Which pairs could meet: both there in some round, with a language; (n, n), symmetric."""
    present = table.present.astype(np.int32)
    talk = (table.masks[:, None] & table.masks[None, :]) != 0
    could: npt.NDArray[np.bool_] = talk & (present.T @ present > 0)
    np.fill_diagonal(could, False)
    return could


def _by_people(table: Tables, sizes: Sequence[Sequence[int]]) -> int:
    present = table.present.astype(np.int32)
    both = np.where(possible(table), present.T @ present, 0)
    met = table.before == 1
    # Each person's chances of a meeting worth one; of one that costs one; two; and so on.
    chances = [((both > 0) & ~met).sum(axis=0)]
    for again in range(1, table.rounds + 1):
        chances.append(np.where(met, both >= again, both > again).sum(axis=0))
    worth = [1, *range(-1, -table.rounds - 1, -1)]

    seats = 2 * sum(_pairs(size) for row in sizes for size in row)
    must = np.zeros(len(table.keys), np.int64)
    for there, row in zip(table.present, sizes, strict=True):
        if row and sum(row) == there.sum():
            must += there * (min(row) - 1)
    seats -= int(must.sum())
    total = 0
    for value, some in zip(worth, chances, strict=True):
        forced = np.minimum(must, some)
        must -= forced
        chosen = min(seats, int((some - forced).sum()))
        seats -= chosen
        total += value * (int(forced.sum()) + chosen)
    return total // 2


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def _by_rounds(table: Tables, sizes: Sequence[Sequence[int]]) -> int:
    meetings = sum(_pairs(size) for row in sizes for size in row)
    again = 0
    for one, two in combinations(range(table.rounds), 2):
        # Those who were not there, or sat out, come from nowhere and force nothing.
        absent = len(table.keys) - sum(sizes[one])
        again += _forced(tuple(sorted(sizes[one])), tuple(sorted(sizes[two])), absent)
    # A pair that meets c times costs c(c-1)/2 for c-1 repeats, and c is at most the rounds.
    repeats = -(-2 * again // max(table.rounds, 1))
    return meetings - repeats - again


@lru_cache(maxsize=4096)
def _forced(one: tuple[int, ...], two: tuple[int, ...], absent: int) -> int:
    """How many pairs at least meet in both of two rounds with groups of these sizes, if
    ``absent`` people were in no group of the first: each of them takes the dearest seat."""
    if not two or max(two) <= len(one):
        return 0
    costs: list[int] = []
    for size in two:
        level, left = 0, size
        while left:
            seats = min(left, sum(other > level for other in one))
            if not seats:
                break
            costs += [level] * seats
            left -= seats
            level += 1
    return sum(sorted(costs)[: max(0, len(costs) - absent)])
