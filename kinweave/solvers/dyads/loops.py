"""The compiled loops over who may meet whom. None of them keeps a table of all pairs."""

from __future__ import annotations

import numpy as np
from numba import njit

from kinweave.solvers.dyads.tables import NEVER, Known, Rows

# How many of the others somebody is compared with to see how much choice they have.
_SAMPLE = 64


@njit(cache=True)
def worth(known: Known, one: int, two: int) -> int:
    """What it is worth that these two meet, in millionths; 0 where they may not."""
    shared = np.uint64(0)
    for word in range(known.split):
        shared |= known.masks[one, word] & known.masks[two, word]
    if shared == 0:
        return 0
    shared = np.uint64(0)
    for word in range(known.split, known.masks.shape[1]):
        shared |= known.masks[one, word] & known.masks[two, word]
    if shared == 0:
        return 0
    low, high = known.begins[one], known.begins[one + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if known.other[middle] < two:
            low = middle + 1
        else:
            high = middle
    return known.worth[low] if low < end and known.other[low] == two else NEVER


@njit(cache=True)
def trio_worth(known: Known, one: int, two: int, three: int) -> int:
    """What it is worth that these three meet; 0 where they may not."""
    total = 0
    for a, b in ((one, two), (one, three), (two, three)):
        value = worth(known, a, b)
        if value == 0:
            return 0
        total += value
    masks = known.masks
    languages = times = np.uint64(0)
    for word in range(masks.shape[1]):
        shared = masks[one, word] & masks[two, word] & masks[three, word]
        if word < known.split:
            languages |= shared
        else:
            times |= shared
    return total if languages != 0 and times != 0 else 0


@njit(cache=True)
def total_worth(known: Known, one: Rows, two: Rows) -> int:
    """What these pairs are worth together."""
    total = 0
    for place in range(len(one)):
        total += worth(known, one[place], two[place])
    return total


@njit(cache=True)
def trios(known: Known, rows: Rows) -> tuple[Rows, Rows]:
    """All the threes (n × 3) among ``rows`` who may meet, and what it is worth."""
    found = np.empty((0, 3), dtype=np.int64)
    values = np.empty(0, dtype=np.int64)
    for filling in (False, True):
        size = 0
        for one in range(len(rows)):
            for two in range(one):
                if worth(known, rows[one], rows[two]):
                    for three in range(two):
                        value = trio_worth(known, rows[one], rows[two], rows[three])
                        if value and filling:
                            found[size, 0], found[size, 1] = rows[one], rows[two]
                            found[size, 2] = rows[three]
                            values[size] = value
                        size += value > 0
        if not filling:
            found = np.empty((size, 3), dtype=np.int64)
            values = np.empty(size, dtype=np.int64)
    return found, values


@njit(cache=True)
def edges(known: Known, rows: Rows) -> tuple[Rows, Rows, Rows]:
    """Who may meet whom, as places in ``rows``, and what it is worth."""
    size = 0
    for one in range(len(rows)):
        for two in range(one):
            size += worth(known, rows[one], rows[two]) > 0
    ends = np.empty((3, size), dtype=np.int64)
    size = 0
    for one in range(len(rows)):
        for two in range(one):
            value = worth(known, rows[one], rows[two])
            if value:
                ends[0, size], ends[1, size], ends[2, size] = one, two, value
                size += 1
    return ends[0], ends[1], ends[2]


@njit(cache=True)
def ceilings(known: Known, rows: Rows) -> Rows:
    """The most that each could get from meeting any one of the others."""
    most = np.zeros(len(rows), dtype=np.int64)
    for one in range(len(rows)):
        for two in range(len(rows)):
            if one != two:
                most[one] = max(most[one], worth(known, rows[one], rows[two]))
                if most[one] == NEVER:
                    break
    return most


@njit(cache=True)
def circles(known: Known, rows: Rows) -> Rows:
    """Number the connected components: nobody may meet anybody of another one."""
    number = np.full(len(rows), -1)
    waiting = np.arange(len(rows))
    left = len(rows)
    queue = np.empty(len(rows), dtype=np.int64)
    count = 0
    while left:
        left -= 1
        queue[0] = waiting[left]
        number[queue[0]] = count
        head, tail = 0, 1
        while head < tail:
            place = 0
            while place < left:
                other = waiting[place]
                if worth(known, rows[queue[head]], rows[other]):
                    number[other] = count
                    queue[tail] = other
                    tail += 1
                    left -= 1
                    waiting[place] = waiting[left]
                else:
                    place += 1
            head += 1
        count += 1
    return number


@njit(cache=True)
def choices(known: Known, rows: Rows) -> Rows:
    """How many each may meet of some of the others: who has few is hard to find a partner for."""
    count = len(rows)
    choice = np.zeros(count, dtype=np.int64)
    for one in range(count):
        for step in range(1, min(count, _SAMPLE + 1)):
            other = (one + step * max(1, count // (_SAMPLE + 1))) % count
            if other != one and worth(known, rows[one], rows[other]):
                choice[one] += 1
    return choice


@njit(cache=True)
def pair_off(known: Known, rows: Rows, order: Rows, steps: int) -> Rows:
    """Pair people off well and fast: for each place in ``rows`` the other's place, or -1.

    In this ``order`` of places, people choose. Then people who are left over are let in where
    others can move over for them, and two pairs swap partners where that is fresher, until nothing
    changes or ``steps`` comparisons were made.
    """
    count = len(rows)
    mate = np.full(count, -1)
    follows = np.arange(1, count + 1)
    one = 0
    while one < count:
        before, place, best, found = one, follows[one], 0, -1
        while place < count and best < NEVER:
            value = worth(known, rows[order[one]], rows[order[place]])
            if value > best:
                best, found = value, before
            before, place = place, follows[place]
        if best:
            chosen = follows[found]
            follows[found] = follows[chosen]
            mate[order[one]], mate[order[chosen]] = order[chosen], order[one]
        one = follows[one]
    steps = _augment(known, rows, mate, steps)
    _swap(known, rows, mate, steps)
    return mate


@njit(cache=True)
def _augment(known: Known, rows: Rows, mate: Rows, steps: int) -> int:
    """Look for paths between two who are left over along which every other edge is a pair, and
    swap. Odd cycles are not shrunk, so not all are found. Returns the steps that remain."""
    count = len(rows)
    reached_from = np.empty(count, dtype=np.int64)
    seen = np.zeros(count, dtype=np.bool_)
    queue = np.empty(count, dtype=np.int64)
    left = int(np.sum(mate < 0))
    for root in range(count):
        if mate[root] >= 0 or left <= count % 2:
            continue
        seen[:] = False
        seen[root] = True
        queue[0] = root
        head, tail = 0, 1
        while head < tail and mate[root] < 0 and steps > 0:
            one = queue[head]
            head += 1
            for place in range(count):
                if seen[place]:
                    continue
                steps -= 1
                if not worth(known, rows[one], rows[place]):
                    continue
                if mate[place] < 0:
                    left -= 2
                    while True:
                        before = mate[one]
                        mate[one], mate[place] = place, one
                        if one == root:
                            break
                        place, one = before, reached_from[before]
                    break
                seen[place] = seen[mate[place]] = True
                reached_from[place] = one
                queue[tail] = mate[place]
                tail += 1
    return steps


@njit(cache=True)
def _swap(known: Known, rows: Rows, mate: Rows, steps: int) -> None:
    again = True
    while again:
        again = False
        for one in range(len(rows)):
            place = 0
            while place < len(rows) and mate[one] >= 0 and steps > 0:
                two, other = mate[one], mate[place]
                now = worth(known, rows[one], rows[two])
                if now == NEVER:
                    break
                if other >= 0 and place != one and place != two:
                    steps -= 1
                    then = worth(known, rows[one], rows[place])
                    across = worth(known, rows[two], rows[other])
                    if (
                        then
                        and across
                        and (then + across > now + worth(known, rows[place], rows[other]))
                    ):
                        mate[one], mate[place] = place, one
                        mate[two], mate[other] = other, two
                        again = True
                place += 1


@njit(cache=True)
def seats(known: Known, left: Rows, one: Rows, two: Rows, burden: Rows) -> Rows:
    """For each of ``left`` the pair (of ``one`` and ``two``, each at most once) to join, or -1.

    The pair that minds it least; of these the one where it is freshest.
    """
    seat = np.full(len(left), -1)
    taken = np.zeros(len(one), dtype=np.bool_)
    for person in range(len(left)):
        least, best = 0, 0
        for place in range(len(one)):
            if not taken[place]:
                value = trio_worth(known, left[person], one[place], two[place])
                minds = burden[one[place]] + burden[two[place]]
                better = best == 0 or minds < least or (minds == least and value > best)
                if value and better:
                    least, best = minds, value
                    seat[person] = place
        if best:
            taken[seat[person]] = True
    return seat
