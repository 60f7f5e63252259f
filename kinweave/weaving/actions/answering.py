"""Yes, not this one, or not this season; and what becomes of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.people.models import Person
from kinweave.weaving.actions.gathering import end, hold
from kinweave.weaving.beginning import begin
from kinweave.weaving.models import (
    Answer,
    Move,
    Place,
    Proposal,
    ProposedCrew,
    Repair,
    Season,
    Wish,
)
from kinweave.weaving.refusals import Changed, Over, TooLate

Says = Answer.Says


@transaction.atomic
def answer(person: Person, season: Season, *, crew: int, asked: str, says: str,
           at: datetime) -> None:  # fmt: skip
    """Answer to the crew that one was shown: ``crew`` and ``asked`` (when it was, as its page
    said). It can be said otherwise until the last day; nobody else is told what was said."""
    allowed(Viewer.of(person.pk), "wish", season)
    held = hold(season)
    if at >= held.answers_until or held.closed_at is not None:
        raise TooLate
    place = (
        Place.objects.filter(person=person, proposal__season=held)
        .filter(proposal__published_at__isnull=False)
        .select_related("crew", "proposal")
        .first()
    )
    if place is None or place.crew_id != crew or mark_of(place.crew) != asked:
        raise Changed
    if place.crew.agreed_at is not None:
        raise Over
    Answer.objects.update_or_create(place=place, defaults={"says": says, "at": at})
    if says == Says.YES:
        begin_if_all_agree(place.crew, held, at)
    else:
        ask_for_repair(place.proposal, at)


def mark_of(crew: ProposedCrew) -> str:
    """Which crew somebody answers to: it is another each time that its people are asked anew."""
    return crew.asked_at.isoformat() if crew.asked_at else ""


def begin_if_all_agree(crew: ProposedCrew, season: Season, at: datetime) -> bool:
    """Whether everybody in it says yes, so that it begins. Where it cannot be any more, it is
    mended."""
    places = Place.objects.filter(crew=crew)
    if places.exclude(answer__says=Says.YES).exists() or not places.exists():
        return False
    if begin(crew, season, at):
        return True
    ask_for_repair(crew.proposal, at)
    return False


def ask_for_repair(proposal: Proposal, at: datetime) -> None:
    """Have crews mended before long, together with what else comes until then."""
    row, new = Repair.objects.get_or_create(
        proposal=proposal, state=State.WAITING, defaults={"next_attempt": at + Repair.WAITS}
    )
    if new:
        wake(row)


def end_seasons(now: datetime) -> int:
    """The last day for answers is over: what enough people said yes to begins, and each of the
    others hears what did not come about. How many seasons ended."""
    due = Season.objects.filter(opened_at__isnull=False, closed_at=None, answers_until__lte=now)
    return sum(_end(season, now) for season in due.order_by("pk"))


@transaction.atomic
def _end(season: Season, now: datetime) -> bool:
    held = hold(season)
    if held.closed_at is not None or held.answers_until > now:
        return False
    open_ones = ProposedCrew.objects.filter(
        proposal__season=held, proposal__published_at__isnull=False, agreed_at=None
    )
    for crew in open_ones.order_by("pk"):
        places = Place.objects.filter(crew=crew)
        agree = places.filter(answer__says=Says.YES)
        if agree.count() >= held.smallest:
            places.exclude(pk__in=list(agree.values_list("pk", flat=True))).delete()
            begin(crew, held, now)
    end(held, now)
    return True


def leave_seasons(person: Person, seasons: list[Season], at: datetime) -> None:
    """All that they said in these seasons goes. A crew that was proposed with them is mended; one
    that has begun is a circle of its own."""
    for one in sorted(seasons, key=lambda one: one.pk):
        season = hold(one)
        Wish.objects.filter(season=season, person=person).delete()
        Move.objects.filter(proposal__season=season).delete()
        rows = Place.objects.filter(proposal__season=season, person=person)
        for place in rows.select_related("proposal", "crew"):
            waits = place.proposal.published_at and place.crew.agreed_at is None
            place.delete()
            if waits and season.closed_at is None:
                ask_for_repair(place.proposal, at)
