"""How many groups of which size and language a round has, and who cannot be in one.

People of one *kind* speak the same languages, so a round is known by how many of each kind are
there. A small integer program says how many of each kind go to the groups of each language:
as few as can be sit out; then as many as can be are in groups of the more liked sizes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import highspy

from kinweave.solvers.linear import QuietHighs


@dataclass(frozen=True, slots=True)
class Layout:
    """One round's groups. ``groups``: (language bit, size) of each. ``places``: how many people
    of each kind go to each language, as (kind, language bit, people); the rest sit out."""

    groups: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int, int], ...]

    @property
    def seats(self) -> int:
        """How many people are in groups."""
        return sum(size for _, size in self.groups)


@lru_cache(maxsize=1024)
def layout(kinds: tuple[tuple[int, int], ...], sizes: tuple[int, ...]) -> Layout:
    """The groups of a round with so many people of each kind: ``kinds`` are (language bits,
    people), ``sizes`` the allowed sizes, the most liked first."""
    people = sum(count for _, count in kinds)
    spoken = 0
    for mask, _ in kinds:
        spoken |= mask
    bits = [1 << i for i in range(spoken.bit_length()) if spoken >> i & 1]
    if people < min(sizes):
        return Layout((), ())
    model = QuietHighs()
    model.setOptionValue("mip_rel_gap", 0.0)
    go = {
        (mask, bit): model.addIntegral(0, count)
        for mask, count in kinds
        for bit in bits
        if mask & bit
    }
    groups = {(bit, size): model.addIntegral(0, people // size) for bit in bits for size in sizes}
    for mask, count in kinds:
        model.addConstr(_sum(v for (m, _), v in go.items() if m == mask) <= count)
    for bit in bits:
        speakers = _sum(v for (_, b), v in go.items() if b == bit)
        seats = _sum(size * v for (b, size), v in groups.items() if b == bit)
        model.addConstr(speakers - seats == 0)
    # One more person in a group outweighs every liking of sizes, so the two aims are one sum.
    worst = len(sizes) * people + 1
    liking = {size: (worst - rank) * size for rank, size in enumerate(sizes)}
    model.maximize(_sum(liking[size] * v for (_, size), v in groups.items()))
    value = [round(v) for v in model.getSolution().col_value]
    return Layout(
        tuple(key for key, v in groups.items() for _ in range(value[v.index])),
        tuple((*key, value[v.index]) for key, v in go.items() if value[v.index]),
    )


def _sum(terms: Iterable[Any]) -> Any:
    return highspy.Highs.qsum(terms)
