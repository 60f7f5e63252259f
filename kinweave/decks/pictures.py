"""Pictures of cards: whole, in two sizes, for a table, a page and a printed card."""

from __future__ import annotations

from datetime import datetime

from kinweave.access import address
from kinweave.decks.models import Card
from kinweave.pictures import STRAY, Album

SMALL, LARGE = 640, 1280
ALBUM = Album("cards", (SMALL, LARGE))


def picture_address(card: Card, size: int) -> str:
    """Where the picture is: a new address for a new picture, so that a browser may keep it."""
    return f"{address('card-picture', card.deck_id, card.pk, size)}?{card.picture[:8]}"


def forget_stray_pictures(now: datetime) -> int:
    """Remove files of cards that are gone, and of uploads that were killed. How many."""
    rows = Card.objects.exclude(picture="").order_by()
    return ALBUM.forget_strays(set(rows.values_list("picture", flat=True)), now - STRAY)
