"""Guests: coming to what is open to everybody, without an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from kinweave.access import Viewer
from kinweave.gatherings.actions.answering import offer_free_seats
from kinweave.gatherings.models import Answer, Gathering, Guest, Occasion
from kinweave.gatherings.refusals import ForThoseWhoGive, Over
from kinweave.notices.actions import tell

TO_CONFIRM = timedelta(days=3)
KEPT = timedelta(days=30)
"""How long after the last date it is known who came as a guest."""


@transaction.atomic
def come_as_guest(
    gathering: Gathering, *, name: str, address: str, language: str, at: datetime
) -> None:
    """Send somebody a link with which to say whether they come. Until they use it they are nobody
    here, and a second letter leads to the same place: so nobody answers in another's name."""
    if gathering.least is not None:
        raise ForThoseWhoGive
    open_to_all = Gathering.objects.visible_to(Viewer.public()).filter(cancelled_at=None)
    dates = Occasion.objects.taking_place().not_over(at).filter(gathering=gathering)
    if not open_to_all.filter(pk=gathering.pk).exists() or not dates.exists():
        raise Over
    guest, new = Guest.objects.get_or_create(
        gathering=gathering, address=address.lower(),
        defaults={"name": name, "language": language, "asked_at": at},
    )  # fmt: skip
    if not new:
        unknown = Guest.objects.filter(pk=guest.pk, confirmed_at=None)
        unknown.update(name=name, language=language, asked_at=at)
    tell(
        "gatherings.guest",
        address=guest.address,
        about={"guest": guest.pk, "language": language, "zone": gathering.zone},
        key=f"gatherings.guest:{guest.pk}:{at.isoformat()}",
        at=at,
    )


@transaction.atomic
def forget_guest(guest: Guest, *, at: datetime) -> None:
    """Name, address and answers go, as the guest wishes; their seats are offered to others."""
    answers = Answer.objects.filter(guest=guest)
    dates = Occasion.objects.filter(pk__in=answers.values("occasion")).order_by("pk")
    here = list(dates.select_for_update())
    # Whoever replies as this guest just now is waited for, and goes with them.
    for one in Guest.objects.select_for_update().filter(pk=guest.pk):
        one.delete()
    for on in here:
        offer_free_seats(on, at=at)


def forget_guests(now: datetime) -> int:
    """Those who never used their link, and those of what has been a while ago; how many."""
    rows = Guest.objects.filter(confirmed_at=None, asked_at__lte=now - TO_CONFIRM)
    recent = Occasion.objects.filter(gathering=OuterRef("gathering"), ends_at__gt=now - KEPT)
    past = Guest.objects.filter(~Exists(recent.order_by()))
    return rows.delete()[0] + past.delete()[0]
