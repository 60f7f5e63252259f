"""Answers out of sentences that stand in the book; where it does not hold one, it says so.

Passages are found by words and, where there are vectors, by meaning; their sentences are weighed by
how much of the question they carry, how near they mean, and whether they hold the kind of fact that
is asked for. From the best one and its neighbours comes the answer. Whether there is one at all is
judged from the same figures: what the question names has to stand near the answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kinweave.solvers.retrieval import facts, terms
from kinweave.solvers.retrieval.index import Index, Term
from kinweave.solvers.retrieval.problem import (
    Answer,
    Embedder,
    Excerpt,
    Kept,
    Passage,
    Sentence,
    Vectors,
)

MOST_SENTENCES = 4
MOST_WORDS = 90
"""Of an answer."""
CANDIDATES = 16
"""Passages whose sentences are weighed."""
EXCERPTS = 5
LONGEST_QUESTION = 2_000
"""Characters that are read of a question."""


def context(passage: Passage, sentence: Sentence | None = None) -> str:
    """What is embedded: a passage or sentence, with what says where it stands."""
    where = " – ".join(dict.fromkeys((passage.title, *passage.headings)))
    if sentence is None:
        return f"{where}: {passage.text}"
    lead = sentence.lead if sentence.lead not in passage.headings else ""
    return f"{where}: {lead} {sentence.text}"


def embed(passages: Sequence[Passage], embedder: Embedder) -> Kept:
    """The vectors of one page's passages."""
    whole = embedder.embed([context(passage) for passage in passages])
    alone = embedder.embed(
        [context(passage, one) for passage in passages for one in passage.sentences]
    )
    cut = np.cumsum([len(passage.sentences) for passage in passages])[:-1]
    return Kept(embedder.name, whole, tuple(np.split(alone, cut)) if passages else ())


@dataclass(frozen=True, slots=True)
class _Weighed:
    passage: int
    number: int
    score: float
    cover: float
    meaning: float
    fact: bool
    parts: tuple[float, ...]


