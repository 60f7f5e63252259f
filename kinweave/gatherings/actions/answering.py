"""Saying whether one comes: yes, maybe, no; and the waiting list, in order."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.refusals import Over
from kinweave.gatherings.telling import tell_of_a_seat
from kinweave.people.models import Person

Says = Answer.Says
TIME_TO_ANSWER = timedelta(hours=24)
"""How long a seat that became free is kept for whoever is next."""


@transaction.atomic
def answer(
    person: Person, occasion: Occasion, *, says: str, every: bool = False, at: datetime
) -> list[Answer]:
    """Say yes, maybe or no to a date or, with ``every``, to it and all that follow.

    Where all seats are taken, a yes is a place in the waiting list. Saying the same again changes
    nothing. Nobody is told: a host looks when they want to.
    """
    gathering = Gathering.objects.select_related("circle").get(pk=occasion.gathering_id)
    viewer = Viewer.of(person.pk)
    if gathering.cancelled_at is not None and _sees(viewer, gathering):
        raise Over
    allowed(viewer, "come", gathering)
    dates = Occasion.objects.taking_place().not_over(at).filter(gathering=gathering)
    meant = dates.filter(number__gte=occasion.number) if every else dates.filter(pk=occasion.pk)
    # Locked in one order, so that two people never wait for each other. Without the join that the
    # condition needs: beside one, PostgreSQL would lock the gathering too.
    numbers = sorted(meant.values_list("pk", flat=True))
    if not numbers:
        raise Over
    locked = Occasion.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    return [_answer(person, one, says, gathering, at) for one in locked]


def _answer(person: Person, on: Occasion, says: str, gathering: Gathering, at: datetime) -> Answer:
    before = Answer.objects.filter(occasion=on, person=person).first()
    if before and (before.says == says or (says, before.says) == (Says.YES, Says.WAITING)):
        return before
    if says == Says.YES and not (before and before.says == Says.OFFERED):
        says = _yes_or_waiting(on, gathering)
    said, _new = Answer.objects.update_or_create(
        occasion=on, person=person, defaults={"says": says, "since": at, "offered_until": None}
    )
    if before and before.says in (Says.YES, Says.OFFERED) and says != Says.YES:
        _offer(on, gathering, at)
    return said


def _sees(viewer: Viewer, gathering: Gathering) -> bool:
    return Gathering.objects.visible_to(viewer).filter(pk=gathering.pk).exists()


def give_back_seats(gathering: Gathering, *, at: datetime) -> None:
    """Answers of those who do not see the gathering any more, to dates to come, go; their seats
    are offered."""
    dates = Occasion.objects.filter(gathering=gathering, ends_at__gt=at)
    for on in dates.select_for_update().order_by("pk"):
        for one in Answer.objects.filter(occasion=on):
            if not _sees(Viewer.of(one.person_id), gathering):
                one.delete()
        _offer(on, gathering, at)


def _yes_or_waiting(on: Occasion, gathering: Gathering) -> str:
    """Nobody overtakes those who wait: while somebody does, a free seat is theirs."""
    if gathering.seats is None:
        return Says.YES
    here = Answer.objects.filter(occasion=on)
    full = here.seated().count() >= gathering.seats or here.waiting().exists()
    return Says.WAITING if full else Says.YES


@transaction.atomic
def offer_free_seats(occasion: Occasion, *, at: datetime) -> None:
    """Ask those who have waited longest whether they take the seats that are free."""
    on = Occasion.objects.select_for_update().get(pk=occasion.pk)
    _offer(on, Gathering.objects.get(pk=on.gathering_id), at)


def _offer(on: Occasion, gathering: Gathering, at: datetime) -> None:
    if on.starts_at <= at or on.skipped_at or gathering.cancelled_at:
        return
    here = Answer.objects.filter(occasion=on)
    waiting = here.waiting()
    if gathering.seats is not None:
        waiting = waiting[: max(0, gathering.seats - here.seated().count())]
    for one in waiting:
        one.says = Says.OFFERED
        one.offered_until = min(at + TIME_TO_ANSWER, on.starts_at)
        one.save(update_fields=["says", "offered_until"])
        tell_of_a_seat(one, gathering, at=at)


def take_back_offers(now: datetime) -> int:
    """Seats that were kept long enough go to whoever is next; who did not answer waits no more,
    and is not asked again. How many dates that were."""
    due = Answer.objects.filter(says=Says.OFFERED, offered_until__lte=now)
    numbers = sorted(set(due.values_list("occasion", flat=True)))
    for number in numbers:
        with transaction.atomic():
            on = Occasion.objects.select_for_update().get(pk=number)
            due.filter(occasion=on).delete()
            _offer(on, Gathering.objects.get(pk=on.gathering_id), now)
    return len(numbers)
