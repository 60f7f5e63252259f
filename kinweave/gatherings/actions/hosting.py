"""Hosting: planning a gathering, announcing it, changing what it says, calling it off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.fund.giving import currency_of
from kinweave.gatherings.actions.answering import give_back_seats, offer_free_seats
from kinweave.gatherings.copying import copy_along
from kinweave.gatherings.laying import lay_down, lay_singly, put_in_time
from kinweave.gatherings.models import Gathering, Occasion, Shared
from kinweave.gatherings.models.gathering import GatheringQuerySet
from kinweave.gatherings.pictures import ALBUM
from kinweave.gatherings.posting import keep_calendars_for
from kinweave.gatherings.refusals import NoFund, Over
from kinweave.gatherings.rhythm import Rhythm
from kinweave.gatherings.telling import tell_members, tell_those_who_come
from kinweave.journal.actions import write
from kinweave.people.models import Person

WHERE = ("place", "directions", "link")
WORDS = ("name", "words", *WHERE, "shared", "audience", "least", "seats", "brings")
"""What can be said otherwise without a date being another."""
MIDNIGHT = time()


@transaction.atomic
def plan(
    actor: Person,
    circle: Circle,
    *,
    name: str,
    day: date,
    time: time,
    zone: str,
    minutes: int,
    rhythm: Rhythm | None = None,
    times: int = 1,
    walls: Sequence[datetime] = (),
    all_day: bool = False,
    like: Gathering | None = None,
    at: datetime,
    **said: Any,
) -> Gathering:
    """A draft, which only its host sees, with its dates laid down.

    ``said``: any of :data:`WORDS`. ``times``: how many dates, of a rhythm. ``walls``: the dates, by
    the wall clock, of what follows none. ``all_day``: of whole days, as many as ``minutes`` has;
    it has no hour then. ``like``: another, of which what stands beside it comes along, too.
    """
    allowed(Viewer.of(actor.pk), "host in", circle)
    said = _of_those_who_come(circle.pk, said)
    rhythm = rhythm or Rhythm()
    times = len(walls) or times
    gathering = Gathering.objects.create(
        circle=circle, host=actor, made_at=at, name=name, day=day, zone=zone, minutes=minutes,
        time=MIDNIGHT if all_day else time, all_day=all_day, every=rhythm.every.value,
        which=rhythm.which, times=times, **said,
    )  # fmt: skip
    lay_down(gathering, at=at)
    lay_singly(gathering, walls, at=at)
    if like is not None:
        copy_along(actor, like, gathering, at=at)
    return gathering


@transaction.atomic
def announce(actor: Person, gathering: Gathering, *, quietly: bool = False, at: datetime) -> None:
    """Let those see it for whom it is. Members of the circle hear of it once, in their digest;
    ``quietly``: they do not, for whoever announces many at once says so once."""
    allowed(Viewer.of(actor.pk), "host", gathering)
    rows = Gathering.objects.filter(pk=gathering.pk, published_at=None)
    if rows.update(published_at=at):
        gathering.published_at = at
        if quietly:
            return
        write("gatherings.announced", actor=actor, at=at, circle=gathering.circle, thing=gathering)
        tell_members("gatherings.announced", gathering, but=actor, at=at)


@transaction.atomic
def change(actor: Person, gathering: Gathering, *, at: datetime, **said: Any) -> None:
    """Say it otherwise, or let it last longer; dates and answers stay. Calendars hear of it, and
    where there are more seats, whoever waits for one.

    ``said``: any of :data:`WORDS`, ``minutes``, ``all_day`` and ``picture_alt``.
    """
    allowed(Viewer.of(actor.pk), "host", gathering)
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    audience = gathering.audience
    said = _of_those_who_come(gathering.circle_id, said, gathering)
    for name in (*WORDS, "least_in", "minutes", "all_day", "picture_alt"):
        if name in said:
            setattr(gathering, name, said[name])
    if gathering.all_day:
        gathering.time = MIDNIGHT
    gathering.save()
    dates = Occasion.objects.filter(gathering=gathering, ends_at__gt=at)
    for one in dates.select_for_update().order_by("pk"):
        put_in_time(one, gathering)
        one.sequence += 1
        one.changed_at = at
        one.save()
        if gathering.audience == audience:
            offer_free_seats(one, at=at)
    if gathering.audience != audience:
        give_back_seats(gathering, at=at)
    if gathering.published_at:
        keep_calendars_for(gathering, at=at)
        write("gatherings.changed", actor=actor, at=at, circle=gathering.circle, thing=gathering)


def _of_those_who_come(
    circle: int, said: dict[str, Any], before: Gathering | None = None
) -> dict[str, Any]:
    """``said``, and what goes with asking that those who come give so much: the currency in which
    people give to the circle, and that place and link are told to them alone. What stood there
    ``before`` can stay where nobody gives any more."""
    least = said.get("least", before.least if before else None)
    if least is None:
        return {**said, "least_in": ""}
    currency = currency_of(circle) if "least" in said else ""
    if not currency and before and before.least == least:
        currency = before.least_in
    if not currency:
        raise NoFund
    return {**said, "least_in": currency, "shared": Shared.COMING}


@transaction.atomic
def call_off(actor: Person, gathering: Gathering, *, reason: str = "", at: datetime) -> None:
    """Call all of it off, that which has been aside. Those who come are told, with the reason."""
    allowed(Viewer.of(actor.pk), "host", gathering)
    rows = Gathering.objects.filter(pk=gathering.pk, cancelled_at=None)
    if not rows.exclude(published_at=None).update(cancelled_at=at, reason=reason):
        raise Over
    gathering.cancelled_at = at
    coming = Occasion.objects.filter(gathering=gathering, ends_at__gt=at).order_by("pk")
    for one in coming.select_for_update():
        one.sequence += 1
        one.changed_at = at
        one.save(update_fields=["sequence", "changed_at"])
    write("gatherings.called_off", actor=actor, at=at, circle=gathering.circle, thing=gathering)
    tell_those_who_come("gatherings.called_off", gathering, coming, but=actor, at=at)


@transaction.atomic
def delete_draft(actor: Person, gathering: Gathering) -> None:
    """Throw a draft away. What was announced is called off instead."""
    allowed(Viewer.of(actor.pk), "host", gathering)
    if not throw_away_drafts(Gathering.objects.filter(pk=gathering.pk)):
        raise Over


def throw_away_drafts(gatherings: GatheringQuerySet) -> int:
    """Those of them that are drafts go, with their pictures. How many."""
    drafts = list(gatherings.filter(published_at=None).select_for_update().order_by("pk"))
    for one in drafts:
        one.delete()
        ALBUM.discard(one.picture)
    return len(drafts)


@transaction.atomic
def take_on(actor: Person, gathering: Gathering, *, at: datetime) -> None:
    """Host what nobody hosts any more: the first who does."""
    allowed(Viewer.of(actor.pk), "take on", gathering)
    if not Gathering.objects.filter(pk=gathering.pk, host=None).update(host=actor):
        raise Over
    write("gatherings.taken_on", actor=actor, at=at, circle=gathering.circle, thing=gathering)
