"""Saying whether one comes: yes, maybe, no; and the waiting list, in order."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Exists, F, Q, QuerySet, Subquery, Sum

from kinweave.access import Kept, Viewer, allowed, blank
from kinweave.circles.models import Membership
from kinweave.gatherings.models import Answer, Gathering, Guest, Occasion
from kinweave.gatherings.policies import gives_enough
from kinweave.gatherings.posting import keep_calendar_of
from kinweave.gatherings.refusals import ForThoseWhoGive, Full, Over
from kinweave.gatherings.seats import seat_is_gone, seen_by_fewer
from kinweave.gatherings.telling import tell_of_a_seat
from kinweave.people.models import Person

Says = Answer.Says
TIME_TO_ANSWER = timedelta(hours=24)
"""How long a seat that became free is kept for whoever is next."""
HOLDS = (Says.YES, Says.OFFERED)


@transaction.atomic
def answer(
    person: Person,
    occasion: Occasion,
    *,
    says: str,
    every: bool = False,
    brings: int | None = None,
    at: datetime,
) -> list[Answer]:
    """Say yes, maybe or no to a date or, with ``every``, to it and all that follow.

    ``brings``: how many others come along, as far as the host lets; ``None``: as before. Where
    there are not enough seats, a yes is a place in the waiting list. Saying the same again changes
    nothing. Nobody is told: a host looks when they want to. Where it is for those who give so much,
    others say no to it, and what they said before stands until they say otherwise.
    """
    gathering = Gathering.objects.select_related("circle").get(pk=occasion.gathering_id)
    _hold_membership(person, gathering)
    viewer = Viewer.of(person.pk)
    if gathering.cancelled_at is not None and _sees(viewer, gathering):
        raise Over
    allowed(viewer, "answer", gathering)
    free = says == Says.NO or gives_enough(viewer, gathering)
    said = _say({"person": person}, gathering, occasion, says, every, brings, free, at)
    keep_calendar_of(said, at=at)
    return said


@transaction.atomic
def answer_as_guest(
    guest: Guest,
    occasion: Occasion,
    *,
    says: str,
    every: bool = False,
    brings: int | None = None,
    at: datetime,
) -> list[Answer]:
    """The same of somebody without an account, for what is open to everybody. With their first
    answer they are known to read the address that they gave."""
    gathering = Gathering.objects.select_related("circle").get(pk=guest.gathering_id)
    if gathering.cancelled_at is not None or not _sees(Viewer.public(), gathering):
        raise Over
    free = says == Says.NO or gathering.least is None
    said = _say({"guest": guest}, gathering, occasion, says, every, brings, free, at)
    Guest.objects.filter(pk=guest.pk, confirmed_at=None).update(confirmed_at=at)
    keep_calendar_of(said, at=at)
    return said


def _hold_membership(person: Person, gathering: Gathering) -> None:
    """Whoever leaves at this moment has left before they answer, or answers before they leave: else
    an answer would stay where its person is not any more."""
    circle = gathering.circle
    _held.ask(person=person.pk, circle=circle.pk, parent=circle.parent_id)


def _memberships() -> QuerySet[Any, Any]:
    number = BigIntegerField()
    in_either = Q(circle=blank("circle", number)) | Q(circle=blank("parent", number))
    here = Membership.objects.current().filter(in_either, person=blank("person", number))
    return here.select_for_update().order_by("pk").values_list("pk")


_held = Kept(_memberships)


def _say(
    who: dict[str, Any],
    gathering: Gathering,
    occasion: Occasion,
    says: str,
    every: bool,
    brings: int | None,
    free: bool,
    at: datetime,
) -> list[Answer]:
    """``free``: whether they may say so to any date, or only to those to which they have."""
    meant = {"number__gte": occasion.number} if every else {"pk": occasion.pk}
    dates = Occasion.objects.filter(gathering=gathering, skipped_at=None, ends_at__gt=at, **meant)
    # Locked in one order, so that two people never wait for each other; and asked without a join,
    # beside which PostgreSQL would lock the gathering too. That it takes place was asked before.
    locked = list(dates.select_for_update().order_by("pk"))
    if not locked:
        raise Over
    if not free:
        _said_before(who, locked, says)
    return [_answer(who, one, says, brings, gathering, at) for one in locked]


def _said_before(who: dict[str, Any], dates: list[Occasion], says: str) -> None:
    """Nothing, where they said as much to each of the dates already. A place in the waiting list is
    a yes; and so it is where a seat became free for it."""
    enough = [Says.YES, Says.OFFERED, Says.WAITING, *([Says.MAYBE] if says == Says.MAYBE else [])]
    held = Answer.objects.filter(**who, occasion__in=dates, says__in=enough)
    if held.count() < len(dates):
        raise ForThoseWhoGive


def _answer(
    who: dict[str, Any],
    on: Occasion,
    says: str,
    along: int | None,
    gathering: Gathering,
    at: datetime,
) -> Answer:
    here = Answer.objects.filter(occasion=on)
    before = here.filter(**who).first()
    if along is None:
        along = before.brings if before else 0
    brings = min(along, gathering.brings) if says == Says.YES else 0
    waits = before is not None and before.says == Says.WAITING
    if before and before.brings == brings and (before.says == says or (waits and says == Says.YES)):
        return before
    if says == Says.YES:
        says = _yes_or_waiting(before, on, 1 + brings, gathering)
    said_before = before.says if before else ""
    said = before or Answer(occasion=on, **who)  # once: whoever answers has locked the date
    if says != said_before:
        said.since = at
    said.says, said.brings, said.offered_until = says, brings, None
    said.save()
    if said_before in HOLDS and says != Says.YES and said.person_id:
        seat_is_gone(said.person_id, on, at)
    if said_before in (*HOLDS, Says.WAITING):
        _offer(on, gathering, at)
    return said


def _yes_or_waiting(before: Answer | None, on: Occasion, places: int, gathering: Gathering) -> str:
    """Nobody overtakes those who wait: while somebody does, a free seat is theirs."""
    if gathering.seats is None:
        return Says.YES
    held = before.places if before and before.says in HOLDS else 0
    taken, waiting = _seats.ask(date=on.pk)[0]
    fits = places <= held or (taken or 0) - held + places <= gathering.seats
    if held:
        if not fits:
            raise Full
        return Says.YES
    return Says.YES if fits and not waiting else Says.WAITING


def _seats_and_waiting() -> QuerySet[Any, Any]:
    here = Answer.objects.filter(occasion=blank("date", BigIntegerField()))
    taken = here.seated().order_by().values("occasion").annotate(n=Sum(1 + F("brings"))).values("n")
    rows = Occasion.objects.filter(pk=blank("date", BigIntegerField())).order_by()
    found = rows.annotate(taken=Subquery(taken), waiting=Exists(here.waiting().order_by()))
    return found.values_list("taken", "waiting")


_seats = Kept(_seats_and_waiting)


def _sees(viewer: Viewer, gathering: Gathering) -> bool:
    return Gathering.objects.visible_to(viewer).filter(pk=gathering.pk).exists()


def give_back_seats(gathering: Gathering, *, at: datetime) -> None:
    """Answers of those who do not see the gathering any more, to dates to come, go, and whatever
    else they have there; their seats are offered."""
    dates = Occasion.objects.filter(gathering=gathering, ends_at__gt=at)

    @cache
    def sees(person: int | None) -> bool:
        return _sees(Viewer.of(person) if person else Viewer.public(), gathering)

    for on in dates.select_for_update().order_by("pk"):
        for one in Answer.objects.filter(occasion=on):
            if not sees(one.person_id):
                one.delete()
                if one.person_id:
                    seat_is_gone(one.person_id, on, at)
        _offer(on, gathering, at)
    seen_by_fewer(gathering, lambda people: {one for one in people if not sees(one)}, at)


@transaction.atomic
def offer_free_seats(occasion: Occasion, *, at: datetime) -> None:
    """Ask those who have waited longest whether they take the seats that are free."""
    on = Occasion.objects.select_for_update().get(pk=occasion.pk)
    _offer(on, Gathering.objects.get(pk=on.gathering_id), at)


def _offer(on: Occasion, gathering: Gathering, at: datetime) -> None:
    """In order: whoever needs two seats is not passed over for the sake of one."""
    if on.starts_at <= at or on.skipped_at or gathering.cancelled_at:
        return
    here = Answer.objects.filter(occasion=on)
    waiting = list(here.waiting())
    if not waiting:
        return
    free = None if gathering.seats is None else gathering.seats - here.seats()
    for one in waiting:
        if free is not None:
            free -= one.places
            if free < 0:
                return
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
