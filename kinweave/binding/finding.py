"""What was made of a book as it is now. Whoever asks has come through the book's door."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kinweave.binding.making import path_of
from kinweave.binding.models import Bound


def made(prints: Iterable[str]) -> dict[str, Bound]:
    """What somebody asked for, by its fingerprint."""
    return {one.of: one for one in Bound.objects.filter(of__in=prints)}


def file_of(print_: str) -> Path | None:
    """The file with a fingerprint, once it can be fetched."""
    bound = made([print_]).get(print_)
    path = path_of(bound) if bound and bound.there else None
    return path if path and path.is_file() else None
