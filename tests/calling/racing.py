"""Many answer a call at once, and its caller begins it meanwhile, twice: prints, as JSON, what each
was told, who is in the crew, and whose answers are there.

python -m tests.calling.racing PEOPLE
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from kinweave.calling import actions
from kinweave.calling.answered import times_for
from kinweave.calling.models import Call, CallAnswer
from kinweave.circles.models import Membership, Scale
from kinweave.people.models import Person
from tests.crowd import at_once, make_site


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


def main(people: int) -> None:
    """Make the site, let them answer, and tell."""
    from tests.calling.test_races import a_call_for

    make_site()
    caller, others = a_call_for(people)
    told = at_once(answer, [*others[: people // 2], caller, *others[people // 2 :], caller])
    crews = Membership.objects.filter(circle__scale=Scale.CREW)
    here = sorted(CallAnswer.objects.values_list("person", flat=True))
    print(json.dumps([told, list(crews.values_list("circle", "person")), here]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
