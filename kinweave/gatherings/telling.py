"""Whom a change of a gathering is told. What the letters say is in :mod:`letters`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from kinweave.circles.models import Membership, Scale
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.posting import keep_calendars_for, kept, name, receiver
from kinweave.gatherings.rhythm import Every
from kinweave.notices.actions import tell, told_already
from kinweave.people.models import Person

IN_TIME = timedelta(days=14)
"""So long before its last date a host is asked whether a series goes on: news of it is kept longer,
so that nobody is asked twice."""


def tell_members(letter: str, gathering: Gathering, *, but: Person, at: datetime) -> None:
    """All members of its circle, in their digest."""
    here = Membership.objects.current().filter(circle=gathering.circle_id).exclude(person=but)
    for membership in here.select_related("person").order_by("pk"):
        tell(
            letter,
            receiver=membership.person,
            about={"gathering": gathering.pk},
            key=f"{letter}:{gathering.pk}:{membership.person_id}",
            at=at,
            circle=gathering.circle,
            in_digest=True,
        )


def tell_those_who_come(
    letter: str, gathering: Gathering, dates: Iterable[Occasion], *, but: Person, at: datetime
) -> None:
    """Everybody who said yes or maybe, or waits, at once: one letter each, of the first of the
    dates that they come to. For whom a calendar is kept by mail, they hear of it in that letter."""
    dates = list(dates)
    rows = Answer.objects.filter(~kept(dates), occasion__in=dates).exclude(says=Answer.Says.NO)
    rows = rows.exclude(person=but).select_related("person", "guest", "occasion")
    told: set[str] = set()
    for one in rows.order_by("occasion__starts_at", "pk"):
        who, on = name(one), one.occasion
        if who in told:
            continue
        told.add(who)
        about = {"occasion": on.pk, "starts_at": on.starts_at.isoformat()}
        tell(
            letter,
            **receiver(one, gathering, about),
            key=f"{letter}:{on.pk}:{on.sequence}:{who}",
            at=at,
            circle=gathering.circle,
        )
    keep_calendars_for(gathering, at=at)


def tell_of_a_seat(answer: Answer, gathering: Gathering, *, at: datetime) -> None:
    """Whoever is next in the waiting list: there is a seat, and until when it is kept."""
    tell(
        "gatherings.seat_free",
        **receiver(answer, gathering, {"answer": answer.pk}),
        key=f"gatherings.seat_free:{answer.pk}:{at.isoformat()}",
        at=at,
        circle=gathering.circle,
    )


def ask_who_goes_on(now: datetime) -> int:
    """Whoever hosts a series of which one date is left: it ends with that, or they say that it goes
    on. Once for as many dates as were said, in their digest; a crew looks back at its end and is
    asked there. How many."""
    others = Occasion.objects.taking_place().not_over(now).exclude(pk=OuterRef("pk"))
    last = Occasion.objects.taking_place(
        ~Exists(others.filter(gathering=OuterRef("gathering")).order_by()),
        ~Q(gathering__every__in=[Every.ONCE.value, Every.DATES.value]),
        ~Q(gathering__circle__scale=Scale.CREW),
        gathering__host__isnull=False, gathering__circle__ended_at=None,
        starts_at__lte=now + IN_TIME,
    ).not_over(now)  # fmt: skip
    rows = last.select_related("gathering__host", "gathering__circle").order_by("pk")
    due = {f"gatherings.ends:{one.gathering_id}:{one.gathering.times}": one for one in rows}
    for key in told_already(due):
        del due[key]
    for key, one in due.items():
        of = one.gathering
        tell(
            "gatherings.ends", receiver=of.host, about={"occasion": one.pk}, key=key, at=now,
            circle=of.circle, in_digest=True,
        )  # fmt: skip
    return len(due)
