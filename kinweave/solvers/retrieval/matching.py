"""A question and a passage read word by word, each word as it is meant where it stands.

Late interaction (Khattab and Zaharia, "ColBERT", SIGIR 2020), of the same small model: each word of
the question looks for the one of the passage that means most nearly the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kinweave.solvers.language import terms

if TYPE_CHECKING:
    from kinweave.solvers.retrieval.index import Term
    from kinweave.solvers.retrieval.problem import Vectors

ASKING = frozenset(["what", "which", "how", "who", "whom", "whose", "when", "where", "why"])
FAR, SAME = 0.2, 0.65
"""Cosines of words that have nothing to do with each other, and of such as say the same."""
OTHERWISE = 0.35
"""The cosine of a word that the model reads otherwise than the index does."""
UNASKED = 0.4
"""The same of the word that asks, where none does."""

Read = tuple[tuple[str, ...], "Vectors"]


def nearest(asked: Read, told: Read) -> dict[str, float]:
    """For each word of the question, folded, the cosine to whichever of the passage is nearest."""
    words, vectors = asked
    if not words or not told[0]:
        return {}
    best = (vectors @ told[1].T).max(axis=1).tolist()
    return {terms.fold(word): near for word, near in zip(words, best, strict=True)}


def asking(near: dict[str, float]) -> float:
    """How near the word that asks is to one that answers it: "how many" to a number, "who" to
    a name."""
    return next((cosine for word, cosine in near.items() if word in ASKING), UNASKED)


def said(
    near: dict[str, float],
    sought: Sequence[Term],
    held: Sequence[float],
    weights: Sequence[float],
) -> float:
    """How much of the question is there, in its words or in others: 0 to 1."""
    share = 0.0
    for term, there, weight in zip(sought, held, weights, strict=True):
        alike = (near.get(term.word, OTHERWISE) - FAR) / (SAME - FAR)
        share += weight * max(there, min(1.0, alike))
    return share
