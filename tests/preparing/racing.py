"""Many people take one place of a role, eight at a time: prints, as JSON, what each was told, and
whose it is then.

python -m tests.preparing.racing PEOPLE
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import DatabaseError
from django.utils import timezone

from kinweave.gatherings.models import Occasion
from kinweave.people.models import Person
from kinweave.preparing import actions
from kinweave.preparing.models import Role, Taken
from tests.crowd import at_once, make_site


def take(person: int) -> str:
    """What it comes to when this person would like the only role on the only date."""
    try:
        actions.take(
            Person.objects.get(pk=person), Role.objects.get(), Occasion.objects.get(),
            at=timezone.now(),
        )  # fmt: skip
    except actions.TakenAlready:
        return "too late"
    except DatabaseError as error:
        return str(error)
    return "taken"


def main(people: int) -> None:
    """Make the site, let them take it, and tell."""
    from tests.preparing.test_races import a_role_for

    make_site()
    guests = [one.pk for one in a_role_for(people)]
    told = at_once(take, guests)
    print(json.dumps([guests, told, list(Taken.objects.values_list("person", flat=True))]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
