"""What this app writes to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.bringing import samples
from kinweave.bringing.models import Choice, Request, Turn
from kinweave.bringing.models.within import is_off
from kinweave.gatherings.models import Occasion
from kinweave.notices.letters import About, Reader, letter


@letter(
    "bringing.scheduled",
    kind="bringing",
    what=_("What you asked a slot for has a date, or another hour"),
    sample=samples.TURN,
)
def scheduled(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever asked, as long as it is that date and that hour."""
    return _turn(reader, about)


@letter(
    "bringing.reminder",
    kind="bringing",
    what=_("Your turn is near, if you wished to be reminded"),
    sample=samples.TURN,
)
def reminder(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever asked for it, and still does."""
    found = _turn(reader, about)
    return found if found and found["turn"].request.remind else None


@letter(
    "bringing.back_in_queue",
    kind="bringing",
    what=_("The date of your slot does not take place, or is not yours any more"),
    sample=samples.REQUEST,
)
def back_in_queue(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever asked, unless they have a date again."""
    rows = Request.objects.visible_to(reader.viewer).waiting()
    found = rows.filter(pk=about["request"], person=reader.viewer.person).select_related(
        "slots__gathering__circle"
    )
    one = found.first()
    if one is None:
        return None
    gathering = one.slots.gathering
    return {
        "asked": one, "slots": one.slots, "gathering": gathering, "circle": gathering.circle,
        "goes_on": gathering.cancelled_at is None,
    }  # fmt: skip


@letter(
    "bringing.case_chosen",
    kind="bringing",
    what=_("The case you brought is chosen"),
    sample=samples.CHOICE,
)
def case_chosen(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever brought it, unless they took it away meanwhile or the date is off."""
    rows = Choice.objects.visible_to(reader.viewer).exclude(is_off("occasion__"))
    found = rows.filter(
        pk=about["choice"], person=reader.viewer.person, case__isnull=False,
        occasion__ends_at__gt=timezone.now(),
        occasion__in=Occasion.objects.visible_to(reader.viewer).order_by(),
    )  # fmt: skip
    one = found.select_related("case", "occasion__gathering__circle").first()
    if one is None:
        return None
    return {"choice": one, "case": one.case, **_told(one.occasion)}


def _turn(reader: Reader, about: About) -> dict[str, Any] | None:
    rows = Turn.objects.visible_to(reader.viewer).exclude(is_off("occasion__"))
    found = rows.filter(
        pk=about["turn"], request__person=reader.viewer.person,
        occasion__starts_at=datetime.fromisoformat(about["starts_at"]),
        occasion__ends_at__gt=timezone.now(),
    )  # fmt: skip
    one = found.select_related("request__slots", "occasion__gathering__circle").first()
    if one is None:
        return None
    request = one.request
    return {"turn": one, "asked": request, "slots": request.slots, **_told(one.occasion)}


def _told(occasion: Occasion) -> dict[str, Any]:
    gathering = occasion.gathering
    return {"occasion": occasion, "gathering": gathering, "circle": gathering.circle}
