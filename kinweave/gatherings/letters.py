"""What gatherings write to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.gatherings import samples
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.notices.letters import About, Reader, letter


@letter(
    "gatherings.announced",
    kind="gatherings",
    what=_("Somebody announces a gathering"),
    sample=samples.GATHERING,
)
def announced(reader: Reader, about: About) -> dict[str, Any] | None:
    """To every member, in their digest, once for a whole series, as long as there is a date to come
    and they have not answered yet."""
    rows = Gathering.objects.visible_to(reader.viewer).filter(cancelled_at=None)
    found = rows.select_related("circle", "host").filter(pk=about["gathering"]).first()
    if found is None:
        return None
    dates = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    first = dates.filter(gathering=found).first()
    if first is None or _answer(reader, first):
        return None
    return {"gathering": found, "circle": found.circle, "occasion": first}


@letter(
    "gatherings.moved",
    kind="gatherings",
    what=_("What you come to has another day or hour"),
    sample=samples.GATHERING,
)
def moved(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who come or may."""
    return _date(reader, about, skipped_at=None, gathering__cancelled_at=None)


@letter(
    "gatherings.skipped",
    kind="gatherings",
    what=_("What you come to is left out once"),
    sample=samples.GATHERING,
)
def skipped(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who would have come."""
    return _date(reader, about, skipped_at__isnull=False, gathering__cancelled_at=None)


@letter(
    "gatherings.put_back",
    kind="gatherings",
    what=_("What was left out takes place after all"),
    sample=samples.GATHERING,
)
def put_back(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who would have come."""
    return _date(reader, about, skipped_at=None, gathering__cancelled_at=None)


@letter(
    "gatherings.called_off",
    kind="gatherings",
    what=_("What you come to is called off"),
    sample=samples.GATHERING,
)
def called_off(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who would have come."""
    return _date(reader, about, gathering__cancelled_at__isnull=False)


@letter(
    "gatherings.seat_free",
    kind="gatherings",
    what=_("There is a seat for you after all"),
    sample=samples.SEAT,
)
def seat_free(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever is next in the waiting list, as long as it is kept for them."""
    rows = Answer.objects.visible_to(reader.viewer).filter(
        pk=about["answer"], says=Answer.Says.OFFERED, offered_until__gt=timezone.now(),
        person=reader.viewer.person,
        occasion__in=Occasion.objects.visible_to(reader.viewer).taking_place().order_by(),
    )  # fmt: skip
    found = rows.select_related("occasion__gathering__circle").first()
    if found is None:
        return None
    return {"answer": found, **_told(found.occasion)}


def _date(reader: Reader, about: About, **still: Any) -> dict[str, Any] | None:
    """To whoever has not said no meanwhile; not of a date that has moved again, or is not any more
    what the letter says: that has a letter of its own."""
    rows = Occasion.objects.visible_to(reader.viewer).not_over(timezone.now()).filter(**still)
    found = rows.filter(pk=about["occasion"], starts_at=datetime.fromisoformat(about["starts_at"]))
    one = found.select_related("gathering__circle", "gathering__host").first()
    if one is None or _answer(reader, one) in (None, Answer.Says.NO):
        return None
    return _told(one)


def _answer(reader: Reader, date: Occasion) -> str | None:
    mine = Answer.objects.visible_to(reader.viewer).filter(person=reader.viewer.person)
    return mine.filter(occasion=date).values_list("says", flat=True).first()


def _told(occasion: Occasion) -> dict[str, Any]:
    gathering = occasion.gathering
    return {"occasion": occasion, "gathering": gathering, "circle": gathering.circle}
