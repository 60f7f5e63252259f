"""What people bring, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.bringing.models import Case, Joining, Request, Session
from kinweave.people.export.parts import exports
from kinweave.people.models import Person


@exports(
    "slots",
    _("Slots that you asked for"),
    gathering=_("Gathering"),
    slot=_("Slot"),
    title=_("Title"),
    words=_("Your words"),
    from_day=_("From this day on"),
    not_on=_("Not on these days"),
    remind=_("Reminded so many days before"),
    asked_at=_("Asked"),
    turn=_("Your turn"),
)
def slots(person: Person) -> list[dict[str, Any]]:
    """Waiting, to come and presented."""
    rows = Request.objects.filter(person=person).select_related(
        "slots__gathering", "turn__occasion"
    )
    return [
        {
            "gathering": one.slots.gathering.name,
            "slot": one.slots.name,
            "title": one.title,
            "words": one.words,
            "from_day": one.from_day,
            "not_on": [date.day for date in one.not_on.order_by("pk")],
            "remind": one.remind,
            "asked_at": one.asked_at,
            "turn": one.turn.occasion.starts_at if hasattr(one, "turn") else None,
        }
        for one in rows.order_by("pk")
    ]


@exports(
    "cases",
    _("Cases that you brought"),
    gathering=_("Gathering"),
    title=_("Title"),
    words=_("Your words"),
    brought_at=_("Brought"),
    chosen_for=_("Chosen for"),
)
def cases(person: Person) -> list[dict[str, Any]]:
    """Chosen or not."""
    rows = Case.objects.filter(person=person).select_related(
        "clinic__gathering", "choice__occasion"
    )
    return [
        {
            "gathering": one.clinic.gathering.name,
            "title": one.title,
            "words": one.words,
            "brought_at": one.brought_at,
            "chosen_for": one.choice.occasion.starts_at if hasattr(one, "choice") else None,
        }
        for one in rows.order_by("pk")
    ]


@exports(
    "sessions",
    _("Sessions that you put on a board"),
    gathering=_("Gathering"),
    day=_("Day"),
    title=_("Title"),
    words=_("Your words"),
    spot=_("Where"),
    begins=_("From"),
    put_at=_("Put there"),
)
def sessions(person: Person) -> list[dict[str, Any]]:
    """With or without a place."""
    rows = Session.objects.filter(person=person).select_related(
        "board__occasion__gathering", "spot", "stretch"
    )
    return [
        {
            "gathering": one.board.occasion.gathering.name,
            "day": one.board.day,
            "title": one.title,
            "words": one.words,
            "spot": one.spot.name if one.spot else "",
            "begins": one.stretch.begins if one.stretch else None,
            "put_at": one.put_at,
        }
        for one in rows.order_by("pk")
    ]


@exports("joined", _("Sessions that you would join"), gathering=_("Gathering"), since=_("Since"))
def joined(person: Person) -> list[dict[str, Any]]:
    """At which gathering; whose session it is, is theirs to say."""
    rows = Joining.objects.filter(person=person).select_related(
        "session__board__occasion__gathering"
    )
    return [
        {"gathering": one.session.board.occasion.gathering.name, "since": one.since}
        for one in rows.order_by("pk")
    ]
