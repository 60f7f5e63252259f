"""What of this stands on a gathering's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, can
from kinweave.gatherings.beside import Beside, beside
from kinweave.gatherings.for_guests import for_guests
from kinweave.gatherings.models import Gathering, Guest
from kinweave.preparing.asked import asked, asked_as_guest
from kinweave.preparing.board import board
from kinweave.preparing.models import Question, Role

DATES_SHOWN = 3


def _questions_there() -> QuerySet[Question]:
    return Question.objects.filter(gathering=OuterRef("pk")).order_by()


def _questions(viewer: Viewer, gathering: Gathering, now: datetime) -> dict[str, Any] | None:
    """For those who come; and for whoever may change what is asked."""
    if gathering.cancelled_at is not None:
        return None
    found = asked(viewer, gathering, now)
    comes = any(one.comes for one in found)
    if not comes and not can(viewer, "host", gathering):
        return None
    return {
        "asked": found,
        "comes": comes,
        "open": any(one.said is None for one in found),
    }


@for_guests("preparing/parts/guest.html")
def _guests_questions(guest: Guest, now: datetime) -> dict[str, Any] | None:
    """For a guest who comes."""
    if guest.gathering.cancelled_at is not None:
        return None
    found = asked_as_guest(guest, now)
    if not any(one.comes for one in found):
        return None
    return {"asked": found, "open": any(one.said is None for one in found)}


def _roles_there() -> QuerySet[Role]:
    return Role.objects.filter(gathering=OuterRef("pk")).order_by()


def _roles(viewer: Viewer, gathering: Gathering, now: datetime) -> dict[str, Any] | None:
    """The next dates, and who does what there; of a draft, that it is going to stand here."""
    if gathering.published_at is None:
        return {"days": []}
    days = board(viewer, gathering, now, DATES_SHOWN)
    return {"days": days} if days else None


beside(
    Beside(
        "questions",
        _questions_there,
        _questions,
        "preparing/parts/questions.html",
        begin=_("Ask those who come something"),
        address="gathering-asking",
    )
)
beside(
    Beside(
        "roles",
        _roles_there,
        _roles,
        "preparing/parts/roles.html",
        begin=_("Say what hands are wanted"),
        address="gathering-hands",
    )
)
