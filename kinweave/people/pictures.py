"""Pictures of people: squares, in two sizes."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kinweave.pictures import Album, NoPicture

__all__ = [
    "LARGE", "SIZES", "SMALL", "NoPicture", "discard", "discard_now", "folder", "path_of",
    "put_away",
]  # fmt: skip

SMALL, LARGE = 96, 512
SIZES = (SMALL, LARGE)
"""Both sizes of a picture, in pixels: beside a name, and on a page."""

ALBUM = Album("people", SIZES, square=True)
discard, discard_now, path_of = ALBUM.discard, ALBUM.discard_now, ALBUM.path_of


def put_away(upload: BinaryIO, size: int) -> str:
    """Make both sizes of what came in and keep them; returns the name to find them by. Raises
    :class:`NoPicture`."""
    made = ALBUM.read(upload, size)
    ALBUM.keep(made)
    return made.name


def folder() -> Path:
    """Where all of them lie."""
    return ALBUM.folder
