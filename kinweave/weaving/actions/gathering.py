"""A season is made, opened, and ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle, Membership
from kinweave.gatherings.clock import instant
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person
from kinweave.weaving.models import Place, Proposal, Season, Wish
from kinweave.weaving.refusals import DaysGone, Over


def day_is_over(day: date, zone: str) -> datetime:
    """The instant at which a day has ended in a zone."""
    return instant(datetime.combine(day + timedelta(days=1), time()), zone)


@transaction.atomic
def make_season(actor: Person, circle: Circle, *, at: datetime, **said: Any) -> Season:
    """A season that nobody but those who gather it sees yet. ``said``: its words, days, sizes."""
    allowed(Viewer.of(actor.pk), "weave", circle)
    return Season.objects.create(circle=circle, made_by=actor, made_at=at, **_with_instants(said))


@transaction.atomic
def change_season(actor: Person, season: Season, *, at: datetime, **said: Any) -> Season:
    """Say it otherwise. Once crews are proposed, only its name and words: people answer to the
    rest."""
    allowed(Viewer.of(actor.pk), "gather", season)
    held = hold(season)
    if is_published(held):
        said = {name: value for name, value in said.items() if name in ("name", "words")}
    else:
        said = _with_instants(said)
        if held.opened_at is not None and said["wishes_until"] <= at < held.wishes_until:
            said["wishes_until"] = at
    Season.objects.filter(pk=held.pk).update(**said)
    held.refresh_from_db()
    write("weaving.changed", actor=actor, at=at, circle=held.circle, thing=held)
    return held


@transaction.atomic
def open_season(actor: Person, season: Season, *, at: datetime) -> None:
    """Every member may say now what they wish for; each hears of it once."""
    allowed(Viewer.of(actor.pk), "gather", season)
    held = hold(season)
    if held.wishes_until <= at:
        raise DaysGone
    if not Season.objects.filter(pk=held.pk, opened_at=None).update(opened_at=at, opened_by=actor):
        raise Over
    write("weaving.opened", actor=actor, at=at, circle=held.circle, thing=held)
    here = Membership.objects.current().filter(circle=held.circle_id).select_related("person")
    for one in here.order_by("pk"):
        tell(
            "weaving.opened", receiver=one.person, about={"season": held.pk},
            key=f"weaving.opened:{held.pk}:{one.person_id}", at=at, circle=held.circle,
            in_digest=True,
        )  # fmt: skip


@transaction.atomic
def close_season(actor: Person, season: Season, *, at: datetime) -> None:
    """End it before crews are proposed. Whoever wished for one hears so. A draft goes."""
    allowed(Viewer.of(actor.pk), "gather", season)
    held = hold(season)
    if held.opened_at is None:
        held.delete()
        return
    if is_published(held) or held.closed_at is not None:
        raise Over
    end(held, at)
    write("weaving.closed", actor=actor, at=at, circle=held.circle, thing=held)


def end(season: Season, at: datetime) -> None:
    """Nothing more comes of it; those who wished and have no crew by it hear so."""
    Season.objects.filter(pk=season.pk).update(closed_at=at)
    placed = Place.objects.filter(
        proposal__season=season, proposal__published_at__isnull=False, crew__agreed_at__isnull=False
    )
    waiting = Wish.objects.standing().filter(season=season).select_related("person")
    for one in waiting.exclude(person__in=placed.values("person")):
        tell(
            "weaving.ended", receiver=one.person, about={"season": season.pk},
            key=f"weaving.ended:{season.pk}:{one.person_id}", at=at, circle=season.circle,
        )  # fmt: skip


def hold(season: Season) -> Season:
    """The season as it is, locked: all that changes its proposals takes it first. Its circle before
    it, as whoever leaves does, and as a crew that begins does: nobody waits for another."""
    Circle.objects.select_for_update(no_key=True).get(pk=season.circle_id)
    rows = Season.objects.select_for_update(of=("self",)).select_related("circle")
    return rows.get(pk=season.pk)


def is_published(season: Season) -> bool:
    """Whether crews were proposed to people."""
    return Proposal.objects.filter(season=season, published_at__isnull=False).exists()


def _with_instants(said: dict[str, Any]) -> dict[str, Any]:
    return {
        **said,
        "wishes_until": day_is_over(said["wishes_on"], said["zone"]),
        "answers_until": day_is_over(said["answers_on"], said["zone"]),
    }
