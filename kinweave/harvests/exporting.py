"""What is held of somebody here, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.harvests.models import Afterword, Harvest, Noted, Recording, Speaker
from kinweave.people.export.parts import exports
from kinweave.people.models import Person

_GATHERING, _DATE = _("Gathering"), _("Date")


def _of(one: Any) -> dict[str, Any]:
    return {"gathering": one.occasion.gathering.name, "starts_at": one.occasion.starts_at}


@exports(
    "harvests",
    _("Harvests you wrote"),
    gathering=_GATHERING,
    starts_at=_DATE,
    title=_("Title"),
    words=_("Your words"),
    named=_("With your name"),
    audience=_("Who may read it"),
    wished=_("Who you would have read it"),
    made_at=_("Written"),
    changed_at=_("Changed"),
    published_at=_("Published"),
    taken_back_at=_("Taken back"),
)
def harvests(person: Person) -> list[dict[str, Any]]:
    """Drafts too."""
    rows = Harvest.objects.filter(author=person).select_related("occasion__gathering")
    fields = (
        "title", "words", "named", "audience", "wished", "made_at", "changed_at", "published_at",
        "taken_back_at",
    )  # fmt: skip
    return [
        {**_of(one), **{name: getattr(one, name) for name in fields}} for one in rows.order_by("pk")
    ]


@exports(
    "recordings",
    _("Recordings you added"),
    gathering=_GATHERING,
    starts_at=_DATE,
    title=_("Title"),
    words=_("Your words"),
    link=_("Link"),
    kind=_("Kind"),
    size=_("Size in bytes"),
    seconds=_("Seconds"),
    day=_("Day"),
    audience=_("Who may hear it"),
    made_at=_("Added"),
)
def recordings(person: Person) -> list[dict[str, Any]]:
    """Those that were not taken away again."""
    rows = Recording.objects.filter(made_by=person, taken_away_at=None)
    fields = ("title", "words", "link", "kind", "size", "seconds", "day", "audience", "made_at")
    return [
        {**_of(one), **{name: getattr(one, name) for name in fields}}
        for one in rows.select_related("occasion__gathering").order_by("pk")
    ]


@exports(
    "spoken",
    _("Recordings in which you speak"),
    gathering=_GATHERING,
    starts_at=_DATE,
    named_at=_("You were named"),
    yes=_("When you said yes"),
    withdrawn=_("When that ended"),
    no=_("When you said no"),
)
def spoken(person: Person) -> list[dict[str, Any]]:
    """What one was asked, and each yes and no."""
    rows = Speaker.objects.filter(person=person).select_related(
        "recording__occasion__gathering", "decline"
    )
    return [
        {
            **_of(one.recording),
            "named_at": one.named_at,
            "yes": [consent.at for consent in one.consents.all()],
            "withdrawn": [
                consent.withdrawal.at
                for consent in one.consents.select_related("withdrawal")
                if hasattr(consent, "withdrawal")
            ],
            "no": one.decline.at if hasattr(one, "decline") else None,
        }
        for one in rows.order_by("pk")
    ]


@exports("noted", _("Where it is noted that you came"), gathering=_GATHERING, starts_at=_DATE)
def noted(person: Person) -> list[dict[str, Any]]:
    """As long as it is kept."""
    rows = Noted.objects.filter(person=person).select_related("note__occasion__gathering")
    return [_of(one.note) for one in rows.order_by("pk")]


@exports(
    "afterwords",
    _("Letters you wrote to those who came"),
    gathering=_GATHERING,
    starts_at=_DATE,
    words=_("Your words"),
    sent_at=_("Sent"),
)
def afterwords(person: Person) -> list[dict[str, Any]]:
    """Not to whom."""
    rows = Afterword.objects.filter(by=person).select_related("occasion__gathering")
    return [{**_of(one), "words": one.words, "sent_at": one.sent_at} for one in rows.order_by("pk")]
