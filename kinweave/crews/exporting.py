"""What is held of somebody in their crews, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.crews.models import Going, LookBack, Passage, Turn
from kinweave.people.export.parts import exports
from kinweave.people.models import Person

_CREW = _("Crew")


@exports("turns", _("Meetings you host, or hosted, by turns"), crew=_CREW, starts_at=_("Date"))
def turns(person: Person) -> list[dict[str, Any]]:
    """All of them."""
    rows = Turn.objects.filter(host=person).select_related("cycle__circle", "occasion")
    return [
        {"crew": one.cycle.circle.name, "starts_at": one.occasion.starts_at}
        for one in rows.order_by("pk")
    ]


@exports(
    "charters",
    _("Passages of charters, as you worded them"),
    crew=_CREW,
    about=_("About"),
    words=_("Your words"),
    at=_("Written"),
)
def charters(person: Person) -> list[dict[str, Any]]:
    """Their own wordings, also those that hold no more."""
    rows = Passage.objects.filter(by=person).select_related("circle").order_by("pk")
    return [
        {
            "crew": one.circle.name, "about": one.get_about_display(), "words": one.words,
            "at": one.at,
        }
        for one in rows
    ]  # fmt: skip


@exports(
    "looks_back",
    _("What you said when looking back"),
    crew=_CREW,
    about=_("Question"),
    words=_("Your words"),
    at=_("Written"),
)
def looks_back(person: Person) -> list[dict[str, Any]]:
    """Of each cycle."""
    rows = LookBack.objects.filter(person=person).select_related("cycle__circle").order_by("pk")
    return [
        {
            "crew": one.cycle.circle.name, "about": one.get_about_display(), "words": one.words,
            "at": one.at,
        }
        for one in rows
    ]  # fmt: skip


@exports(
    "what_next", _("What you said of what comes next"), crew=_CREW, says=_("You said"), at=_("When")
)
def what_next(person: Person) -> list[dict[str, Any]]:
    """Where they are still there to say it."""
    rows = Going.objects.filter(person=person).select_related("what_next__cycle__circle")
    return [
        {"crew": one.what_next.cycle.circle.name, "says": one.get_says_display(), "at": one.at}
        for one in rows.order_by("pk")
    ]
