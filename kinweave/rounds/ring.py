"""A ring: everybody listens to the next. Pure; the order of those who are given does not matter."""

from __future__ import annotations

from collections.abc import Callable, Collection
from hashlib import sha256

Two = frozenset[int]
FEWEST = 3
_APART, _SWEEPS = 1_000_000, 60


def ring(
    people: Collection[int], apart: Collection[Two], met: dict[Two, int], seed: int
) -> list[int]:
    """The people in the order of a ring, the last before the first, in which no two who are apart
    stand side by side, and those who do have rather not met: ``met`` is how much it weighs that two
    have. Who finds no room in it is not in it; fewer than three are no ring."""
    apart = set(apart)

    def weighs(one: int, other: int) -> int:
        two = frozenset((one, other))
        return _APART if two in apart else met.get(two, 0)

    order = sorted(people, key=lambda one: sha256(f"{seed}:{one}".encode()).digest())
    while len(order) >= FEWEST:
        order = _better(order, weighs)
        torn = [n for n, one in enumerate(order) if weighs(one, order[n - 1]) >= _APART]
        if not torn:
            return order
        blocked = {one: sum(one in two and two <= set(order) for two in apart) for one in order}
        order.pop(max(torn, key=lambda n: (blocked[order[n]], -n)))
    return []


def _better(order: list[int], weighs: Callable[[int, int], int]) -> list[int]:
    """Turn stretches of the ring round as long as that makes it lighter."""
    count = len(order)
    for _sweep in range(_SWEEPS):
        changed = False
        for i in range(count - 1):
            for j in range(i + 1, count):
                before, after = order[i - 1], order[(j + 1) % count]
                if before == order[j] or after == order[i]:
                    continue
                now = weighs(before, order[i]) + weighs(order[j], after)
                then = weighs(before, order[j]) + weighs(order[i], after)
                if then < now:
                    order[i : j + 1] = order[i : j + 1][::-1]
                    changed = True
        if not changed:
            break
    return order
