"""What is asked of, what is asked, and what comes back: frozen values, without behaviour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"
"""One row of length 1 for each text."""


class Embedder(Protocol):
    """Puts texts where those that mean alike are near each other."""

    @property
    def name(self) -> str:
        """Of the model: vectors of different ones must not meet."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one row a text, in their order."""

    def words(self, texts: Sequence[str]) -> list[tuple[tuple[str, ...], Vectors]]:
        """For each text its words, in lower case, and a unit vector for each, as it is meant
        there."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a book. ``path``: where it is, as it is told to people. ``body``: Markdown."""

    path: str
    title: str
    body: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One that stands in the page.

    ``text``: its words as they are read, without marks of Markdown. ``line``: of the page's source,
    from 0. ``lead``: what introduces it, where it is an item of a list or the answer below a
    question: words that stand in the page too. ``heading``: whether it is one itself. ``mark``:
    what shows how it follows on what stands before it: a space in one paragraph, an empty line
    before another, a line with "- " or its number for an item, a line for a table's row.
    """

    text: str
    line: int
    lead: str = ""
    heading: bool = False
    mark: str = " "


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences below one heading, in reading order: what is found, and what is shown."""

    page: str
    title: str
    headings: tuple[str, ...]
    anchor: str
    sentences: tuple[Sentence, ...]
    section: str = ""
    """From what the address of the heading is made, if it is another than ``anchor``: its words, or
    what it was given; with a number where the same was there before; "" above the first."""

    @property
    def heading(self) -> str:
        """The nearest one, or the page's title."""
        return self.headings[-1] if self.headings else self.title

    @property
    def text(self) -> str:
        """All of it, in one line: what is found and compared."""
        return " ".join(sentence.text for sentence in self.sentences)

    def written(self, start: int = 0, end: int | None = None) -> str:
        """Some of its sentences as they stand in the page: paragraphs, items and rows apart."""
        some = self.sentences[start:end]
        whole = "".join([part for one in some for part in (one.mark, one.text)])
        return dedent(whole.strip("\n")).lstrip()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a page that answers, or is nearest. ``text``: as :meth:`Passage.written` gives it.
    ``score``: 0 to 1, to order by."""

    page: str
    title: str
    heading: str
    anchor: str
    text: str
    score: float
    section: str = ""
    """As of a passage."""
    point: str = ""
    """Of ``text``, the sentence that is nearest to the question, and what goes on from it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an answer, and where it stands. ``section``: as of an excerpt."""

    text: str
    page: str
    title: str
    heading: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the book says, in sentences that stand in it, or that it does not.

    ``excerpts``: best first; those the answer is taken from come first. Where ``answered`` is
    false, they are the nearest pages, and ``text`` is empty, or what it comes nearest with
    (``perhaps``).
    """

    answered: bool
    text: str
    excerpts: tuple[Excerpt, ...]
    sure: float = 0.0
    """0 to 1: how far the book seems to hold what is asked."""
    quotes: tuple[Quote, ...] = ()
    """The sentences of ``text``, each with its place."""

    @property
    def perhaps(self) -> bool:
        """Whether ``text`` is only what it comes nearest with, and may be about something else."""
        return bool(self.quotes) and not self.answered

    @property
    def pages(self) -> tuple[str, ...]:
        """Where to look, best first, each once."""
        return tuple(dict.fromkeys(excerpt.page for excerpt in self.excerpts))


@dataclass(frozen=True, slots=True)
class Kept:
    """Vectors of one page's passages and their sentences, in order, to be kept beside it."""

    name: str
    passages: Vectors
    sentences: tuple[Vectors, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence, and what speaks for it."""

    passage: int
    number: int
    score: float = 0.0
    cover: float = 0.0
    """Of the question's words, how many are in it or near it: 0 to 1."""
    own: float = 0.0
    """Of them, how many are in the sentence itself."""
    focus: float = 0.0
    """Whether what is asked after is in the sentence or above it."""
    meaning: float = 0.0
    """The cosine of question and sentence."""
    fact: bool = False
    """Whether it holds a fact of the kind asked for."""
    bound: bool = False
    """Whether what is to be counted stands right behind a number in it."""
    plain: float = 0.0
    """``score``, but for the kind of fact."""
