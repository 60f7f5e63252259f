"""Slips of the finger between two words."""

from __future__ import annotations


def slips(one: str, two: str, most: int) -> int:
    """Letters added, left out, changed, or swapped with their neighbour; ``most + 1`` if more.

    Only what differs is looked at, and there only what is no further apart than ``most``.
    """
    far = most + 1
    if abs(len(one) - len(two)) > most:
        return far
    one, two = _differing(one, two)
    width = len(two)
    before: list[int] = []
    last = [min(column, far) for column in range(width + 1)]
    for row, char in enumerate(one, 1):
        now = [far] * (width + 1)
        now[0] = min(row, far)
        nearest = now[0]
        for column in range(max(1, row - most), min(width, row + most) + 1):
            other = two[column - 1]
            cost = last[column - 1] + (char != other)
            if last[column] < cost:
                cost = last[column] + 1
            if now[column - 1] < cost:
                cost = min(cost, now[column - 1] + 1)
            if row > 1 and column > 1 and char == two[column - 2] and one[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            now[column] = cost
            nearest = min(nearest, cost)
        if nearest > most:
            return far
        before, last = last, now
    return min(last[-1], far)


def _differing(one: str, two: str) -> tuple[str, str]:
    """Without what both begin with, and what both end in."""
    least = min(len(one), len(two))
    start = 0
    while start < least and one[start] == two[start]:
        start += 1
    end = 0
    while end < least - start and one[-1 - end] == two[-1 - end]:
        end += 1
    return one[start : len(one) - end], two[start : len(two) - end]
