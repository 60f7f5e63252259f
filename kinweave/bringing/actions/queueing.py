"""Asking for a slot, saying it otherwise, and thinking again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.bringing.actions.asking import locked_dates, still_on
from kinweave.bringing.models import Request, Slots
from kinweave.bringing.refusals import AlreadyAsked, Closed, Gone
from kinweave.gatherings.models import Occasion
from kinweave.people.models import Person


@transaction.atomic
def ask(
    person: Person,
    slots: Slots,
    *,
    title: str,
    words: str = "",
    from_day: date | None = None,
    not_on: Iterable[Occasion] = (),
    remind: int = 0,
    at: datetime,
) -> Request:
    """Stand in the queue, at its end. One place for each person, until they have presented."""
    viewer = Viewer.of(person.pk)
    still_on(viewer, slots.gathering)
    allowed(viewer, "ask for", slots)
    dates = _of_the_gathering(slots, not_on)
    held = Slots.objects.select_for_update().get(pk=slots.pk)
    if held.closed_at is not None:
        raise Closed
    if Request.objects.not_presented(at).filter(slots=held, person=person).exists():
        raise AlreadyAsked
    made = Request.objects.create(
        slots=held, person=person, title=title, words=words, from_day=from_day, remind=remind,
        asked_at=at,
    )  # fmt: skip
    made.not_on.set(dates)
    return made


@transaction.atomic
def change_request(
    person: Person,
    request: Request,
    *,
    title: str,
    words: str = "",
    from_day: date | None = None,
    not_on: Iterable[Occasion] = (),
    remind: int = 0,
) -> Request:
    """Say it otherwise, and keep one's place. A turn that is given already stays, too: who cannot
    take it withdraws, or asks whoever hosts to move it."""
    allowed(Viewer.of(person.pk), "change", request)
    dates = _of_the_gathering(request.slots, not_on)
    held = Request.objects.select_for_update().filter(pk=request.pk).first()
    if held is None:
        raise Gone
    held.title, held.words, held.from_day, held.remind = title, words, from_day, remind
    held.save(update_fields=["title", "words", "from_day", "remind"])
    held.not_on.set(dates)
    return held


@transaction.atomic
def withdraw(person: Person, request: Request) -> None:
    """Out of the queue, or off a date: without a reason, and nobody is told who it was."""
    allowed(Viewer.of(person.pk), "change", request)
    Slots.objects.select_for_update().get(pk=request.slots_id)
    Request.objects.filter(pk=request.pk, person=person).delete()


def _of_the_gathering(slots: Slots, dates: Iterable[Occasion]) -> list[Occasion]:
    """Held, so that whoever leaves the circle at the same time and this take them in one order."""
    found = locked_dates(one.pk for one in dates)
    return [one for one in found if one.gathering_id == slots.gathering_id]
