"""Many people answer at the same second, eight at a time: prints, as JSON, what each was told, and
how many answers and begun crews there are then.

python -m tests.weaving.racing PEOPLE
"""

from __future__ import annotations

import json
import sys
from functools import partial

import django

django.setup()

from django.db import DatabaseError
from django.utils import timezone

from kinweave.people.models import Person
from kinweave.weaving import actions
from kinweave.weaving.actions.answering import mark_of
from kinweave.weaving.models import Answer, Place, ProposedCrew, Season
from tests.crowd import at_once, make_site


def answer(season: int, person: int, says: str = "yes") -> str:
    """What it comes to when this person says so."""
    try:
        place = Place.objects.select_related("crew").get(person=person, proposal__season=season)
        actions.answer(
            Person.objects.get(pk=person), Season.objects.get(pk=season), crew=place.crew_id,
            asked=mark_of(place.crew), says=says, at=timezone.now(),
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
    season, guests = proposed_to(people)
    told = at_once(partial(answer, season), guests)
    print(json.dumps([told, *outcome()]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
