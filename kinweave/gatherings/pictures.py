"""Pictures of gatherings: whole, in two sizes, for a page on a desk and on a phone."""

from __future__ import annotations

from datetime import datetime

from kinweave.access import address
from kinweave.gatherings.models import Gathering
from kinweave.pictures import STRAY, Album

SMALL, LARGE = 640, 1280
ALBUM = Album("gatherings", (SMALL, LARGE))


def picture_address(gathering: Gathering, size: int) -> str:
    """Where the picture is: a new address for a new picture, so that a browser may keep it."""
    return f"{address('gathering-picture', gathering.pk, size)}?{gathering.picture[:8]}"


def forget_stray_pictures(now: datetime) -> int:
    """Remove files that a process left behind which was killed between writing the picture and
    the row that names it. How many."""
    rows = Gathering.objects.exclude(picture="").order_by()
    return ALBUM.forget_strays(set(rows.values_list("picture", flat=True)), now - STRAY)
