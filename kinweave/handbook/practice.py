"""A page that holds a practice, as its file says before its words: ``practice: true``, perhaps with
``minutes: 45``. Whoever hosts somewhere can bring it to a gathering: a form, filled in.

Practices as such, with steps and timers, are not built yet; this is the door to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings

from kinweave.access import Viewer, address, can
from kinweave.circles.models import Circle
from kinweave.handbook.models import Page, Revision

LONGEST = 24 * 60


def holds_a_practice(revision: Revision | None) -> bool:
    """Whether its file says so."""
    return revision is not None and revision.more.get("practice") is True


def minutes_of(revision: Revision) -> int | None:
    """How long it takes, where its file tells that as a number of minutes."""
    told = revision.more.get("minutes")
    return told if type(told) is int and 1 <= told <= LONGEST else None


def gathering_for(viewer: Viewer, page: Page, circles: Iterable[Circle]) -> str:
    """The form of a new gathering with this page's practice in it, in the nearest of these circles
    in which they may host; "" where there is none, and for any other page."""
    now = page.current
    if now is None or not holds_a_practice(now):
        return ""
    where = next((one for one in circles if can(viewer, "host in", one)), None)
    if where is None:
        return ""
    title = page.title.replace("[", "(").replace("]", ")")
    said: dict[str, object] = {"name": page.title[:120]}
    said["words"] = f"[{title}]({settings.SITE_URL}{page.get_absolute_url()})"
    if minutes := minutes_of(now):
        said["minutes"] = minutes
    return f"{address('gathering-new', where.slug)}?{urlencode(said)}"
