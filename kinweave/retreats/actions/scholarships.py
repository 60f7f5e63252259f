"""Asking to pay less, and the treasurer's answer. Nobody else learns that anybody asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.people.models import Person
from kinweave.retreats.models import Booking, Due, Retreat, Scholarship
from kinweave.retreats.refusals import Answered, Gone, NobodyKeepsMoney
from kinweave.retreats.telling import tell_about


@transaction.atomic
def ask(person: Person, retreat: Retreat, *, can_pay: int, words: str, at: datetime) -> Scholarship:
    """Ask the treasurer of now, and nobody else. Asking again says it otherwise, and asks whoever
    is treasurer then."""
    booking = _mine(person, retreat)
    retreat = Retreat.objects.get(pk=retreat.pk)
    hidden = Viewer.of(person.pk).hidden
    if retreat.treasurer is None or retreat.treasurer_id in hidden:
        raise NobodyKeepsMoney
    request, _new = Scholarship.objects.update_or_create(
        booking=booking,
        defaults={
            "to": retreat.treasurer, "can_pay": can_pay, "words": words, "asked_at": at,
            "answered_at": None, "granted": None,
        },
    )  # fmt: skip
    tell_about(
        "retreats.scholarship_asked", booking, retreat.treasurer, key=at.isoformat(), at=at,
        request=request.pk,
    )  # fmt: skip
    return request


@transaction.atomic
def stop_asking(person: Person, retreat: Retreat) -> None:
    """It is not needed any more, or was a mistake: the words are gone. What was agreed stays."""
    Scholarship.objects.filter(booking=_mine(person, retreat)).delete()


@transaction.atomic
def answer(actor: Person, request: Scholarship, *, granted: int | None, at: datetime) -> None:
    """Yes with an amount, which is what they owe from now on, whatever bed they have; or no.
    Whoever asked is told. Once: who asks again is answered again."""
    rows = Scholarship.objects.select_for_update(of=("self",)).filter(pk=request.pk)
    found = rows.select_related("booking__person", "booking__retreat__gathering").first()
    if found is None:
        raise Gone
    allowed(Viewer.of(actor.pk), "answer", found)
    if found.answered_at is not None:
        raise Answered
    found.answered_at, found.granted = at, granted
    found.save(update_fields=["answered_at", "granted"])
    booking = found.booking
    if granted is not None:
        Due.objects.filter(booking=booking).update(
            price=None, name="", amount=granted, agreed_at=at
        )
    if booking.person is not None:
        tell_about(
            "retreats.scholarship_answered", booking, booking.person, key=at.isoformat(), at=at,
            request=found.pk,
        )  # fmt: skip


def _mine(person: Person, retreat: Retreat) -> Booking:
    """Their own place, locked, so that it does not go meanwhile."""
    rows = Booking.objects.standing().select_for_update()
    booking = rows.filter(retreat=retreat, person=person).first()
    if booking is None:
        raise Gone
    return booking
