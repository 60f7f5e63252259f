"""Eight processes write all kinds of things at once: what each write came to. By itself, it makes
a site first, and prints that as JSON.

python -m tests.config.writing WRITES
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import timedelta

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.db import DatabaseError
from django.utils import timezone

from kinweave.circles import actions
from kinweave.circles.models import Circle, Invitation, Scale
from kinweave.people.models import Person
from tests import builders
from tests.crowd import EIGHT, at_once, make_site


def write(number: int) -> str:
    """One write out of four kinds; what became of it."""
    now = timezone.now()
    people = list(Person.objects.order_by("pk"))
    ada, circle = people[0], Circle.objects.get(name="Riverbend")
    try:
        match number % 4:
            case 0:
                actions.invite(ada, circle, words=f"Come {number}", uses=1, at=now)
            case 1:
                actions.tend(ada, circle, about=f"We met {number} times.", at=now)
            case 2:
                someone = people[number % len(people)]
                actions.found(someone, name=f"Walk {number}", scale=Scale.CREW, at=now)
            case _:
                actions.make_responsibility(
                    ada,
                    circle,
                    name=f"Task {number}",
                    decides="When.",
                    keys=[],
                    holder=ada,
                    understudy=None,
                    until=(now + timedelta(days=90)).date(),
                    at=now,
                )
    except DatabaseError as error:
        return str(error)
    return "written"


def write_all(writes: int) -> tuple[Counter[str], dict[str, int]]:
    """Write, and tell how often each thing happened and how much is there."""
    now = timezone.now()
    people = [builders.person(f"Person{number}") for number in range(EIGHT)]
    circle = actions.found(people[0], name="Riverbend", scale=Scale.CONGREGATION, at=now)
    told = Counter(at_once(write, range(writes)))
    there = {
        "invitations": Invitation.objects.filter(circle=circle).count(),
        "circles": Circle.objects.filter(name__startswith="Walk").count(),
        "responsibilities": circle.responsibilities.filter(name__startswith="Task").count(),
    }
    return told, there


if __name__ == "__main__":
    make_site()
    print(json.dumps(write_all(int(sys.argv[1]))))
