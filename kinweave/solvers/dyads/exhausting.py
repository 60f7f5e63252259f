"""A round of a few people, searched through."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from kinweave.solvers.dyads.loops import trio_worth, worth
from kinweave.solvers.dyads.tables import Known

# What counts first must outweigh all that comes after it, for a handful of people.
_PERSON, _TRIO, _BURDEN = 1 << 60, 1 << 52, 1 << 28


def exhaust(known: Known, rows: tuple[int, ...], burden: list[int]) -> tuple[tuple[int, ...], ...]:
    """The best pairs and trios of ``rows``; whoever is in none of them is left over.

    Dynamic programming over the people not yet seen to: the first of them is left over, or meets
    another, or two others. 2ⁿ⁻¹ sets of people at most, so only for about ten.
    """
    count = len(rows)
    groups: list[list[tuple[int, int, tuple[int, ...]]]] = [[] for _ in range(count)]
    for size, value_of in ((2, worth), (3, trio_worth)):
        for places in combinations(range(count), size):
            members = tuple(rows[place] for place in places)
            value = int(value_of(known, *members))
            if value:
                gain = size * _PERSON + (2 * value if size == 2 else value - _TRIO)
                if size == 3:
                    gain -= sum(burden[place] for place in places) * _BURDEN
                mask = sum(1 << place for place in places)
                groups[places[0]].append((mask, gain, members))

    @cache
    def best(waiting: int) -> tuple[int, tuple[tuple[int, ...], ...]]:
        if not waiting:
            return 0, ()
        first = (waiting & -waiting).bit_length() - 1
        total, chosen = best(waiting & ~(1 << first))
        total -= burden[first] * _BURDEN
        for mask, gain, members in groups[first]:
            if mask & ~waiting == 0:
                rest, others = best(waiting & ~mask)
                if rest + gain > total:
                    total, chosen = rest + gain, (*others, members)
        return total, chosen

    return best((1 << count) - 1)[1]
