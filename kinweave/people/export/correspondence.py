"""What the apps below hold of somebody: letters and how they want them, and the journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Notice, Rhythm, Stopped
from kinweave.people.export.parts import exports
from kinweave.people.models import Person


@exports(
    "letters",
    _("Letters"),
    digest=_("Digest"),
    when=_("When"),
    days=_("Days (0 is Monday)"),
    hour=_("Hour"),
    stopped=_("Letters you stopped"),
    kind=_("Kind"),
    circle=_("Circle"),
    since=_("Since"),
    sent=_("Letters to you"),
    letter=_("Letter"),
    asked_at=_("Asked for"),
    finished_at=_("Sent"),
    state=_("State"),
    waiting=_("What goes into digests"),
    at=_("When it happened"),
)
def letters(person: Person) -> dict[str, Any]:
    """Which letters, and when. Their words are not kept, so they cannot be given."""
    stopped = Stopped.objects.filter(person=person).order_by("pk")
    sent = Delivery.objects.filter(receiver=person).order_by("pk")
    waiting = Notice.objects.filter(receiver=person).order_by("pk")
    return {
        "digest": Rhythm.objects.filter(person=person).values("when", "days", "hour").first(),
        "stopped": [
            {"kind": one.kind, "circle": one.circle and one.circle.name, "since": one.since}
            for one in stopped.select_related("circle")
        ],
        "sent": list(sent.values("letter", "asked_at", "finished_at", "state")),
        "waiting": list(waiting.values("letter", "at")),
    }


@exports(
    "journal",
    _("What you did"),
    at=_("When"),
    deed=_("Deed"),
    circle=_("Circle"),
)
def journal(person: Person) -> list[dict[str, Any]]:
    """The lines of the journal that name them as who did it."""
    lines = Entry.objects.filter(actor=person).select_related("circle").order_by("at", "pk")
    return [
        {"at": line.at, "deed": line.verb, "circle": line.circle and line.circle.name}
        for line in lines
    ]
