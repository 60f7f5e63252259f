"""Somebody's hours are others after a crew was proposed to them, and before it meets."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.people.models import Person
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving.actions.answering import ask_for_repair
from kinweave.weaving.actions.gathering import hold
from kinweave.weaving.checking import fields_by_hand, members_of, stands
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import crew_size
from kinweave.weaving.models import Answer, Place, ProposedCrew, Season, Wish
from kinweave.weaving.refusals import NotTogether, Over, TooMany
from kinweave.weaving.telling import tell_hours, tell_proposed


@transaction.atomic
def change_hours(person: Person, season: Season, *, week: str, zone: str, at: datetime) -> bool:
    """Say other hours for the crew that is proposed to one, or that has begun and did not meet yet.
    Whether its time still suits all. If not, its people are told before it starts, and not whose
    hours they are: one that waits for answers is proposed anew at another time, or mended where
    there is none; one that has begun hears which other times would suit all."""
    allowed(Viewer.of(person.pk), "wish", season)
    held = hold(season)
    place = (
        Place.objects.filter(person=person, proposal__season=held)
        .filter(proposal__published_at__isnull=False)
        .select_related("crew", "proposal")
        .first()
    )
    if place is None or not may_change_hours(place.crew, held, at):
        raise Over
    Wish.objects.filter(season=held, person=person).update(week=week, zone=zone, changed_at=at)
    crew, rules = place.crew, Rules(problem_of(held, at))
    people = list(Place.objects.filter(crew=crew).values_list("person", flat=True))
    if stands(rules, people, crew.times) or members_of(rules, people) is None:
        return True
    declined = Answer.objects.filter(place__crew=crew).exclude(says=Answer.Says.YES)
    if crew.agreed_at is None and (len(people) < crew_size(crew) or declined.exists()):
        # It is mended before long anyhow, by these hours; what was answered until then counts.
        ask_for_repair(place.proposal, at)
        return False
    try:
        fields = fields_by_hand(rules, people)
    except (NotTogether, TooMany):
        fields = {}
    if crew.agreed_at is not None:
        times = [crew.times[0], *fields.get("times", [])]
        ProposedCrew.objects.filter(pk=crew.pk).update(times=times)
        _tell_all(crew, held, at)
    elif fields:
        Answer.objects.filter(place__crew=crew).delete()
        ProposedCrew.objects.filter(pk=crew.pk).update(**fields, asked_at=at)
        for one in Place.objects.filter(crew=crew).select_related("person", "crew"):
            tell_proposed(held, one, at)
    else:
        said = {"says": Answer.Says.NOT_THIS, "at": at}
        Answer.objects.update_or_create(place=place, defaults=said)
        ask_for_repair(place.proposal, at)
    return False


def may_change_hours(crew: ProposedCrew, season: Season, at: datetime) -> bool:
    """As long as it is proposed, or has begun and meets for the first time later."""
    if crew.agreed_at is not None:
        return crew.circle_id is not None and bool(crew.starts) and at < crew.starts[0]
    return season.closed_at is None and at < season.answers_until


def _tell_all(crew: ProposedCrew, season: Season, at: datetime) -> None:
    for one in Place.objects.filter(crew=crew).select_related("person"):
        tell_hours(season, one, at)
