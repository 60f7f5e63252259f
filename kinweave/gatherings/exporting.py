"""What gatherings hold of somebody, for their export. Of others, nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.fund.money import plain
from kinweave.gatherings.models import Answer, CalendarKey, DatesByMail, Gathering, Invited
from kinweave.gatherings.pictures import ALBUM, LARGE
from kinweave.people.export.parts import brings_files, exports
from kinweave.people.models import Person


@exports(
    "gatherings",
    _("What you host"),
    circle=_("Circle"),
    name=_("Name"),
    words=_("Your words"),
    place=_("Place"),
    directions=_("How to get there"),
    link=_("Link"),
    day=_("First date"),
    time=_("Hour"),
    zone=_("Time zone"),
    minutes=_("Minutes"),
    all_day=_("Whole days"),
    every=_("How often"),
    times=_("How many times"),
    seats=_("Seats"),
    brings=_("How many others each may bring"),
    audience=_("Who may see it and come"),
    least=_("Only for those who give at least so much a month"),
    least_in=_("Currency"),
    shared=_("Who is told place and link"),
    made_at=_("Made"),
    published_at=_("Announced"),
    cancelled_at=_("Called off"),
    reason=_("Why"),
    picture=_("Picture"),
    picture_alt=_("What is to be seen on it"),
)
def gatherings(person: Person) -> list[dict[str, Any]]:
    """Drafts too. ``picture``: the file that goes along."""
    rows = Gathering.objects.filter(host=person).select_related("circle").order_by("pk")
    fields = (
        "name", "words", "place", "directions", "link", "day", "time", "zone", "minutes", "all_day",
        "every", "times", "seats", "brings", "audience", "shared", "made_at", "published_at",
        "cancelled_at", "reason",
    )  # fmt: skip
    return [
        {
            "circle": one.circle.name,
            **{name: getattr(one, name) for name in fields},
            "least": "" if one.least is None else plain(one.least, one.least_in),
            "least_in": one.least_in,
            "picture": _file(one) if one.picture else "",
            "picture_alt": one.picture_alt,
        }
        for one in rows
    ]


@brings_files
def pictures(person: Person) -> Iterator[tuple[str, Path]]:
    """The larger size; the smaller is made from the same."""
    for one in Gathering.objects.filter(host=person).exclude(picture="").order_by("pk"):
        yield _file(one), ALBUM.path_of(one.picture, LARGE)


def _file(of: Gathering) -> str:
    return f"gathering-{of.pk}.webp"


@exports(
    "answers",
    _("Where you said whether you come"),
    gathering=_("Gathering"),
    starts_at=_("Date"),
    says=_("You said"),
    brings=_("With you come"),
    since=_("Since"),
)
def answers(person: Person) -> list[dict[str, Any]]:
    """All of them."""
    rows = Answer.objects.filter(person=person).select_related("occasion__gathering")
    return [
        {
            "gathering": one.occasion.gathering.name,
            "starts_at": one.occasion.starts_at,
            "says": one.says,
            "brings": one.brings,
            "since": one.since,
        }
        for one in rows.order_by("pk")
    ]


@exports("calendars", _("Calendar addresses"), circle=_("Circle"), made_at=_("Made"))
def calendars(person: Person) -> list[dict[str, Any]]:
    """That there is one; not the address, which would let somebody read."""
    rows = CalendarKey.objects.filter(person=person).select_related("circle").order_by("pk")
    return [
        {"circle": one.circle.name if one.circle else "", "made_at": one.made_at} for one in rows
    ]


@exports(
    "dates_by_mail",
    _("Dates by mail"),
    invitations=_("For your calendar"),
    remind_before=_("Reminders, so many minutes before"),
    since=_("Since"),
)
def dates_by_mail(person: Person) -> list[dict[str, Any]]:
    """What they chose."""
    rows = DatesByMail.objects.filter(person=person)
    return [dict(one) for one in rows.values("invitations", "remind_before", "since")]


@exports(
    "asked_to_come",
    _("What you were asked to come to"),
    gathering=_("Gathering"),
    at=_("When"),
)
def asked_to_come(person: Person) -> list[dict[str, Any]]:
    """Not by whom."""
    rows = Invited.objects.filter(person=person).select_related("gathering").order_by("pk")
    return [{"gathering": one.gathering.name, "at": one.at} for one in rows]
