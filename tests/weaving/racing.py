"""Many people answer at the same second, eight at a time: what each was told, and how
many answers and begun crews there are then."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from kinweave.circles.models import Standing
from kinweave.people.models import Person
from kinweave.weaving import actions
from kinweave.weaving.actions.answering import mark_of
from kinweave.weaving.models import Answer, Place, ProposedCrew, Season
from tests import builders
from tests.crowd import at_once
from tests.weaving.doing import a_season, members, proposed_by_hand

FIVE = 5


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


def proposed_to(people: int) -> tuple[int, list[int]]:
    """A season, and so many people, to each of whom a crew of five is proposed."""
    steward, circle = builders.person("Stella"), builders.circle()
    builders.member(circle, steward, Standing.PARTNER)
    season, guests = a_season(steward, circle), members(circle, people)
    crews = [guests[first : first + FIVE] for first in range(0, people, FIVE)]
    proposed_by_hand(steward, season, crews)
    return season.pk, [one.pk for one in guests]


def race(people: int) -> list[Any]:
    """Let them answer, and tell."""
    season, guests = proposed_to(people)
    told = at_once(partial(answer, season), guests)
    return [told, *outcome()]
