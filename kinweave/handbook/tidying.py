"""What is left behind by whoever was killed."""

from __future__ import annotations

from datetime import datetime, timedelta

from kinweave.handbook import shelf
from kinweave.handbook.models import Embed, Enclosure, Picture
from kinweave.handbook.models.page import ALBUM

STRAY = timedelta(days=1)
"""How long a picture or a file may lie without belonging to anything."""


def forget_stray_pictures(now: datetime) -> int:
    """Remove files that no row names. How many."""
    files = set(Enclosure.objects.values_list("name", flat=True))
    gone = shelf.forget_strays(files, now - STRAY)
    return gone + ALBUM.forget_strays(_pictured(), now - STRAY)


def _pictured() -> set[str]:
    rows = (Picture.objects, Embed.objects)
    return {name for one in rows for name in one.values_list("name", flat=True)}
