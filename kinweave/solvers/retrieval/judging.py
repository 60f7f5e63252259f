"""Whether the best sentence answers at all: a logistic of what speaks for it and against it.

The weights were fitted on one part of bench/'s questions, and rounded; the other was only ever
measured. What is asked for has to stand near the answer: a word that the book does not know, a year
that is not there weigh against it. Where there is meaning, a word that is
not there may still be said otherwise: then the question without it is further from the sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kinweave.solvers.language import terms
from kinweave.solvers.retrieval.index import Term
from kinweave.solvers.retrieval.problem import Weighed

ENOUGH = 0.5
"""From here on it is given as an answer."""
HELPED = 0.05
"""How far every word helps where none is missing: cosines."""
FEW, MANY = 4, 10
"""Words of a question; fewer tell no less, and more no more."""
FIELD = 10
"""Passages among which the nearest one stands."""
MOST_DOUBTS = 4
"""Words that are tried left out: each costs a run of the model."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the vectors say. ``helped``: by how much the least of the missing words brings the
    question nearer to the sentence. ``near``: the cosine of the question and the nearest passage;
    ``ahead``: how far that is ahead of the last of the :data:`FIELD` nearest."""

    helped: float
    near: float
    ahead: float


def sure(
    best: Weighed,
    sought: Sequence[Term],
    held: Sequence[float],
    weights: Sequence[float],
    meaning: Meaning | None = None,
) -> float:
    """0 to 1. ``held``: how well each word is near the best sentence; ``weights`` sum to 1.

    Of a question of many words fewer are found, and it tells more: so their number counts.
    """
    strange = sum(weight for term, weight in zip(sought, weights, strict=True) if not term.near)
    pairs = zip(sought, held, strict=True)
    number = max((1 - near for term, near in pairs if term.word.isdigit()), default=0.0)
    many = min(max(len(sought), FEW), MANY)
    if meaning is None:
        missing = max(weight * (1 - near) for weight, near in zip(weights, held, strict=True))
        figure = 2.6 * best.cover + 1.5 * best.score + 0.6 * many - 5.5
        figure -= 1.9 * number + 1.6 * strange + 1.4 * missing
    else:
        figure = 2.0 * best.cover + 1.1 * best.score + 0.5 * many - 6.8
        figure -= 2.6 * number + 1.6 * strange
        figure += 14.0 * meaning.helped + 3.6 * meaning.near - 2.2 * meaning.ahead
    return 1 / (1 + math.exp(-figure))


def doubtful(sought: Sequence[Term], held: Sequence[float], weights: Sequence[float]) -> list[str]:
    """The weightiest words that are not really there."""
    missing = [
        (weight, term.word)
        for term, near, weight in zip(sought, held, weights, strict=True)
        if near < 0.7 and weight > 0.03
    ]
    return [word for _, word in sorted(missing, reverse=True)[:MOST_DOUBTS]]


def without(question: str, word: str) -> str:
    """The question with a word left out."""
    return re.sub(rf"\b{re.escape(word)}\w*", "", terms.fold(question))
