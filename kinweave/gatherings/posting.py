"""Dates that go into somebody's calendar by mail, and are kept right there; and reminders.

Who wants it has each date that they come to sent as an invitation (RFC 5546) once it is near, again
when it is another, and taken out when it is off. A row says what was sent last (:class:`Posted`),
so whoever is killed in between sends it at the next round, and nobody gets it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kinweave.gatherings.models import Answer, DatesByMail, Gathering, Occasion, Posted
from kinweave.gatherings.models.answers import AnswerQuerySet
from kinweave.gatherings.models.posted import REMIND
from kinweave.notices.actions import tell, told_already
from kinweave.people.models import Person

Says = Answer.Says
NEAR = timedelta(days=30)
"""How long before a date it goes out: a series does not fill a mailbox on the day of a yes."""
_OWNER = Q(person=OuterRef("person")) | Q(guest=OuterRef("guest"))
_TAKES_PLACE = Q(
    occasion__skipped_at=None,
    occasion__gathering__cancelled_at=None,
    occasion__gathering__published_at__isnull=False,
    occasion__gathering__circle__ended_at=None,
)
_BY_MAIL = Q(person__dates_by_mail__invitations=True) | Q(guest__isnull=False)


@transaction.atomic
def set_dates_by_mail(
    person: Person, *, invitations: bool, remind_before: int | None, at: datetime
) -> None:
    """How a person wants the dates that they come to. What their calendar took in before stays
    there, and is theirs, once they want no more."""
    DatesByMail.objects.update_or_create(
        person=person,
        defaults={"invitations": invitations, "remind_before": remind_before, "since": at},
    )
    if invitations:
        _keep(Q(person=person), at)
    else:
        Posted.objects.filter(person=person).delete()


def keep_calendar_of(said: Sequence[Answer], *, at: datetime) -> None:
    """At once, when somebody answered: their own calendar, if they have it kept by mail."""
    one = said[0]
    if one.person_id is None:
        _keep(Q(guest=one.guest_id, occasion__in=[each.occasion_id for each in said]), at)
    elif DatesByMail.objects.filter(person=one.person_id, invitations=True).exists():
        _keep(Q(person=one.person_id, occasion__in=[each.occasion_id for each in said]), at)


def keep_calendars_for(gathering: Gathering, *, at: datetime) -> None:
    """At once, when a gathering is another: the calendars of all that have it."""
    _keep(Q(occasion__gathering=gathering), at)


def keep_calendars(now: datetime) -> int:
    """All of them; how many letters that were."""
    return _keep(Q(), now)


def kept(dates: Iterable[Occasion]) -> Exists:
    """Of answers to these dates: whether a calendar is kept for whoever said it."""
    rows = Posted.objects.filter(_OWNER, occasion=OuterRef("occasion"), occasion__in=dates)
    return Exists(rows.order_by())


def _keep(whose: Q, now: datetime) -> int:
    """``whose``: a condition on both answers and what was sent."""
    sent = Posted.objects.filter(
        _OWNER, in_it=True, occasion=OuterRef("occasion"), says=OuterRef("says"),
        sequence=OuterRef("occasion__sequence"),
    )  # fmt: skip
    there = Posted.objects.filter(_OWNER, in_it=True, occasion=OuterRef("occasion"))
    near = Q(occasion__starts_at__lte=now + NEAR) | Exists(there.order_by())
    due = Answer.objects.filter(
        whose, _BY_MAIL, _TAKES_PLACE, near, ~Exists(sent.order_by()),
        says__in=[Says.YES, Says.MAYBE], occasion__ends_at__gt=now,
    )  # fmt: skip
    still = Answer.objects.filter(
        _OWNER, _TAKES_PLACE, occasion=OuterRef("occasion"), says__in=[Says.YES, Says.MAYBE]
    )
    gone = Posted.objects.filter(whose, ~Exists(still.order_by()), in_it=True, ends_at__gt=now)
    letters = 0
    for answer in due.select_related("person", "guest", "occasion__gathering__circle"):
        letters += _put_in(answer, now)
    for one in gone.select_related("person", "guest", "occasion__gathering__circle"):
        letters += _take_out(one, now)
    return letters


@transaction.atomic
def _put_in(answer: Answer, now: datetime) -> bool:
    on = answer.occasion
    before = Posted.objects.filter(**_who(answer), occasion=on).first()
    mark = _mark(on)
    Posted.objects.update_or_create(
        **_who(answer), occasion=on,
        defaults={
            "sequence": on.sequence, "says": answer.says, "starts_at": on.starts_at,
            "ends_at": on.ends_at, "mark": mark, "in_it": True, "at": now,
        },
    )  # fmt: skip
    if before and before.in_it and (before.mark, before.says) == (mark, answer.says):
        return False  # only its words are others: no calendar needs a letter for that
    was = before.starts_at.isoformat() if before and before.in_it else ""
    _tell(
        "gatherings.in_calendar", answer, on,
        {"sequence": on.sequence, "says": answer.says, "was": was},
        f"{on.sequence}:{answer.since.isoformat()}", now,
    )  # fmt: skip
    return True


@transaction.atomic
def _take_out(posted: Posted, now: datetime) -> bool:
    rows = Posted.objects.filter(pk=posted.pk, in_it=True)
    if not rows.update(in_it=False, sequence=posted.occasion.sequence, at=now):
        return False
    _tell(
        "gatherings.out_of_calendar", posted, posted.occasion, {"posted": posted.pk},
        now.isoformat(), now,
    )  # fmt: skip
    return True


def _who(one: Answer | Posted) -> dict[str, Any]:
    return {"person": one.person} if one.person_id else {"guest": one.guest}


def _mark(on: Occasion) -> str:
    """Changes with what a calendar shows of a date, and not with each word that says more."""
    of = on.gathering
    shown = [on.starts_at.isoformat(), on.ends_at.isoformat(), of.name, of.place, of.link]
    shown += filter(None, [on.name])
    return sha256("\0".join(shown).encode()).hexdigest()


def _tell(
    letter: str, to: Answer | Posted, on: Occasion, about: dict[str, Any], key: str, at: datetime
) -> None:
    tell(
        letter,
        **receiver(to, on.gathering, {"occasion": on.pk, **about}),
        key=f"{letter}:{on.pk}:{name(to)}:{key}",
        at=at,
        circle=on.gathering.circle,
    )


def receiver(one: Answer | Posted, of: Gathering, about: dict[str, Any]) -> dict[str, Any]:
    """What ``tell`` has to know of whom it tells: a guest has an address, no clock but that of the
    gathering, and the language of the page on which they asked."""
    if one.guest is None:
        return {"receiver": one.person, "about": about}
    more = {"guest": one.guest.pk, "language": one.guest.language, "zone": of.zone}
    return {"address": one.guest.address, "about": {**about, **more}}


def name(one: Answer | Posted) -> str:
    """For keys: numbers of people and of guests are not the same."""
    return f"g{one.guest_id}" if one.guest_id else str(one.person_id)


def remind(now: datetime) -> int:
    """Tell those who want to be reminded of a date that it is near, once for each time that it is
    set to; not whoever answered when it was near already. How many."""
    due: dict[str, Answer] = {}
    for minutes in REMIND:
        before = timedelta(minutes=minutes)
        near = _coming(now, before).filter(person__dates_by_mail__remind_before=minutes)
        for one in near.select_related("person", "occasion__gathering__circle"):
            if one.since <= one.occasion.starts_at - before:
                key = f"{one.occasion_id}:{one.person_id}:{one.occasion.starts_at.isoformat()}"
                due[f"gatherings.reminder:{key}"] = one
    for key in told_already(due):
        del due[key]
    for key, one in due.items():
        of = one.occasion.gathering
        on = one.occasion
        about: dict[str, Any] = {"occasion": on.pk, "starts_at": on.starts_at.isoformat()}
        tell(
            "gatherings.reminder", receiver=one.person, about=about, key=key, at=now,
            circle=of.circle,
        )  # fmt: skip
    return len(due)


def _coming(now: datetime, within: timedelta) -> AnswerQuerySet:
    return Answer.objects.filter(
        _TAKES_PLACE, says__in=[Says.YES, Says.MAYBE],
        occasion__starts_at__gt=now, occasion__starts_at__lte=now + within,
    )  # fmt: skip
