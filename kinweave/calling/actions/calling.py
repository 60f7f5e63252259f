"""Calling a crew, and letting a call go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.calling.models import Call, CallAnswer
from kinweave.calling.refusals import NotOpen
from kinweave.circles.models import Circle, Membership
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person

SAID = (
    "name", "words", "practice", "kind", "languages", "zone", "starts", "until", "every_weeks",
    "meetings", "minutes", "smallest", "largest",
)  # fmt: skip
"""What a call says, and nothing else."""


@transaction.atomic
def call(caller: Person, circle: Circle, *, at: datetime, **said: Any) -> Call:
    """Say what one would like to do, and ask who joins. The others read of it in their digest.

    ``said``: any of :data:`SAID`.
    """
    allowed(Viewer.of(caller.pk), "call a crew", circle)
    if unknown := set(said) - set(SAID):
        raise TypeError(f"a call does not say {', '.join(sorted(unknown))}")
    made: Call = Call.objects.create(circle=circle, caller=caller, made_at=at, **said)
    here = Membership.objects.current().filter(circle=circle).exclude(person=caller)
    for one in here.select_related("person").order_by("pk"):
        tell(
            "calling.called", receiver=one.person, about={"call": made.pk},
            key=f"calling.called:{made.pk}:{one.person_id}", at=at, circle=circle, in_digest=True,
        )  # fmt: skip
    write("calling.called", actor=caller, at=at, circle=circle, thing=made)
    return made


@transaction.atomic
def let_go(caller: Person, one: Call, *, at: datetime) -> None:
    """Call it no more. Those who answered are told, kindly."""
    allowed(Viewer.of(caller.pk), "start", one)
    locked = Call.objects.select_for_update().get(pk=one.pk)
    if locked.ended_at is not None:
        raise NotOpen
    is_over(locked, at=at)
    write("calling.let_go", actor=caller, at=at, circle=locked.circle, thing=locked)


def end_old(now: datetime) -> int:
    """Calls whose last day has passed end by themselves. How many."""
    old = Call.objects.filter(ended_at=None, until__lt=now.date()).order_by("pk")
    ended = 0
    for number in old.values_list("pk", flat=True):
        with transaction.atomic():
            one = Call.objects.select_for_update().get(pk=number)
            if one.ended_at is None:
                is_over(one, at=now)
                ended += 1
    return ended


def is_over(one: Call, *, at: datetime, but: frozenset[int] = frozenset()) -> None:
    """It can be answered no more. Those who answered, and are not in a crew by it (``but``), are
    told so once; nothing says whether there is one."""
    Call.objects.filter(pk=one.pk).update(ended_at=at)
    one.ended_at = at
    rows = CallAnswer.objects.filter(call=one).exclude(person__in=but).select_related("person")
    for each in rows.order_by("pk"):
        tell(
            "calling.call_over", receiver=each.person, about={"call": one.pk},
            key=f"calling.call_over:{one.pk}:{each.person_id}", at=at, circle=one.circle,
        )  # fmt: skip
