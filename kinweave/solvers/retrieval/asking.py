"""Answers out of sentences that stand in the book; where it does not hold one, it says so.

Passages are found by words and, where there are vectors, by meaning; their sentences are weighed by
how much of the question they carry, how near they mean, and whether they hold the kind of fact that
is asked for. From the best one and its neighbours comes the answer. Whether there is one at all is
judged from the same figures: what the question names has to stand near the answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
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
MOST_WORDS = 110
"""Of an answer."""
CANDIDATES = 16
"""Passages whose sentences are weighed."""
EXCERPTS = 5
_LEANS = re.compile(
    r"(?:this|these|those|that|it|they|he|she|so|but|and|or|then|also|there|instead|otherwise)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says little without the one before it."""
LONGEST_QUESTION = 2_000
"""Characters that are read of a question."""


def context(passage: Passage, sentence: Sentence | None = None) -> str:
    """What is embedded: a passage or sentence, with what says where it stands."""
    where = " – ".join(dict.fromkeys((passage.title, *passage.headings)))
    if sentence is None:
        return f"{where}: {passage.text}"
    lead = sentence.lead if sentence.lead not in passage.headings else ""
    return f"{where}: {lead} {sentence.text}"


def bare(sentence: Sentence) -> str:
    """A sentence with no more than what introduces it."""
    return f"{sentence.lead} {sentence.text}".strip()


