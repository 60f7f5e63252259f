"""A circle's journal as its members read it: newest first, a page at a time.

There is no way to ask for one person's deeds, and nothing is counted: a journal tells what
happened to the circle, not who does how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kinweave.access import Viewer
from kinweave.journal.models import Entry
from kinweave.journal.words import sentence

PAGE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One deed: the instant, and what happened in words."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and (``earlier``) what to ask for to read on; empty at the beginning."""

    lines: tuple[Line, ...]
    earlier: str


def of(circle_id: int, viewer: Viewer, before: str | None = None) -> Page:
    """What happened in a circle, for a member of it; nothing at all for others. One query.

    ``before`` is an earlier page's ``earlier``; what is no such thing begins at the newest.
    """
    entries = Entry.objects.visible_to(viewer).filter(circle=circle_id)
    if mark := _read(before or ""):
        at, number = mark
        entries = entries.filter(Q(at__lt=at) | Q(at=at, pk__lt=number))
    found = list(entries.select_related("actor")[: PAGE + 1])
    shown = found[:PAGE]
    more = f"{shown[-1].at.isoformat()}~{shown[-1].pk}" if len(found) > PAGE else ""
    return Page(tuple(Line(one.at, sentence(one.verb, _who(one.actor))) for one in shown), more)


def _who(actor: Any) -> str:
    return actor.shown_name if actor else _("Somebody who left")


def _read(mark: str) -> tuple[datetime, int] | None:
    at, _tilde, number = mark.partition("~")
    try:
        when, pk = datetime.fromisoformat(at), int(number)
    except ValueError:
        return None
    return (when, pk) if when.tzinfo and 0 < pk < 2**63 else None
