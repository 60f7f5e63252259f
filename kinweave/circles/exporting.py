"""What circles hold of somebody, for their export. Of a circle, its name; of others, nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.circles.models import (
    Acceptance,
    Application,
    CrewWish,
    Handover,
    Invitation,
    Membership,
    Message,
    Responsibility,
)
from kinweave.people.export.parts import exports
from kinweave.people.models import Person


@exports(
    "memberships",
    _("Your circles"),
    circle=_("Circle"),
    scale=_("Kind"),
    standing=_("Standing"),
    since=_("Since"),
    until=_("Until"),
    came=_("How you came"),
    expectations_accepted=_("Expectations you said yes to"),
)
def memberships(person: Person) -> list[dict[str, Any]]:
    """Those of now and those that ended."""
    accepted = Acceptance.objects.filter(person=person).order_by("at")
    days: dict[int, list[Any]] = {}
    for one in accepted.select_related("expectations"):
        days.setdefault(one.expectations.circle_id, []).append(one.at)
    rows = Membership.objects.filter(person=person).select_related("circle").order_by("pk")
    return [
        {
            "circle": one.circle.name,
            "scale": one.circle.scale,
            "standing": one.standing,
            "since": one.since,
            "until": one.until,
            "came": one.came,
            "expectations_accepted": days.get(one.circle_id, []),
        }
        for one in rows
    ]


@exports(
    "applications",
    _("Where you asked to join"),
    circle=_("Circle"),
    sent_at=_("Sent"),
    state=_("State"),
    decided_at=_("Answered"),
    answers=_("Your answers"),
    asked=_("Question"),
    text=_("Text"),
)
def applications(person: Person) -> list[dict[str, Any]]:
    """The questions as they were put, and one's own answers."""
    rows = Application.objects.filter(person=person).select_related("circle").order_by("pk")
    return [
        {
            "circle": one.circle.name,
            "sent_at": one.sent_at,
            "state": one.state,
            "decided_at": one.decided_at,
            "answers": list(one.answers.values("asked", "text")),
        }
        for one in rows
    ]


@exports("messages", _("What you wrote"), circle=_("Circle"), at=_("When"), text=_("Text"))
def messages(person: Person) -> list[dict[str, Any]]:
    """One's own lines in conversations about joining, on either side; not what was answered."""
    rows = Message.objects.filter(author=person).order_by("pk")
    rows = rows.select_related("application__circle")
    return [{"circle": m.application.circle.name, "at": m.at, "text": m.text} for m in rows]


@exports(
    "invitations",
    _("Invitations you made"),
    circle=_("Circle"),
    made_at=_("Made"),
    standing=_("Standing"),
    words=_("Your words"),
    uses=_("For how many"),
    used=_("How many came"),
    expires_at=_("Ends"),
    revoked_at=_("Taken back"),
)
def invitations(person: Person) -> list[dict[str, Any]]:
    """Not to whom: their address is theirs. Not the link either: it would let somebody in."""
    rows = Invitation.objects.filter(made_by=person).select_related("circle").order_by("pk")
    fields = ("made_at", "standing", "words", "uses", "used", "expires_at", "revoked_at")
    return [
        {"circle": one.circle.name, **{name: getattr(one, name) for name in fields}} for one in rows
    ]


@exports(
    "responsibilities",
    _("Responsibilities"),
    held=_("You hold"),
    handed_over=_("Offers to hand over"),
    circle=_("Circle"),
    name=_("Name"),
    since=_("Since"),
    until=_("Until"),
    understudy=_("As understudy"),
    given=_("From you"),
    notes=_("Your notes"),
    state=_("State"),
    offered_at=_("Offered"),
)
def responsibilities(person: Person) -> dict[str, Any]:
    """What they hold or would take over, and what was handed from or to them, without the other's
    notes."""
    held = Responsibility.objects.filter(Q(holder=person) | Q(understudy=person))
    offers = Handover.objects.filter(Q(giver=person) | Q(taker=person)).order_by("pk")
    return {
        "held": [
            {
                "circle": one.circle.name,
                "name": one.name,
                "since": one.since,
                "until": one.until,
                "understudy": one.understudy_id == person.pk,
            }
            for one in held.select_related("circle").order_by("pk")
        ],
        "handed_over": [
            {
                "circle": one.responsibility.circle.name,
                "name": one.responsibility.name,
                "given": one.giver_id == person.pk,
                "notes": one.notes if one.giver_id == person.pk else "",
                "state": one.state,
                "offered_at": one.offered_at,
            }
            for one in offers.select_related("responsibility__circle")
        ],
    }


@exports(
    "crew_wishes",
    _("Wishes for a crew"),
    circle=_("Circle"),
    words=_("Your words"),
    since=_("Since"),
    until=_("Until"),
    ended_at=_("Ended"),
)
def crew_wishes(person: Person) -> list[dict[str, Any]]:
    """Those that stand and those that ended."""
    rows = CrewWish.objects.filter(person=person).select_related("circle").order_by("pk")
    fields = ("words", "since", "until", "ended_at")
    return [
        {"circle": one.circle.name, **{name: getattr(one, name) for name in fields}} for one in rows
    ]
