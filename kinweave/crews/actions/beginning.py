"""A crew begins: a circle of equals with dates, an end, and turns to host."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kinweave.access import Viewer, allowed
from kinweave.circles.actions import found_together
from kinweave.circles.models import Circle, Membership, Scale
from kinweave.crews.models import Cycle, Turn
from kinweave.crews.refusals import CannotBegin, Laid
from kinweave.crews.rota import rota
from kinweave.crews.telling import members_of, tell_crew
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.clock import instant
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def begin(
    actor: Person | None,
    *,
    parent: Circle,
    name: str,
    people: Sequence[Person],
    languages: Sequence[str],
    zone: str,
    first: datetime,
    every_weeks: int,
    meetings: int,
    minutes: int,
    key: str,
    at: datetime,
    by: str = Cycle.By.CALL,
    hosts: Collection[Person] = (),
    about: str = "",
    smallest: int | None = None,
    largest: int | None = None,
) -> Circle:
    """A crew of those who said yes to these dates: they are in it, come to each of its meetings
    unless they say otherwise, host by turns, and have a letter with all dates.

    ``actor``: whoever begins it; nobody, where a season does. ``first``: by the wall clock of
    ``zone``. ``hosts``: who would like to host. ``key``: of what it begins from; begun under it a
    second time, it is the same crew, and nobody hears of it again. Raises :class:`CannotBegin`
    where somebody is not in ``parent``, two of them do not see each other, or it is too late.
    """
    Circle.objects.select_for_update(no_key=True).get(pk=parent.pk)
    before = Cycle.objects.filter(key=key).select_related("circle").first()
    if before is not None:
        return before.circle
    people = list({one.pk: one for one in people}.values())
    if not can_meet(people, parent) or instant(first, zone) <= at:
        raise CannotBegin
    circle = found_together(
        actor, people, name=name, scale=Scale.CREW, parent=parent, about=about,
        size_least=smallest, size_most=largest, at=at,
    )  # fmt: skip
    lay_cycle(
        actor, circle, people, languages=languages, zone=zone, first=first,
        every_weeks=every_weeks, meetings=meetings, minutes=minutes, by=by, key=key, hosts=hosts,
        at=at,
    )  # fmt: skip
    return circle


@transaction.atomic
def lay_first(
    actor: Person,
    circle: Circle,
    *,
    zone: str,
    first: datetime,
    every_weeks: int,
    meetings: int,
    minutes: int,
    agreed: bool,
    at: datetime,
) -> Cycle:
    """The first cycle of a crew that was begun by hand: its dates, its end, and turns to host, of
    which whoever lays the dates has the first. ``agreed``: all of them said yes to the dates;
    without, nobody's yes is taken for granted but the actor's. Once: then what comes next is asked.
    """
    allowed(Viewer.of(actor.pk), "crew", circle)
    held = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    if Cycle.objects.filter(circle=held).exists():
        raise Laid
    people = members_of(held)
    if held.ended_at is not None or len(people) < 2 or instant(first, zone) <= at:
        raise CannotBegin
    return lay_cycle(
        actor, held, people, languages=[actor.language or settings.LANGUAGE_CODE], zone=zone,
        first=first, every_weeks=every_weeks, meetings=meetings, minutes=minutes,
        by=Cycle.By.CREW, key=f"crew:{held.pk}:1", hosts=[actor],
        coming=people if agreed else [actor], at=at,
    )  # fmt: skip


def can_meet(people: Iterable[Person], parent: Circle) -> bool:
    """Whether all of them, at least two, are in the circle around it now, and see each other."""
    numbers = {one.pk for one in people}
    here = Membership.objects.current().filter(circle=parent, person__in=numbers)
    locked = here.select_for_update().order_by("pk").values_list("person", flat=True)
    if len(numbers) < 2 or set(locked) != numbers:
        return False
    return not any(Viewer.of(one).hidden & numbers for one in numbers)


def lay_cycle(
    actor: Person | None,
    circle: Circle,
    people: Sequence[Person],
    *,
    languages: Sequence[str],
    zone: str,
    first: datetime,
    every_weeks: int,
    meetings: int,
    minutes: int,
    by: str,
    key: str,
    at: datetime,
    hosts: Collection[Person] = (),
    like: Gathering | None = None,
    coming: Collection[Person] | None = None,
) -> Cycle:
    """The meetings of a cycle, as one series of gatherings, whose last date looks back. Their dates
    are told one by one: a rhythm could go on by itself. ``like``: where they met before.
    ``coming``: who said yes to these dates; all of them, if it is not told."""
    willing = [one.pk for one in hosts]
    turns = rota([one.pk for one in people], willing, meetings)
    by_number = {one.pk: one for one in people}
    walls = [first + timedelta(weeks=every_weeks * n) for n in range(meetings)]
    place = {name: getattr(like, name) for name in ("place", "directions", "link")} if like else {}
    series = gatherings.plan(
        by_number[turns[0]], circle, name=circle.name, day=first.date(), time=first.time(),
        zone=zone, minutes=minutes, rhythm=Rhythm(Every.DATES), walls=walls, at=at, **place,
    )  # fmt: skip
    gatherings.announce(by_number[turns[0]], series, quietly=True, at=at)
    number = Cycle.objects.filter(circle=circle).count() + 1
    cycle = Cycle.objects.create(
        circle=circle, gathering=series, number=number, by=by, key=key, began_at=at,
        starts=walls[0].date(), ends=walls[-1].date(), every_weeks=every_weeks, meetings=meetings,
        languages=list(languages),
    )  # fmt: skip
    dates = list(Occasion.objects.filter(gathering=series).order_by("number"))
    with translation.override(_spoken(languages)):
        last = _("the last time, to look back and to part well")
    Occasion.objects.filter(pk=dates[-1].pk).update(name=last)
    Turn.objects.bulk_create(
        Turn(cycle=cycle, occasion=on, host=by_number[who])
        for on, who in zip(dates, turns, strict=True)
    )
    for one in people if coming is None else coming:
        gatherings.answer(one, dates[0], says="yes", every=True, at=at)
    write("crews.begun", actor=actor, at=at, circle=circle, thing=cycle)
    tell_crew("crews.begun", cycle, people, about={"cycle": cycle.pk}, key=str(cycle.pk), at=at)
    return cycle


def _spoken(languages: Sequence[str]) -> str:
    """The first of them that the site has words in."""
    known = {code for code, _name in settings.LANGUAGES}
    return next((code for code in languages if code in known), settings.LANGUAGE_CODE)
