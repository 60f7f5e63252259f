"""Hand moves in a proposal that nobody was asked about: one person elsewhere, a crew split or
joined to another, and pins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.people.models import Person
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving.actions.gathering import hold
from kinweave.weaving.checking import fields_by_hand, members_of, worth_shown
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import people_in
from kinweave.weaving.models import Left, Place, Proposal, ProposedCrew, Season
from kinweave.weaving.refusals import NoTime, Over


@dataclass(frozen=True, slots=True)
class Did:
    """What a move did: how good the crews that it touched were, and are, by what may be seen, and
    how many times of the week they had and have in common."""

    before: float
    after: float
    times_before: int
    times_after: int
    too_small: bool


@transaction.atomic
def move(
    actor: Person,
    proposal: Proposal,
    *,
    people: Collection[int],
    to: ProposedCrew | None,
    apart: bool = False,
    at: datetime,
) -> Did:
    """Put people into the crew ``to``; without one, into a new crew of theirs, or, with ``apart``,
    into none. All that it touches must still be able to meet; a crew may be too small for now."""
    allowed(Viewer.of(actor.pk), "gather", proposal)
    season = _held_draft(proposal)
    problem = problem_of(season, at)
    rules = Rules(problem)
    wishing = {int(key) for key in rules.people}
    moved = set(people)
    if not moved or not moved <= wishing:
        raise Over
    crews = list(ProposedCrew.objects.filter(proposal=proposal).order_by("number"))
    places = people_in(crews)
    if to is not None and to.pk not in places:
        raise Over
    left = [one for one in crews if moved & set(places[one.pk]) and (to is None or one.pk != to.pk)]
    touched = left + ([next(one for one in crews if one.pk == to.pk)] if to else [])
    before = [(len(places[one.pk]), one.parts, one.reasons) for one in touched]
    after = []
    joined = set(places[to.pk]) | moved if to else moved
    goes = None if apart and to is None else fields_by_hand(rules, joined)
    Place.objects.filter(proposal=proposal, person__in=moved).delete()
    for one in left:
        rest = [person for person in places[one.pk] if person not in moved and person in wishing]
        if not rest:
            one.delete()
            continue
        fields = fields_by_hand(rules, rest)
        ProposedCrew.objects.filter(pk=one.pk).update(**fields, pinned_at=None)
        after.append((len(rest), fields["parts"], fields["reasons"]))
    if goes is not None:
        if to is None:
            number = max((one.number for one in crews), default=0) + 1
            crew = ProposedCrew.objects.create(proposal=proposal, number=number, **goes)
        else:
            crew = to
            ProposedCrew.objects.filter(pk=to.pk).update(**goes)
        Place.objects.bulk_create(
            Place(proposal=proposal, crew=crew, person_id=person) for person in sorted(moved)
        )
        Left.objects.filter(proposal=proposal, person__in=moved).delete()
        after.append((len(joined), goes["parts"], goes["reasons"]))
    else:
        Left.objects.bulk_create(
            Left(proposal=proposal, person_id=person) for person in sorted(moved)
        )
    Proposal.objects.filter(pk=proposal.pk).update(changed_at=at)
    return Did(
        worth_shown((size, parts) for size, parts, _reasons in before),
        worth_shown((size, parts) for size, parts, _reasons in after),
        sum(map(_times, before)),
        sum(map(_times, after)),
        any(size < season.smallest for size, _parts, _reasons in after),
    )


@transaction.atomic
def pin(actor: Person, crew: ProposedCrew, *, keep: bool, at: datetime) -> None:
    """Let the next run leave a crew as it is, or not any more."""
    proposal = crew.proposal
    allowed(Viewer.of(actor.pk), "gather", proposal)
    season = _held_draft(proposal)
    if keep:
        people = Place.objects.filter(crew=crew).values_list("person", flat=True)
        members = members_of(Rules(problem_of(season, at)), people)
        if members is None or not members.allowed:
            raise NoTime
    ProposedCrew.objects.filter(pk=crew.pk).update(pinned_at=at if keep else None)


def _held_draft(proposal: Proposal) -> Season:
    season = hold(proposal.season)
    rows = Proposal.objects.filter(pk=proposal.pk, published_at=None, made_at__isnull=False)
    if not rows.exists():
        raise Over
    return season


def _times(crew: tuple[int, object, list[dict[str, object]]]) -> int:
    return next((int(str(one["count"])) for one in crew[2] if one["kind"] == "common_times"), 0)
