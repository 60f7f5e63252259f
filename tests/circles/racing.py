"""Fifty people open a link for a few, eight at a time: prints what each was told, as JSON.

python -m tests.circles.racing USES PEOPLE
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import DatabaseError
from django.utils import timezone

from kinweave.circles import actions
from kinweave.circles.models import Invitation, Membership, Scale
from kinweave.people.models import Person
from tests import builders
from tests.crowd import at_once, make_site


def come(person: int) -> str:
    """What became of this person, who holds the only link there is."""
    try:
        actions.enter(Person.objects.get(pk=person), Invitation.objects.get(), at=timezone.now())
    except actions.Closed:
        return "closed"
    except DatabaseError as error:
        return str(error)
    return "inside"


def main(uses: int, people: int) -> None:
    """Make the site, let them come, and tell."""
    make_site()
    now = timezone.now()
    ada = builders.person("Ada")
    circle = actions.found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=now)
    actions.invite(ada, circle, uses=uses, at=now)
    guests = [builders.person(f"Guest{number}").pk for number in range(people)]
    told = at_once(come, guests)
    members = Membership.objects.filter(circle=circle).count()
    print(json.dumps([told, Invitation.objects.get().used, members]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
