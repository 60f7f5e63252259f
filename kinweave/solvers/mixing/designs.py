"""Exact solutions: rounds of equal groups in which no two people meet twice.

A design is an array (rounds, groups, size) of the numbers 0 … groups * size - 1, each of them
once in every round. :func:`design` takes the first of the families below that is long enough:

*Rows*: people are pairs (column, element of a group); a row of elements, one per column, makes a
round, of its translates; two rows go together if their differences, column by column, all
differ. Over GF(q) the multiples of 0, 1, 2 … make q such rows (Bose 1938); where there is no
field, shorter tables were found by search. The people of one column never meet in these rounds,
so columns that divide into groups have a design of their own to add, all columns at once.

*Starters*: one round or two that, turned over and over, give all the others (Bose 1939 and after).
The *triple fields*, on GF(q) three times over and one more person, are of this kind: a resolvable
design with groups of four for each prime power q = 4t + 1 (Hanani, Ray-Chaudhuri, Wilson 1972).

*Squares*: two orthogonal Latin squares of order ten out of one column (Parker 1959).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kinweave.solvers.mixing.fields import field, prime_power
from kinweave.solvers.mixing.starters import ROWS, STARTERS, Starter

Design = npt.NDArray[np.int64]


@lru_cache(maxsize=256)
def design(groups: int, size: int, rounds: int) -> Design:
    """A design with that many rounds, or with as many as can be made here: one at least."""
    best = np.arange(groups * size).reshape(1, groups, size)
    for found in _families(groups, size, rounds):
        if len(best) >= rounds:
            break
        best = max(best, found, key=len)
    return best[:rounds]


def _families(groups: int, size: int, rounds: int) -> Iterator[Design]:
    if (groups, size) in STARTERS:
        yield _started(STARTERS[groups, size], groups)
    q = (size * groups - 1) // 3
    if size == 4 and 3 * q + 1 == 4 * groups and q % 4 == 1 and prime_power(q):
        yield _triple_field(q)
    if size <= groups and prime_power(groups):
        times, plus = field(groups).times, field(groups).plus
        yield _with_columns(times[:, :size], plus, rounds)
    if groups == 1:
        return
    cyclic = np.add.outer(np.arange(groups), np.arange(groups)) % groups
    for rows in _cyclic_rows(groups, size):
        yield _with_columns(rows, cyclic, rounds)
    if groups == size == 10:
        yield _squares_of_ten()


def _cyclic_rows(groups: int, size: int) -> Iterator[Design]:
    """Rows over the integers modulo ``groups``."""
    factor = min(p for p in range(2, groups + 1) if groups % p == 0)
    if size <= groups:
        multiples = np.arange(groups if size <= factor else factor)
        yield np.outer(multiples, np.arange(size)) % groups
    for (order, columns), rows in ROWS.items():
        if order == groups and columns >= size:
            yield np.array(rows)[:, :size]


def _with_columns(rows: Design, plus: Design, rounds: int) -> Design:
    """The translates of each row, and what the columns can do among themselves."""
    order, size = len(plus), rows.shape[1]
    made = np.stack([plus[:, row] for row in rows]) + order * np.arange(size)
    left = rounds - len(rows)
    if left <= 0 or order % size:
        return made
    within = design(order // size, size, left)
    columns = [within + order * column for column in range(size)]
    return np.concatenate([made, np.concatenate(columns, axis=1)])


def _started(starter: Starter, groups: int) -> Design:
    """The starter's rounds, completed and turned."""
    order, turned = starter.order, starter.order * starter.copies
    made = []
    for given in map(np.array, starter.rounds):
        step = order * len(given) // groups
        turns = [
            np.where(given < turned, given // order * order + (given + by) % order, given)
            for by in range(order)
        ]
        made += [np.concatenate(turns[by::step]) for by in range(step)]
    return np.array(made)


def _triple_field(q: int) -> Design:
    """The person (element, copy) is number ``element + q * copy``; the last stands still.

    The first round: the still person with the three zeros; and, in every copy, for the first
    quarter of the generator's powers ``x``, the group of ``x`` and ``-x`` in that copy and ``ix``
    and ``-ix`` in the next, where ``i`` is the generator's power of a quarter.
    """
    numbers = field(q)
    one, turned, minus, turned_minus = numbers.powers.reshape(4, -1)
    first = [np.array([[0, q, 2 * q, 3 * q]])]
    for copy in range(3):
        here, after = q * copy, q * ((copy + 1) % 3)
        group = [one + here, minus + here, turned + after, turned_minus + after]
        first.append(np.stack(group, axis=1))
    base = np.concatenate(first)
    return np.array(
        [np.where(base < 3 * q, numbers.plus[base % q, by] + base // q * q, base)
         for by in range(q)]
    )  # fmt: skip


def _squares_of_ten() -> Design:
    """Rounds by row, column, and symbol of either square; people are the hundred cells.

    The cells as (row, column, symbol, symbol): a column of seven numbers modulo 7 and three
    others, in every rotation and twice doubled, turned modulo 7; and the nine cells of two
    orthogonal squares of order three for the others.
    """
    cells = [[x] * 4 for x in range(7)]
    for other, factor in enumerate((1, 2, 4)):
        column = np.array([0, 1, 4]) * factor
        for by in range(7):
            cell = [7 + other, *((column + by) % 7).tolist()]
            cells += [cell[place:] + cell[:place] for place in range(4)]
    cells += [[7 + x, 7 + y, 7 + (x + y) % 3, 7 + (x + 2 * y) % 3]
              for x in range(3) for y in range(3)]  # fmt: skip
    order = np.argsort(np.array(cells), axis=0, kind="stable")
    return order.T.reshape(4, 10, 10)
