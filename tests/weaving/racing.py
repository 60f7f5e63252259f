"""Many people answer at the same second, eight at a time: prints, as JSON, what each was told, and
how many answers and begun crews there are then.

python -m tests.weaving.racing PEOPLE
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import DatabaseError
from django.utils import timezone

from kinweave.people.models import Person
from kinweave.weaving import actions
from kinweave.weaving.actions.answering import mark_of
from kinweave.weaving.models import Answer, Place, ProposedCrew, Season
from tests.crowd import at_once, make_site


def say_yes(person: int) -> str:
    """What it comes to when this person says yes."""
    try:
        place = Place.objects.select_related("crew").get(person=person)
        actions.answer(
            Person.objects.get(pk=person), Season.objects.get(), crew=place.crew_id,
            asked=mark_of(place.crew), says="yes", at=timezone.now(),
        )  # fmt: skip
    except DatabaseError as error:
        return str(error)
    return "kept"


def outcome() -> list[int]:
    """Answers, and crews that begin."""
    begun = ProposedCrew.objects.filter(agreed_at__isnull=False)
    return [Answer.objects.filter(says="yes").count(), begun.count()]


def main(people: int) -> None:
    """Make the site, let them answer, and tell."""
    from tests.weaving.test_races import proposed_to

    make_site()
    told = at_once(say_yes, proposed_to(people))
    print(json.dumps([told, *outcome()]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
