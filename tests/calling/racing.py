"""Many answer a call at once, and its caller begins it meanwhile, twice: what each was
told, who is in the crew, and whose answers are there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from kinweave.calling import actions
from kinweave.calling.answered import times_for
from kinweave.calling.models import Call, CallAnswer
from kinweave.circles.models import Membership, Scale
from kinweave.people.models import Person, WeeklyHours
from tests import builders
from tests.crowd import at_once


def answer(person: int) -> str:
    """What it comes to when this person says yes; the caller begins with the two who were first."""
    call = Call.objects.get()
    try:
        if person == call.caller_id:
            return begin(call)
        who = Person.objects.get(pk=person)
        actions.answer(who, call, says="yes", at=timezone.now())
    except actions.Refusal as refusal:
        return type(refusal).__name__
    except DatabaseError as error:
        return str(error)
    return "kept"


def begin(call: Call) -> str:
    """With the first two."""
    people = [call.caller_id, *CallAnswer.objects.values_list("person", flat=True)[:2]]
    now: datetime = timezone.now()
    first = times_for(call, people, now.date())[0].starts_at
    actions.start(call.caller, call, people=people[1:], first=first, at=now)
    return "begun"


def a_call_for(people: int) -> tuple[int, list[int]]:
    """A caller, and so many others, all of whom are always free; two have said yes."""
    circle, caller = builders.circle(), builders.person("Ada")
    others = [builders.person(f"Guest{number}") for number in range(people + 2)]
    for one in (caller, *others):
        builders.member(circle, one)
        WeeklyHours.objects.create(person=one, week="f" * 336, changed_at=builders.NOW)
    now = timezone.now()
    call = actions.call(
        caller, circle, name="Bread", words="To bake.", languages=["en"], zone="Europe/Vienna",
        starts=now.date() + timedelta(days=20), until=now.date() + timedelta(days=9), at=now,
    )  # fmt: skip
    for one in others[:2]:
        actions.answer(one, call, says="yes", at=now)
    return caller.pk, [one.pk for one in others[2:]]


def race(people: int) -> list[Any]:
    """Let them answer, and tell."""
    caller, others = a_call_for(people)
    told = at_once(answer, [*others[: people // 2], caller, *others[people // 2 :], caller])
    crews = Membership.objects.filter(circle__scale=Scale.CREW)
    here = sorted(CallAnswer.objects.values_list("person", flat=True))
    return [told, list(crews.values_list("circle", "person")), here]
