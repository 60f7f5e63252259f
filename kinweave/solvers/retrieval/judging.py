"""Whether the best sentence answers at all: a logistic of what speaks for it and against it.

The weights were fitted on one half of bench/'s questions, and rounded; the other half was only ever
measured. What is asked for has to stand near the answer: a word that the book does not know, a year
that is not there or a fact of another kind weigh against it. Where there is meaning, a word that is
not there may still be said otherwise: then the question without it is further from the sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from kinweave.solvers.language import terms
from kinweave.solvers.retrieval import facts
from kinweave.solvers.retrieval.index import Term
from kinweave.solvers.retrieval.problem import Weighed

ENOUGH = 0.5
"""From here on it is given as an answer."""
HELPED = 0.05
"""How far every word helps where none is missing: cosines."""
MOST_DOUBTS = 4
"""Words that are tried left out: each costs a run of the model."""


def sure(
    best: Weighed,
    sought: Sequence[Term],
    held: Sequence[float],
    weights: Sequence[float],
    wanted: facts.Wanted,
    helped: float | None,
    language: str,
) -> float:
    """0 to 1. ``held``: how well each word is near the best sentence; ``weights`` sum to 1.

    ``helped``: by how much the least of the missing words brings the question nearer to the
    sentence; ``None`` where there is no meaning.
    """
    strange = sum(weight for term, weight in zip(sought, weights, strict=True) if not term.near)
    near = dict(zip((term.stem for term in sought), held, strict=True))
    numbers = [1 - near[term.stem] for term in sought if term.word.isdigit()]
    thing = wanted.thing(language)
    figure = -1.4 * max(numbers, default=0.0) - 1.0 * (1 - near.get(thing, 1.0))
    if helped is None:
        figure += 4.8 * best.cover - 2.4 * strange - 2.65
        figure -= 1.3 if wanted.small and not best.fact else 0.0
    else:
        figure += 3.2 * best.cover + 5.4 * best.meaning - 2.0 * strange + 13.0 * helped - 3.75
        figure -= 1.2 if wanted.small and not best.fact else 0.0
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
