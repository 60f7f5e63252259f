"""What was made of a book as it is now. Whoever asks has come through the book's door."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kinweave.binding.models import Bound


def made(prints: Iterable[str]) -> dict[str, Bound]:
    """What somebody asked for and is not lost since, by its fingerprint."""
    return {one.of: one for one in Bound.objects.filter(of__in=prints) if not one.lost}


def file_of(print_: str) -> Path | None:
    """The file with a fingerprint, once it can be fetched."""
    bound = made([print_]).get(print_)
    return bound.path if bound and bound.there else None
