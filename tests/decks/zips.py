"""Zips of cards and pictures, and bringing them in."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kinweave.decks.models import Bringing, Deck
from kinweave.jobs.actions import run_due
from tests.decks.doing import a_deck, read, send
from tests.gatherings.cast import AT, Cast
from tests.people.test_picture import drawn

LATER = AT.replace(year=AT.year + 9)
SMALL_ONE = drawn("PNG", (40, 30))
TWO = "## A\n\n![x](a.png)\n\na\n\n## B\n\n![x](b.png)\n\nb\n"
GOOD = {"cards.md": TWO, "b.png": SMALL_ONE}
"""Two cards, and the picture of the second: the first names one that is not there."""


def a_zip(files: Mapping[str, bytes | str], **how: Any) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", **how) as into:
        for name, whole in files.items():
            into.writestr(name, whole)
    return made.getvalue()


def bring(cast: Cast, address: str, content: bytes, name: str = "cards.zip", **more: str) -> str:
    file = SimpleUploadedFile(name, content)
    return send(cast.stella, address, bring="1", file=file, **more)


def brought(cast: Cast, content: bytes, name: str = "cards.zip") -> tuple[Deck, str]:
    """A deck into which it was brought, and what is said of that once the worker was there."""
    deck = a_deck(cast)
    bring(cast, f"/decks/{deck.pk}/change/", content, name)
    run_due(LATER, Bringing)
    return deck, report(cast, deck)


def report(cast: Cast, deck: Deck) -> str:
    return read(cast.stella, Bringing.objects.get(deck=deck).get_absolute_url())


def waiting() -> list[str]:
    return [one.name for one in Bringing.folder().glob("*")]
