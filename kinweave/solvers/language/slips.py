"""Slips of the finger between two words."""

from __future__ import annotations


def slips(one: str, two: str, most: int) -> int:
    """Letters added, left out, changed, or swapped with their neighbour; ``most + 1`` if more."""
    before: list[int] = []
    last = list(range(len(two) + 1))
    for row, char in enumerate(one, 1):
        now = [row]
        for column, other in enumerate(two, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (char != other))
            if row > 1 and column > 1 and char == two[column - 2] and one[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)