class Book:
    """What one viewer may ask: an index, and vectors of the same passages where there are some."""

    def __init__(
        self,
        passages: Sequence[Passage],
        *,
        language: str = "en",
        kept: Mapping[str, Kept] | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self.index = Index(passages, language)
        self.language = language
        self.embedder = embedder
        self._stems: dict[tuple[int, int], frozenset[str]] = {}
        self._whole: Vectors | None = None
        self._alone: list[Vectors] = []
        if embedder and kept is not None:
            self._take(kept, embedder.name)

    def _take(self, kept: Mapping[str, Kept], name: str) -> None:
        rows: list[Vectors] = []
        for page, numbers in self.index._pages.items():
            vectors = kept.get(page)
            if not vectors or vectors.name != name or len(vectors.passages) != len(numbers):
                return
            rows.append(vectors.passages)
            self._alone.extend(vectors.sentences)
        self._whole = np.concatenate(rows) if rows else None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In reading order."""
        return self.index.passages

    def ask(self, question: str) -> Answer:
        """What the book says to it."""
        question = question[:LONGEST_QUESTION].strip()
        sought = self.index.terms(question)
        if not sought or not self.passages:
            return Answer(False, "", ())
        wanted = facts.wanted(question)
        near = None
        if self._whole is not None and self.embedder:
            near = self.embedder.embed([question])[0]
        ranked, lexical, meaning = self._ranked(sought, near)
        weighed = self._weigh(ranked, sought, wanted, near, lexical)
        if not weighed:
            return Answer(False, "", ())
        sure = self._sure(weighed, sought, wanted, near is not None)
        answered = sure >= 0.5
        chosen = self._choose(weighed) if answered else []
        return Answer(
            answered,
            " ".join(self._say(chosen)),
            tuple(self._excerpts(weighed, chosen, ranked)),
            round(sure, 4),
        )

    def _ranked(
        self, sought: Sequence[Term], near: NDArray[np.float32] | None
    ) -> tuple[list[int], NDArray[np.float64], NDArray[np.float64] | None]:
        lexical = self.index.scores(sought)
        top = float(lexical.max()) or 1.0
        score = lexical / top
        meaning = None
        if near is not None and self._whole is not None:
            meaning = (self._whole @ near).astype(np.float64)
            score = 0.5 * score + meaning
        order = np.argsort(-score, kind="stable")[:CANDIDATES]
        return [int(at) for at in order if score[at] > 0], lexical / top, meaning

    def _held(self, passage: int, number: int) -> frozenset[str]:
        key = (passage, number)
        if key not in self._stems:
            sentence = self.passages[passage].sentences[number]
            self._stems[key] = frozenset(terms.stems(sentence.text, self.language))
        return self._stems[key]

    def _weigh(
        self,
        ranked: Sequence[int],
        sought: Sequence[Term],
        wanted: facts.Wanted,
        near: NDArray[np.float32] | None,
        lexical: NDArray[np.float64],
    ) -> list[_Weighed]:
        weights = np.array([self._weight(term, wanted) for term in sought])
        total = float(weights.sum()) or 1.0
        found = []
        for passage in ranked:
            whole = self.passages[passage]
            title = frozenset(terms.stems(whole.title, self.language))
            above = frozenset(terms.stems(" ".join(whole.headings), self.language))
            page: frozenset[str] = frozenset().union(
                *(self.index.words[at] for at in self.index.of_page(whole.page))
            )
            around = self.index.words[passage]
            for number, sentence in enumerate(whole.sentences):
                own = self._held(passage, number)
                lead = frozenset(terms.stems(sentence.lead, self.language))
                beside = frozenset().union(
                    *(
                        self._held(passage, other)
                        for other in (number - 1, number + 1)
                        if 0 <= other < len(whole.sentences)
                    )
                )
                held = np.zeros(len(sought))
                for stems, worth in (
                    (own, 1.0),
                    (lead, 0.9),
                    (above, 0.9),
                    (title, 0.8),
                    (beside, 0.75),
                    (around, 0.6),
                    (page, 0.35),
                ):
                    held = np.maximum(held, np.array(self.index.covered(sought, stems)) * worth)
                fact = wanted.held(sentence.text)
                cover = float((held * weights).sum()) / total
                mine = float((np.array(self.index.covered(sought, own)) * weights).sum()) / total
                meaning = float(self._alone[passage][number] @ near) if near is not None else 0.0
                score = cover + 0.35 * mine + 0.15 * float(lexical[passage])
                if near is not None:
                    score += 1.6 * meaning
                if wanted.small:
                    score += 0.35 if fact else -0.15
                if len(sentence.text) < 12 and not fact:
                    score -= 0.1
                if sentence.text.endswith("?"):
                    score -= 0.15
                found.append(
                    _Weighed(passage, number, score, cover, meaning, fact, (mine,))
                )
        found.sort(key=lambda one: (-one.score, one.passage, one.number))
        return found

    def _weight(self, term: Term, wanted: facts.Wanted) -> float:
        if wanted.small and term.word in facts.CARRIED:
            return term.weight * 0.25
        return term.weight

    def _sure(
        self,
        weighed: Sequence[_Weighed],
        sought: Sequence[Term],
        wanted: facts.Wanted,
        meant: bool,
    ) -> float:
        best = weighed[0]
        figure = self.figures(weighed, sought, wanted)
        return 1 / (1 + math.exp(-figure))

    def figures(self, weighed, sought, wanted) -> float:
        best = weighed[0]
        return 8 * (best.cover - 0.6) + 6 * (best.meaning - 0.45)

    def _choose(self, weighed: Sequence[_Weighed]) -> list[_Weighed]:
        """The best, then what is next to it or nearly as good, while it stays short."""
        best = weighed[0]
        chosen = [best]
        words = len(self._sentence(best).text.split())
        for one in weighed[1:40]:
            if len(chosen) == MOST_SENTENCES:
                break
            close = one.passage == best.passage and abs(one.number - best.number) <= 3
            if one.score < best.score - (0.55 if close else 0.3):
                continue
            text = self._sentence(one).text
            if any(text == self._sentence(other).text for other in chosen):
                continue
            count = len(text.split())
            if words + count > MOST_WORDS:
                continue
            chosen.append(one)
            words += count
        order = list(dict.fromkeys(one.passage for one in chosen))
        return sorted(chosen, key=lambda one: (order.index(one.passage), one.number))

    def _sentence(self, one: _Weighed) -> Sentence:
        return self.passages[one.passage].sentences[one.number]

    def _say(self, chosen: Sequence[_Weighed]) -> list[str]:
        """The sentences, each with its lead-in before it where it would say little without."""
        said: list[str] = []
        for one in chosen:
            sentence = self._sentence(one)
            short = len(sentence.text.split()) <= 8
            if short and sentence.lead and sentence.lead not in said and len(sentence.lead) < 300:
                said.append(sentence.lead)
            if sentence.text not in said:
                said.append(sentence.text)
        return said

    def _excerpts(
        self, weighed: Sequence[_Weighed], chosen: Sequence[_Weighed], ranked: Sequence[int]
    ) -> list[Excerpt]:
        order = [one.passage for one in chosen] + [one.passage for one in weighed] + list(ranked)
        best: dict[int, float] = {}
        for one in weighed:
            best[one.passage] = max(best.get(one.passage, 0.0), one.score)
        top = max(best.values(), default=1.0) or 1.0
        found = []
        for passage in dict.fromkeys(order):
            whole = self.passages[passage]
            score = max(0.0, min(1.0, best.get(passage, 0.0) / top))
            found.append(
                Excerpt(
                    whole.page, whole.title, whole.heading, whole.anchor, whole.text, round(score, 4)
                )
            )
            if len(found) == EXCERPTS:
                break
        return found
