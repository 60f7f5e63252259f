"""A page that holds a practice, as its file says before its words: ``practice: true``, perhaps with
``minutes: 45`` and ``people: 3-6``. Whoever hosts somewhere can bring it to a gathering: a form,
filled in.

Practices as such, with steps and timers, are not built yet; this is the door to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from kinweave.access import Viewer, address, can
from kinweave.circles.models import Circle
from kinweave.handbook.models import Page

LONGEST, MOST_PEOPLE = 24 * 60, 999
_PEOPLE = re.compile(r"([0-9]{0,3})(?:\s*([-–])\s*([0-9]{0,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Practice:
    """``held``: whether there is one. ``minutes``: how long it takes; ``least`` and ``most``: how
    many people it wants; each where that is said."""

    held: bool = False
    minutes: int | None = None
    least: int | None = None
    most: int | None = None

    def joined(self, seen: Practice, theirs: Practice) -> Practice:
        """What two made of the one that both had ``seen``: this, but theirs where only they changed
        something."""
        if (self.least, self.most) == (seen.least, seen.most):
            least, most = theirs.least, theirs.most
        else:
            least, most = self.least, self.most
        return Practice(
            theirs.held if self.held == seen.held else self.held,
            theirs.minutes if self.minutes == seen.minutes else self.minutes,
            least,
            most,
        )


def practice_in(more: Mapping[str, Any]) -> Practice:
    """What a page's file says of it, as far as that can be read."""
    told = more.get("minutes")
    minutes = told if type(told) is int and 1 <= told <= LONGEST else None
    return Practice(more.get("practice") is True, minutes, *_people_in(more.get("people")))


def with_practice(more: Mapping[str, Any], said: Practice) -> dict[str, Any]:
    """The same with what is ``said`` now. What it said in a way that nobody reads here stays, as
    long as nothing else is said in its place."""
    before, made = practice_in(more), dict(more)
    people = _people(said.least, said.most)
    new = {"practice": said.held or None, "minutes": said.minutes, "people": people}
    old = {
        "practice": before.held or None,
        "minutes": before.minutes,
        "people": _people(before.least, before.most),
    }
    for name, value in new.items():
        if value is None and old[name] is not None:
            del made[name]
        elif value != old[name]:
            made[name] = value
    return made


def _people_in(told: object) -> tuple[int | None, int | None]:
    """As in "3-6", "4", "3-" for three or more, "-6" for up to six."""
    found = _PEOPLE.fullmatch(str(told).strip()) if type(told) in {int, str} else None
    if found is None:
        return None, None
    first, line, last = found.groups()
    least = int(first or 0) or None
    most = int(last or 0) or None if line else least
    return (least, most) if least is None or most is None or least <= most else (None, None)


def _people(least: int | None, most: int | None) -> str | int | None:
    if least is None and most is None:
        return None
    return least if least == most else f"{least or ''}-{most or ''}"


def gathering_for(viewer: Viewer, page: Page, circles: Iterable[Circle]) -> str:
    """The form of a new gathering with this page's practice in it, in the nearest of these circles
    in which they may host; "" where there is none, and for any other page."""
    now = page.current
    practice = practice_in(now.more) if now is not None else Practice()
    if not practice.held:
        return ""
    where = next((one for one in circles if can(viewer, "host in", one)), None)
    if where is None:
        return ""
    title = page.title.replace("[", "(").replace("]", ")")
    said: dict[str, object] = {"name": page.title[:120]}
    said["words"] = f"[{title}]({settings.SITE_URL}{page.get_absolute_url()})"
    if practice.minutes:
        said["minutes"] = practice.minutes
    return f"{address('gathering-new', where.slug)}?{urlencode(said)}"
