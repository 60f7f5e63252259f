"""Finding what a book says, by words and by meaning, and answering in its own sentences.

:func:`passages` cuts a page, :class:`Book` is asked. docs/algorithms/ask.md tells how and how well.
"""

from kinweave.solvers.retrieval.asking import Book, embed
from kinweave.solvers.retrieval.passages import passages
from kinweave.solvers.retrieval.problem import (
    Answer,
    Embedder,
    Excerpt,
    Kept,
    Page,
    Passage,
    Quote,
    Sentence,
)

__all__ = [
    "Answer",
    "Book",
    "Embedder",
    "Excerpt",
    "Kept",
    "Page",
    "Passage",
    "Quote",
    "Sentence",
    "embed",
    "passages",
]
