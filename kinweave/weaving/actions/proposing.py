"""Crews are looked for, and one proposal is made to people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from kinweave.access import Viewer, allowed
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.people.models import Person
from kinweave.weaving.actions.gathering import hold, is_published
from kinweave.weaving.checking import all_whole
from kinweave.weaving.models import Left, Move, Place, Proposal, ProposedCrew, Season
from kinweave.weaving.refusals import NotWhole, Over, StillOpen, UnderWay
from kinweave.weaving.telling import tell_left, tell_proposed


@transaction.atomic
def ask_for_crews(
    actor: Person, season: Season, *, around: Proposal | None = None, at: datetime
) -> Proposal:
    """Have the engine look for crews. ``around``: what is pinned there stays as it is. A second
    press while it looks begins nothing."""
    allowed(Viewer.of(actor.pk), "gather", season)
    held = hold(season)
    if held.opened_at is None or held.closed_at is not None or is_published(held):
        raise Over
    if at < held.wishes_until:
        raise StillOpen
    rows = Proposal.objects.filter(season=held)
    if rows.filter(state__in=[State.WAITING, State.CLAIMED]).exists():
        raise UnderWay
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Proposal.objects.create(
        season=held, number=number, seed=number, around=around, asked_by=actor, asked_at=at,
        next_attempt=at,
    )  # fmt: skip
    wake(made)
    return made


@transaction.atomic
def publish(actor: Person, proposal: Proposal, *, at: datetime) -> None:
    """Propose these crews to their people, each of whom may say no. Those who are in none hear so
    first. What else was tried out goes."""
    allowed(Viewer.of(actor.pk), "gather", proposal)
    season = hold(proposal.season)
    if season.closed_at is not None or season.answers_until <= at or is_published(season):
        raise Over
    if not all_whole(season, proposal, at):
        raise NotWhole
    rows = Proposal.objects.filter(pk=proposal.pk, published_at=None, made_at__isnull=False)
    if not rows.update(published_at=at):
        raise Over
    Proposal.objects.filter(season=season).exclude(pk=proposal.pk).delete()
    Move.objects.filter(proposal=proposal).delete()
    ProposedCrew.objects.filter(proposal=proposal).update(asked_at=at)
    for one in Left.objects.filter(proposal=proposal).select_related("person"):
        tell_left(season, one.person, at)
    for place in Place.objects.filter(proposal=proposal).select_related("person", "crew"):
        tell_proposed(season, place, at)
    write("weaving.proposed", actor=actor, at=at, circle=season.circle, thing=season)


@transaction.atomic
def discard(actor: Person, proposal: Proposal) -> None:
    """Throw a proposal away that nobody was asked about, whether it is made or not yet."""
    allowed(Viewer.of(actor.pk), "gather", proposal)
    hold(proposal.season)
    if not Proposal.objects.filter(pk=proposal.pk, published_at=None).delete()[0]:
        raise Over
