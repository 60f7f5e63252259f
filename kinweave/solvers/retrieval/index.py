"""Full text: passages by their words, with endings, accents, like words and slips of the finger.

The ranking is BM25 over three fields (Robertson, Zaragoza and Taylor, "Simple BM25 extension to
multiple weighted fields", CIKM 2004): a word in a title or heading counts as several in the text.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinweave.solvers.language import terms
from kinweave.solvers.language.slips import slips
from kinweave.solvers.retrieval.problem import Passage

TITLE, HEADING, LEAD = 2.0, 2.5, 1.0
"""How many words of the text one in a title, a heading or a lead-in is worth."""
K1, B = 1.2, 0.6
TYPO = 0.8
"""How much a word that was likely meant counts."""
SLIGHT = 0.3
"""How much of its weight a word keeps that tells little."""
_SMALL = re.compile(r"(?<![\w/.@-])[^\W\d_A-ZÀ-Þ][\w-]*")
MOST_TERMS = 40
"""Of a question: of one with more, the rarest are asked."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is sought. ``weight``: how rare it is; ``near``: stems that will do, how well."""

    word: str
    stem: str
    weight: float
    near: dict[str, float]
    known: bool


class Index:
    """Passages of the pages that somebody may see, by their words."""

    def __init__(self, passages: Sequence[Passage], language: str = "en") -> None:
        self.passages = tuple(passages)
        self.language = language
        self._found: dict[str, tuple[array[int], array[float]]] = {}
        """By each stem: the numbers of the passages that have it, in order, and how much so."""
        lengths: list[float] = []
        empty = terms.empty(language)
        for number, passage in enumerate(self.passages):
            found: dict[str, float] = defaultdict(float)
            for text, worth in self._fields(passage):
                for word in terms.words(text):
                    if word not in empty:
                        found[terms.stem(word, language)] += worth
            lengths.append(sum(found.values()))
            for stem, count in found.items():
                if stem not in self._found:
                    self._found[stem] = array("I"), array("d")
                at, often = self._found[stem]
                at.append(number)
                often.append(count)
        mean = max(1.0, sum(lengths) / len(lengths)) if lengths else 1.0
        short = [1 - B + B * length / mean for length in lengths]
        total = max(1, len(self.passages))
        self.most = math.log(1 + (total + 0.5) / 0.5)
        self.weights: dict[str, float] = {}
        for stem, (at, often) in self._found.items():
            for place, number in enumerate(at):
                count = often[place] / short[number]
                often[place] = count * (K1 + 1) / (count + K1)
            self.weights[stem] = math.log(1 + (total - len(at) + 0.5) / (len(at) + 0.5))
        self.common = frozenset(
            terms.fold(word) for passage in self.passages for word in _SMALL.findall(passage.text)
        )
        """Folded words that are written small somewhere, so that they are no names."""
        self.pages: dict[str, list[int]] = {}
        """Of each page, the numbers of its passages, in reading order."""
        for number, passage in enumerate(self.passages):
            self.pages.setdefault(passage.page, []).append(number)
        self._pairs: dict[str, list[str]] = defaultdict(list)
        for stem in self._found:
            for pair in _pairs(stem):
                self._pairs[pair].append(stem)

    @staticmethod
    def _fields(passage: Passage) -> Iterable[tuple[str, float]]:
        yield passage.title, TITLE
        for heading in passage.headings:
            yield heading, HEADING
        lead = ""
        for sentence in passage.sentences:
            if sentence.lead and sentence.lead != lead and sentence.lead not in passage.headings:
                lead = sentence.lead
                yield lead, LEAD
            yield sentence.text, 1.0

    def terms(self, question: str) -> list[Term]:
        """The words of a question that tell something, each once, as they stand in it."""
        found: dict[str, Term] = {}
        for word in terms.words(question[:20_000])[:2_000]:
            stem = terms.stem(word, self.language)
            if word in terms.empty(self.language) or stem in found:
                continue
            known = stem in self._found
            weight = self.weights.get(stem, self.most)
            if stem in terms.slight(self.language):
                weight *= SLIGHT
            near = {stem: 1.0} if known else {}
            for other, worth in terms.kin(self.language).get(stem, {}).items():
                if other in self._found:
                    near.setdefault(other, worth)
            if not known:
                for other, worth in self.meant(stem).items():
                    near.setdefault(other, worth)
            found[stem] = Term(word, stem, weight, near, known)
        kept = sorted(found.values(), key=lambda term: -term.weight)[:MOST_TERMS]
        chosen = {term.stem for term in kept}
        return [term for term in found.values() if term.stem in chosen]

    def names(self, term: Term) -> bool:
        """Whether it is a name, as far as the book shows it: never written small in it. In German,
        which writes all nouns large, that shows nothing."""
        shows = self.language != "de" and not term.word.isdigit()
        return shows and term.known and term.word not in self.common

    def meant(self, stem: str) -> dict[str, float]:
        """Known stems that differ by a slip or two of the finger; none for numbers."""
        if len(stem) < 5 or any(char.isdigit() for char in stem):
            return {}
        shared: Counter[str] = Counter()
        for pair in _pairs(stem):
            shared.update(self._pairs.get(pair, ()))
        allowed = 1 if len(stem) < 8 else 2
        near = {}
        for other, _ in shared.most_common(60):
            if abs(len(other) - len(stem)) > allowed or len(other) < 5 or other[0] != stem[0]:
                continue
            count = slips(stem, other, allowed)
            if count <= allowed:
                near[other] = TYPO / count
        best = max(near.values(), default=0.0)
        return {other: worth for other, worth in near.items() if worth == best}

    def scores(self, sought: Sequence[Term]) -> list[float]:
        """BM25 of each passage, in their order."""
        total = [0.0] * len(self.passages)
        for term in sought:
            one: dict[int, float] = {}
            for stem, worth in term.near.items():
                for number, often in zip(*self._found[stem], strict=True):
                    one[number] = max(one.get(number, 0.0), often * worth)
            for number, often in one.items():
                total[number] += often * term.weight
        return total

    def covered(self, sought: Sequence[Term], held: frozenset[str]) -> list[float]:
        """How well each sought word is among the ``held`` stems: 0 to 1."""
        return [
            max((worth for stem, worth in term.near.items() if stem in held), default=0.0)
            for term in sought
        ]

    def standing(self, sought: Sequence[Term], passages: Sequence[int]) -> list[float]:
        """The same of what stands in one of these passages, or above it."""
        return [
            max(
                (worth for stem, worth in term.near.items() if self._stands(stem, passages)),
                default=0.0,
            )
            for term in sought
        ]

    def _stands(self, stem: str, passages: Sequence[int]) -> bool:
        at = self._found[stem][0]
        for number in passages:
            place = bisect_left(at, number)
            if place < len(at) and at[place] == number:
                return True
        return False


def _pairs(stem: str) -> set[str]:
    framed = f"^{stem}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
