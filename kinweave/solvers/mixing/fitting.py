"""People into a design: an exact solution to begin with, where one fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from kinweave.solvers.mixing.designs import design
from kinweave.solvers.mixing.layout import Layout
from kinweave.solvers.mixing.seating import Room
from kinweave.solvers.mixing.tables import Tables

_MOST_GROUPS = 128
"""With more groups than this the people outnumber the rounds by so much that a search is done
before a design is made."""

_TRIES = 20
_EXCHANGES = 50_000

_Array = npt.NDArray[Any]


def from_design(
    table: Tables, lay: Sequence[Layout], rng: np.random.Generator
) -> list[Room] | None:
    """The rounds of a design, as far as it goes, and then rounds at random.

    ``None`` where none fits: somebody has to sit out, not everybody can talk with everybody, or
    the sizes are not those of equal groups with the people taken out who are not there.
    """
    sizes = [sorted(size for _, size in one.groups) for one in lay]
    groups, size = max(map(len, sizes)), max(max(row, default=0) for row in sizes)
    people = len(table.keys)
    if not table.one_language or not 0 < groups <= _MOST_GROUPS or groups * size < people:
        return None
    if [sum(row) for row in sizes] != table.present.sum(axis=1).tolist():
        return None
    made = design(groups, size, table.rounds)
    meets = np.zeros((groups * size, groups * size), np.int64)
    for group in made.reshape(-1, size):
        meets[np.ix_(group, group)] += 1
    places = _places(meets, people, rng)
    if places is None:
        return None
    if table.before.any():
        pairs = rng.integers(0, people, (_EXCHANGES, 2))
        _exchange(table.before.astype(np.int64), meets, places, pairs)
    return _rooms(table, made, places, sizes, rng)


def _places(meets: _Array, people: int, rng: np.random.Generator) -> _Array | None:
    """A place for everybody, so that no two of the places left over ever meet."""
    for _ in range(_TRIES):
        empty: list[int] = []
        order = rng.permutation(len(meets))
        for place in order.tolist():
            if len(empty) < len(meets) - people and not meets[place, empty].any():
                empty.append(place)
        if len(empty) == len(meets) - people:
            return order[~np.isin(order, empty)]
    return None


@njit(cache=True)
def _exchange(before: _Array, meets: _Array, places: _Array, pairs: _Array) -> None:
    """Exchange the places of two people wherever fewer then meet who met before."""
    for a, b in pairs:
        p, q = places[a], places[b]
        worse = 0
        for x in range(len(places)):
            if x not in (a, b):
                worse += (before[a, x] - before[b, x]) * (meets[q, places[x]] - meets[p, places[x]])
        if worse <= 0:
            places[a], places[b] = q, p


def _rooms(
    table: Tables, made: _Array, places: _Array, sizes: list[list[int]], rng: np.random.Generator
) -> list[Room] | None:
    person_at = np.full(made[0].size, -1)
    person_at[places] = np.arange(len(places))
    rooms = []
    for r, row in enumerate(sizes):
        if r < len(made):
            there = [
                [p for p in group if p >= 0 and table.present[r, p]]
                for group in person_at[made[r]].tolist()
            ]
            groups = sorted((group for group in there if group), key=len)
        else:
            people = rng.permutation(np.flatnonzero(table.present[r]))
            groups = [part.tolist() for part in np.split(people, np.cumsum(row)[:-1])]
        if [len(group) for group in groups] != row:
            return None
        rooms.append(Room(groups, []))
    return rooms
