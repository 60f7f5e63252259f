"""A page's numbers as its row keeps them, and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from kinweave.handbook.models import Meaning
from kinweave.meaning.local import SIZE
from kinweave.solvers.retrieval import Kept


def as_bytes(kept: Kept) -> dict[str, Any]:
    """The fields of a row, in half as many bytes."""
    return {
        "model": kept.name,
        "passages": kept.passages.astype(np.float16).tobytes(),
        "sentences": b"".join(one.astype(np.float16).tobytes() for one in kept.sentences),
        "counts": [len(one) for one in kept.sentences],
    }


def as_vectors(row: Meaning) -> Kept:
    """What was kept in a row."""
    whole = np.frombuffer(bytes(row.passages or b""), np.float16).reshape(-1, SIZE)
    alone = np.frombuffer(bytes(row.sentences or b""), np.float16).reshape(-1, SIZE)
    cut = np.cumsum(row.counts)[:-1]
    sentences = tuple(np.split(alone.astype(np.float32), cut)) if row.counts else ()
    return Kept(row.model, whole.astype(np.float32), sentences)