def embed(passages: Sequence[Passage], embedder: Embedder) -> Kept:
    """The vectors of one page's passages."""
    whole = embedder.embed([context(passage) for passage in passages])
    every = [(passage, one) for passage in passages for one in passage.sentences]
    # Half of where it stands, half of itself: each finds what the other does not.
    alone = embedder.embed([context(passage, one) for passage, one in every])
    alone = (alone + embedder.embed([bare(one) for _, one in every])) / 2
    cut = np.cumsum([len(passage.sentences) for passage in passages])[:-1]
    return Kept(embedder.name, whole, tuple(np.split(alone, cut)) if passages else ())


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence, and what speaks for it."""

    passage: int
    number: int
    score: float
    cover: float
    """Of the question's words, how many are in it or near it: 0 to 1."""
    own: float
    """Of them, how many are in the sentence itself."""
    focus: float
    """Whether what is asked after is in the sentence or above it."""
    meaning: float
    fact: bool


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
        sure = self._sure(weighed, sought, wanted)
        answered = sure >= 0.5
        chosen = self._choose(weighed, wanted) if answered else []
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
        weights /= float(weights.sum()) or 1.0
        focus = [term.stem in wanted.focus(self.language) for term in sought]
        found = []
        said = {term.stem for term in sought}
        for passage in ranked:
            title = set(terms.stems(self.passages[passage].title, self.language))
            named = len(title) > 1 and title <= said
            for number, held, own in self._holding(passage, sought):
                sentence = self.passages[passage].sentences[number]
                one = _Weighed(
                    passage,
                    number,
                    0.0,
                    float(held @ weights),
                    float(own @ weights),
                    float(held[focus].mean()) if any(focus) else 0.0,
                    float(self._alone[passage][number] @ near) if near is not None else 0.0,
                    wanted.held(sentence.text, self.index.common),
                )
                score = self._score(one, sentence, wanted, sought) + 0.15 * float(lexical[passage])
                score += 0.15 * named
                found.append(replace(one, score=score))
        found.sort(key=lambda one: (-one.score, one.passage, one.number))
        return found

    def _holding(
        self, passage: int, sought: Sequence[Term]
    ) -> Iterator[tuple[int, NDArray[np.float64], NDArray[np.float64]]]:
        """For each sentence: how well it or what is near it, and it alone, hold each word."""
        whole = self.passages[passage]
        count = len(whole.sentences)

        def in_stems(stems: frozenset[str]) -> NDArray[np.float64]:
            return np.array(self.index.covered(sought, stems))

        def in_text(text: str) -> NDArray[np.float64]:
            return in_stems(frozenset(terms.stems(text, self.language)))

        page: frozenset[str] = frozenset().union(
            *(self.index.words[at] for at in self.index.of_page(whole.page))
        )
        everywhere = np.maximum.reduce(
            [
                in_text(" ".join(whole.headings)) * 0.9,
                in_text(whole.title) * 0.8,
                in_stems(self.index.words[passage]) * 0.6,
                in_stems(page) * 0.35,
            ]
        )
        alone = [in_stems(self._held(passage, number)) for number in range(count)]
        for number, own in enumerate(alone):
            held = np.maximum(everywhere, own)
            held = np.maximum(held, in_text(whole.sentences[number].lead) * 0.9)
            for beside in (number - 1, number + 1):
                if 0 <= beside < count:
                    held = np.maximum(held, alone[beside] * 0.75)
            yield number, held, own

    def _score(
        self, one: _Weighed, sentence: Sentence, wanted: facts.Wanted, sought: Sequence[Term]
    ) -> float:
        score = one.cover + 0.35 * one.own + 1.6 * one.meaning
        if wanted.small:
            score += 0.35 if one.fact else -0.15
            score += 0.3 * facts.bound(wanted, sentence.text, sought, self.language)
        if wanted.kind == "reason" and one.fact:
            score += 0.2
        if wanted.kind == "definition" and facts.defines(sentence.text, sought, self.language):
            score += 0.3
        if "://" in sentence.text or "www." in sentence.text:
            score -= 0.3
        if sentence.text.endswith(("?", ":")):
            score -= 0.15
        if len(sentence.text) < 12 and not one.fact:
            score -= 0.1
        return score

    def _weight(self, term: Term, wanted: facts.Wanted) -> float:
        if wanted.small and term.word in facts.CARRIED:
            return term.weight * 0.25
        return term.weight

    def _sure(self, weighed: Sequence[_Weighed], sought: Sequence[Term], wanted: facts.Wanted) -> float:
        """How likely the best sentence answers: a logistic of what speaks for it and against it.

        The figures were fitted, and rounded, on one half of bench/'s questions.
        """
        best = weighed[0]
        weights = [self._weight(term, wanted) for term in sought]
        strange = [weight for term, weight in zip(sought, weights, strict=True) if not term.near]
        figure = 4.8 * best.cover + 0.4 * best.focus - 3.0 * sum(strange) / (sum(weights) or 1.0)
        if wanted.small:
            figure += 0.2 if best.fact else -0.6
        figure += 6.4 * best.meaning - 5.85 if self._whole is not None else -3.2
        return 1 / (1 + math.exp(-figure))

    def _choose(self, weighed: Sequence[_Weighed], wanted: facts.Wanted) -> list[_Weighed]:
        """The best and what goes on from it, then what is nearly as good, while it stays short."""
        known = {(one.passage, one.number): one for one in weighed}

        def at(place: tuple[int, int]) -> _Weighed | None:
            if place[0] < 0 or place[1] < 0:
                return None
            return known.get(place) or _Weighed(*place, 0.0, 0.0, 0.0, 0.0, 0.0, False)

        best = weighed[0]
        chosen: list[_Weighed] = []
        texts: set[str] = set()
        words = 0

        def add(one: _Weighed | None) -> None:
            nonlocal words
            if one is None or one in chosen or len(chosen) == MOST_SENTENCES:
                return
            text = self._sentence(one).text
            count = len(text.split())
            if chosen and (text in texts or words + count > MOST_WORDS):
                return
            chosen.append(one)
            texts.add(text)
            words += count

        def with_neighbours(one: _Weighed) -> None:
            add(one)
            if _LEANS.match(self._sentence(one).text):
                add(at(self._beside(one, -1)))
            last = one
            for step in range(1, 4):
                after = at(self._beside(one, step))
                if after is None or (step > 1 and not self._sentence(last).text.endswith(":")):
                    break
                add(after)
                if step == 1:
                    last = after

        with_neighbours(best)
        if wanted.small and not any(one.fact for one in chosen):
            for one in weighed[:12]:
                if one.fact and one.passage == best.passage:
                    add(one)
                    break
        for one in weighed[1:24]:
            if one.score < best.score - 0.35:
                break
            if one.passage == best.passage or one.fact or not wanted.small:
                with_neighbours(one) if one.score > best.score - 0.15 else add(one)
        order = list(dict.fromkeys(one.passage for one in chosen))
        return sorted(chosen, key=lambda one: (order.index(one.passage), one.number))

    def _beside(self, one: _Weighed, step: int) -> tuple[int, int]:
        """Where the sentence is that many further on below the same heading."""
        passage, number = one.passage, one.number + step
        here = self.passages[passage]
        if number < 0 and passage > 0:
            passage, number = passage - 1, len(self.passages[passage - 1].sentences) + number
        elif number >= len(here.sentences) and passage + 1 < len(self.passages):
            passage, number = passage + 1, number - len(here.sentences)
        there = self.passages[passage]
        same = (there.page, there.headings) == (here.page, here.headings)
        return (passage, number) if same else (-1, -1)

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
