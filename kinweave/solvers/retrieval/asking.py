"""Answers out of sentences that stand in the book; where it does not hold one, it says so.

Passages are found by words and, where there are vectors, by meaning; their sentences are weighed by
how much of the question they carry, how near they mean, and whether they hold the kind of fact that
is asked for. From the best one and its neighbours comes the answer. Whether there is one at all is
judged from the same figures: what the question names has to stand near the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from operator import mul
from typing import TYPE_CHECKING

from kinweave.solvers.language import terms
from kinweave.solvers.retrieval import facts, matching
from kinweave.solvers.retrieval.choosing import choose, say
from kinweave.solvers.retrieval.index import Index, Term
from kinweave.solvers.retrieval.judging import (
    ENOUGH,
    HELPED,
    NEAR,
    Meaning,
    Signs,
    Wording,
    doubtful,
    signs,
    sure,
    without,
)
from kinweave.solvers.retrieval.problem import (
    Answer,
    Embedder,
    Excerpt,
    Kept,
    Passage,
    Sentence,
    Vectors,
    Weighed,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CANDIDATES = 16
"""Passages whose sentences are weighed."""
EXCERPTS = 6
POINT = 30
"""Words that are enough of an excerpt to say what it is near for."""
LONGEST_QUESTION = 2_000
"""Characters that are read of a question."""
REMEMBERED = 500
"""Sentences whose stems are kept: those that were looked at last."""


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
    import numpy as np  # whoever asks by words alone is spared it: 15 MB

    whole = embedder.embed([context(passage) for passage in passages])
    every = [(passage, one) for passage in passages for one in passage.sentences]
    # Half of where it stands, half of itself: each finds what the other does not.
    alone = embedder.embed([context(passage, one) for passage, one in every])
    alone = (alone + embedder.embed([bare(one) for _, one in every])) * np.float32(0.5)
    cut = np.cumsum([len(passage.sentences) for passage in passages])[:-1]
    return Kept(embedder.name, whole, tuple(np.split(alone, cut)) if passages else ())


@dataclass(frozen=True, slots=True)
class _Found:
    """What a question led to. ``weighed``: sentences, best first, at least one."""

    question: str
    sought: list[Term]
    wanted: facts.Wanted
    near: NDArray[np.float32] | None
    ranked: list[int]
    weighed: list[Weighed]


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
        import numpy as np

        rows: list[Vectors] = []
        for page, numbers in self.index.pages.items():
            vectors = kept.get(page)
            cut = [len(self.passages[number].sentences) for number in numbers]
            if not vectors or vectors.name != name or [*map(len, vectors.sentences)] != cut:
                return
            rows.append(vectors.passages)
            self._alone.extend(vectors.sentences)
        self._whole = np.concatenate(rows) if rows else None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In reading order."""
        return self.index.passages

    def ask(self, question: str, enough: float = ENOUGH, near: float = NEAR) -> Answer:
        """What the book says to it, where that is at least so sure; what it comes nearest with,
        where that is."""
        found = self._find(question)
        if found is None:
            return Answer(False, "", ())
        certain = sure(*self._signs(found))
        chosen = choose(self.passages, found.weighed, found.wanted)
        quotes = tuple(say(self.passages, chosen)) if certain >= min(near, enough) else ()
        return Answer(
            bool(quotes) and certain >= enough,
            " ".join(one.text for one in quotes),
            tuple(self._excerpts(found.weighed, chosen, found.ranked)),
            round(certain, 4),
            quotes,
        )

    def signs(self, question: str) -> tuple[Signs, Wording | Meaning] | None:
        """From what is judged whether to answer, for whoever fits its weights."""
        found = self._find(question)
        return self._signs(found) if found else None

    def _find(self, question: str) -> _Found | None:
        if len(question) > LONGEST_QUESTION:
            question = question[:LONGEST_QUESTION].rpartition(" ")[0]
        sought = self.index.terms(question)
        if not sought or not self.passages:
            return None
        wanted = facts.wanted(question)
        near = alike = None
        if self._whole is not None and self.embedder:
            near = self.embedder.embed([question])[0]
            alike = (self._whole @ near).tolist()
        ranked, lexical = self._ranked(sought, alike)
        weighed = self._weigh(ranked, sought, wanted, near, alike, lexical)
        return _Found(question, sought, wanted, near, ranked, weighed) if weighed else None

    def _signs(self, found: _Found) -> tuple[Signs, Wording | Meaning]:
        best = found.weighed[0]
        held = next(
            held
            for number, held, _ in self._holding(best.passage, found.sought)
            if number == best.number
        )
        weights = self._weights(found.sought, found.wanted)
        seen = signs(found.weighed, found.sought, held, weights, found.wanted, self.index)
        near = found.near
        if near is None or self.embedder is None:
            return seen, Wording(best.plain)
        helped = HELPED
        if absent := doubtful(found.sought, held, weights):
            vectors = self.embedder.embed([without(found.question, word) for word in absent])
            sentence = self._alone[best.passage][best.number]
            helped = float(near @ sentence) - float((vectors @ sentence).max())
        place = self.passages[best.passage]
        texts = [found.question, context(place), context(place, place.sentences[best.number])]
        asked, whole, alone = self.embedder.words(texts)
        there = matching.nearest(asked, whole)
        return seen, Meaning(
            helped,
            min(there.values(), default=0.0),
            matching.said(there, found.sought, held, weights),
            matching.asking(matching.nearest(asked, alone)),
        )

    def _ranked(
        self, sought: Sequence[Term], alike: Sequence[float] | None
    ) -> tuple[list[int], list[float]]:
        found = self.index.scores(sought)
        top = max(found) or 1.0
        lexical = [one / top for one in found]
        score = lexical
        if alike is not None:
            score = [0.5 * one + far for one, far in zip(lexical, alike, strict=True)]
        some = (at for at, one in enumerate(score) if one > 0)
        return nsmallest(CANDIDATES, some, key=lambda at: (-score[at], at)), lexical

    def _held(self, passage: int, number: int) -> frozenset[str]:
        key = (passage, number)
        if key not in self._stems:
            sentence = self.passages[passage].sentences[number]
            if len(self._stems) >= REMEMBERED:
                self._stems.pop(next(iter(self._stems)))
            self._stems[key] = frozenset(terms.stems(sentence.text, self.language))
        return self._stems[key]

    def _weigh(
        self,
        ranked: Sequence[int],
        sought: Sequence[Term],
        wanted: facts.Wanted,
        near: NDArray[np.float32] | None,
        alike: Sequence[float] | None,
        lexical: Sequence[float],
    ) -> list[Weighed]:
        weights = self._weights(sought, wanted)
        focus = [term.stem in wanted.focus(self.language) for term in sought]
        found = []
        said = {term.stem for term in sought}
        for passage in ranked:
            title = set(terms.stems(self.passages[passage].title, self.language))
            beside = 0.15 * lexical[passage]
            beside += 0.15 if len(title) > 1 and title <= said else 0.0
            beside += 0.9 * alike[passage] if alike is not None else 0.0
            for number, held, own in self._holding(passage, sought):
                sentence = self.passages[passage].sentences[number]
                one = Weighed(
                    passage,
                    number,
                    0.0,
                    _share(held, weights),
                    _share(own, weights),
                    _share(held, focus) / sum(focus) if any(focus) else 0.0,
                    float(self._alone[passage][number] @ near) if near is not None else 0.0,
                    wanted.held(sentence.text, self.index.common),
                    facts.bound(wanted, sentence.text, sought, self.language),
                )
                plain = beside + self._plain(one, sentence, wanted, sought)
                found.append(replace(one, plain=plain, score=plain + _kind(one, wanted)))
        found.sort(key=lambda one: (-one.score, one.passage, one.number))
        return found

    def _holding(
        self, passage: int, sought: Sequence[Term]
    ) -> Iterator[tuple[int, list[float], list[float]]]:
        """For each sentence: how well it or what is near it, and it alone, hold each word."""
        whole = self.passages[passage]
        count = len(whole.sentences)

        def in_text(text: str, worth: float) -> list[float]:
            stems = frozenset(terms.stems(text, self.language))
            return [worth * one for one in self.index.covered(sought, stems)]

        everywhere = _most(
            in_text(" ".join(whole.headings), 0.9),
            in_text(whole.title, 0.8),
            [0.6 * one for one in self.index.standing(sought, [passage])],
            [0.35 * one for one in self.index.standing(sought, self.index.pages[whole.page])],
        )
        alone = [self.index.covered(sought, self._held(passage, number)) for number in range(count)]
        for number, own in enumerate(alone):
            held = _most(everywhere, own, in_text(whole.sentences[number].lead, 0.9))
            for beside in (number - 1, number + 1):
                if 0 <= beside < count:
                    held = _most(held, [0.75 * one for one in alone[beside]])
            yield number, held, own

    def _plain(
        self, one: Weighed, sentence: Sentence, wanted: facts.Wanted, sought: Sequence[Term]
    ) -> float:
        score = one.cover + 0.35 * one.own + 1.4 * one.meaning + 0.15 * one.focus
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

    def _weights(self, sought: Sequence[Term], wanted: facts.Wanted) -> list[float]:
        """How much of the question each word is; what the fact says itself, a quarter as much."""
        carried = facts.CARRIED if wanted.small else frozenset()
        weights = [term.weight * (0.25 if term.word in carried else 1) for term in sought]
        whole = sum(weights) or 1.0
        return [weight / whole for weight in weights]

    def _excerpts(
        self, weighed: Sequence[Weighed], chosen: Sequence[Weighed], ranked: Sequence[int]
    ) -> list[Excerpt]:
        best: dict[int, Weighed] = {}
        for one in weighed:
            best.setdefault(one.passage, one)
        places = dict.fromkeys([*best, *ranked])
        order = list(dict.fromkeys(one.passage for one in chosen))
        seen = {self.passages[at].page for at in order}
        first = self.passages[order[0]].page
        more = [at for at in places if self.passages[at].page == first and at not in order]
        # After what the answer is, or would be, taken from, one place of each page, to choose from.
        for at in places:
            if self.passages[at].page not in seen:
                seen.add(self.passages[at].page)
                order.append(at)
        # And last, one more of the first page: a right page is found more often than its place.
        order = [*order[: EXCERPTS - len(more[:1])], *more[:1]]
        top = weighed[0].score or 1.0
        return [self._excerpt(at, best.get(at), top) for at in order[:EXCERPTS]]

    def _excerpt(self, at: int, best: Weighed | None, top: float) -> Excerpt:
        whole = self.passages[at]
        return Excerpt(
            whole.page,
            whole.title,
            whole.heading,
            whole.anchor,
            whole.written(),
            round(max(0.0, min(1.0, best.score / top)), 4) if best else 0.0,
            whole.section,
            _point(whole, best.number if best else 0),
        )


def _point(whole: Passage, number: int) -> str:
    """A sentence, and what goes on from it while that is short."""
    end = number + 1
    words = len(whole.sentences[number].text.split())
    for after in whole.sentences[end:]:
        words += len(after.text.split())
        if words > POINT:
            break
        end += 1
    return whole.written(number, end)


def _kind(one: Weighed, wanted: facts.Wanted) -> float:
    """What it is worth to hold the kind of fact that is asked for."""
    if not wanted.small:
        return 0.0
    return (0.35 if one.fact else -0.15) + 0.3 * one.bound


def _most(*rows: Sequence[float]) -> list[float]:
    """The largest of each column."""
    return list(map(max, *rows))


def _share(held: Sequence[float], weights: Sequence[float]) -> float:
    share: float = sum(map(mul, held, weights))
    return share
