"""Whether the best sentence answers at all: a logistic of what speaks for it and against it.

The weights were fitted on bench/'s questions, rounded, and measured on others. What is asked for
has to stand near the answer: a word that the book does not know, a year that is not there, a number
of something else weigh against it. Where there is meaning, a word that is not there may still be
said otherwise: then the question without it is further from the sentence, and some word of the
passage means nearly the same there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from operator import mul

from kinweave.solvers.language import terms
from kinweave.solvers.retrieval.facts import Wanted
from kinweave.solvers.retrieval.index import Index, Term
from kinweave.solvers.retrieval.problem import Weighed

ENOUGH = 0.5
"""From here on it is given as an answer."""
NEAR = 0.15
"""From here on it is shown as what the book comes nearest with, and not called an answer."""
HELPED = 0.05
"""How far every word helps where none is missing: cosines."""
FIELD = 12
"""Sentences among which the best one stands."""
BEHIND = 0.5
"""How far the first figure is behind at the most, or where there is none at all."""
FEW = 3
"""Words of a question; fewer tell no less."""
USUAL = 0.3
"""How much is missing of a question that only names things."""
MOST_DOUBTS = 4
"""Words that are tried left out: each costs a run of the model."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer and against it."""

    ahead: float
    """How far it is ahead of the last of the :data:`FIELD` best."""
    behind: float
    """How far the first sentence with a figure of the kind asked for is behind it."""
    uncounted: float
    """1 where something is to be counted, and no number stands before it."""
    missing: float
    """Of the words that are no names, the most that one of them lacks: names only tell where."""
    number: float
    """How far a number that the question names is from being there."""
    many: float
    """The logarithm of how many its words are: of more, fewer are found, and it tells more."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words say besides, where they are alone."""

    plain: float
    """The weight of the best sentence, but for the kind of fact."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the vectors say besides, where there are some."""

    helped: float
    """By how much the least of the missing words brings the question nearer to the sentence."""
    least: float
    """Of the question's words, the one that is furthest from all of the passage's: its cosine to
    the nearest of them."""
    said: float
    """The share of them that is there, in the same words or in such as mean the same."""
    asking: float
    """How near the word that asks ("who", "when") is to some word of the sentence: its cosine."""


def signs(
    weighed: Sequence[Weighed],
    sought: Sequence[Term],
    held: Sequence[float],
    weights: Sequence[float],
    wanted: Wanted,
    index: Index,
) -> Signs:
    """``weighed``: best first; ``held``: how well each word is near the best sentence; ``weights``
    sum to 1."""
    best = weighed[0]
    fact = next((one.score for one in weighed if one.fact), -math.inf)
    lacks = [weight * (1 - near) for weight, near in zip(weights, held, strict=True)]
    telling = [at for at, term in enumerate(sought) if not index.names(term)]
    tells = sum(weights[at] for at in telling)
    return Signs(
        best.score - (weighed[FIELD - 1].score if len(weighed) >= FIELD else 0.0),
        min(best.score - fact, BEHIND) if wanted.figure else 0.0,
        float(wanted.kind == "count" and not best.bound),
        max(lacks[at] for at in telling) / tells if tells else USUAL,
        max((1 - near for term, near in zip(sought, held, strict=True) if term.word.isdigit()),
            default=0.0),
        math.log(max(len(sought), FEW)),
    )  # fmt: skip


_ALONE = -4.75
_BY_WORDS = (
    Signs(ahead=1.95, behind=-7.98, uncounted=-0.79, missing=-2.64, number=-1.69, many=1.62),
    Wording(plain=1.81),
)
_TOGETHER = -7.23
_BY_MEANING = (
    Signs(ahead=1.33, behind=-3.50, uncounted=-1.15, missing=-2.06, number=-1.83, many=1.46),
    Meaning(helped=6.86, least=4.58, said=3.05, asking=2.22),
)
"""How much each sign weighs, and what is added always: fitted by ``bench/judged.py``, with as much
taken off as makes :data:`ENOUGH` of what is sure enough there."""


def sure(signs: Signs, more: Wording | Meaning) -> float:
    """0 to 1."""
    meant = isinstance(more, Meaning)
    always = _TOGETHER if meant else _ALONE
    weights = _BY_MEANING if meant else _BY_WORDS
    figure = always + _weighed(signs, weights[0]) + _weighed(more, weights[1])
    return 1 / (1 + math.exp(-figure))


def _weighed(signs: Signs | Wording | Meaning, weights: Signs | Wording | Meaning) -> float:
    figure: float = sum(map(mul, astuple(signs), astuple(weights)))
    return figure


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
