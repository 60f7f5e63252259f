"""Out of weighed sentences, the few that are read as an answer, in an order that can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kinweave.solvers.retrieval.facts import Wanted
from kinweave.solvers.retrieval.problem import Passage, Quote, Sentence, Weighed

MOST_SENTENCES = 7
MOST_WORDS = 130
"""Of an answer."""
NEARLY = 0.7
"""How far below the best a sentence may be to be said too."""
LIST = 60
"""Words of a list that is said whole."""
ITEM = 12
"""Words of a line that belongs to those around it, also where these are below a heading."""
GAP, GAP_WORDS = 2, 25
"""Sentences, and their words, between two that are said: these are said too."""
SHORT = 8
"""Words of an item that says little without what introduces it."""
LONGEST_LEAD = 300
"""Characters of what is said before an item."""
_LEANS = re.compile(
    r"(?:this|these|those|that|it|they|he|she|so|but|and|or|then|also|there|instead|otherwise)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says little without the one before it."""


def choose(
    passages: Sequence[Passage], weighed: Sequence[Weighed], wanted: Wanted
) -> list[Weighed]:
    """The best and what goes on from it, then what is nearly as good, while it stays short.

    ``weighed``: best first. What comes back is in reading order, the best one's passage first.
    """
    answer = _Answer(passages, weighed)
    best = weighed[0]
    answer.add(best)
    answer.add_list(best)
    answer.add_neighbours(best)
    if wanted.small and not any(one.fact for one in answer.chosen):
        held = (one for one in weighed[:12] if one.fact and one.passage == best.passage)
        answer.add(next(held, None))
    for one in weighed[1:24]:
        if one.score < best.score - NEARLY:
            break
        if one.passage != best.passage and wanted.small and not one.fact:
            continue
        answer.add(one)
    answer.fill()
    order = list(dict.fromkeys(one.passage for one in answer.chosen))
    return sorted(answer.chosen, key=lambda one: (order.index(one.passage), one.number))


def say(passages: Sequence[Passage], chosen: Sequence[Weighed]) -> list[Quote]:
    """The sentences, each with its lead-in before it where it would say little without."""
    said: dict[str, Quote] = {}
    for one in chosen:
        place = passages[one.passage]
        sentence = place.sentences[one.number]
        lead = sentence.lead if len(sentence.text.split()) <= SHORT else ""
        for text in (lead, sentence.text):
            if text and text not in said and (text is not lead or len(text) < LONGEST_LEAD):
                said[text] = Quote(text, place.page, place.title, place.heading, place.section)
    return list(said.values())


class _Answer:
    def __init__(self, passages: Sequence[Passage], weighed: Sequence[Weighed]) -> None:
        self.passages = passages
        self.known = {(one.passage, one.number): one for one in weighed}
        self.chosen: list[Weighed] = []
        self._texts: set[str] = set()
        self._words = 0

    def add(self, one: Weighed | None, most: int = MOST_SENTENCES) -> None:
        """If there is room for it."""
        if one is None or one in self.chosen or len(self.chosen) >= most:
            return
        text = self._sentence(one).text
        count = _length(self._sentence(one))
        if self.chosen and (text in self._texts or self._words + count > MOST_WORDS):
            return
        self.chosen.append(one)
        self._texts.add(text)
        self._words += count

    def add_list(self, one: Weighed) -> None:
        """The list that it is an item of, or that it introduces, where it is short."""
        place = self.passages[one.passage]
        sentences = place.sentences
        sentence = sentences[one.number]
        lead = sentence.text if sentence.text.endswith(":") else sentence.lead
        short = len(sentence.text.split()) <= ITEM
        if not lead or (lead in place.headings and not short):
            return
        first = last = one.number
        while first > 0 and sentences[first - 1].lead == lead:
            first -= 1
        while last + 1 < len(sentences) and sentences[last + 1].lead == lead:
            last += 1
        if sum(_length(each) for each in sentences[first : last + 1]) <= LIST:
            for number in range(first, last + 1):
                self.add(self._known(one.passage, number))

    def add_neighbours(self, one: Weighed) -> None:
        """What it leans on, and what comes after it; after a colon, more of that."""
        if _LEANS.match(self._sentence(one).text):
            self.add(self._beside(one, -1))
        after = self._beside(one, 1)
        self.add(after)
        opens = any(each and self._sentence(each).text.endswith(":") for each in (one, after))
        for step in (2, 3) if opens else ():
            self.add(self._beside(one, step))

    def fill(self) -> None:
        """Short gaps between sentences of one passage."""
        said = sorted((one.passage, one.number) for one in self.chosen)
        for (passage, number), (other, until) in pairwise(said):
            between = range(number + 1, until)
            if passage != other or len(between) > GAP:
                continue
            left_out = [self._known(passage, each) for each in between]
            if sum(_length(self._sentence(each)) for each in left_out) <= GAP_WORDS:
                for each in left_out:
                    self.add(each, most=2 * MOST_SENTENCES)

    def _known(self, passage: int, number: int) -> Weighed:
        return self.known.get((passage, number)) or Weighed(passage, number)

    def _beside(self, one: Weighed, step: int) -> Weighed | None:
        """The sentence that many further on below the same heading."""
        passage, number = one.passage, one.number + step
        here = self.passages[passage]
        if number < 0 < passage:
            passage, number = passage - 1, len(self.passages[passage - 1].sentences) + number
        elif number >= len(here.sentences) and passage + 1 < len(self.passages):
            passage, number = passage + 1, number - len(here.sentences)
        there = self.passages[passage]
        same = (there.page, there.headings) == (here.page, here.headings)
        if not same or not 0 <= number < len(there.sentences):
            return None
        return self._known(passage, number)

    def _sentence(self, one: Weighed) -> Sentence:
        return self.passages[one.passage].sentences[one.number]


def _length(sentence: Sentence) -> int:
    """In words."""
    return len(sentence.text.split())
