"""What comes next: asked, said by each for themself, and then done by whoever does it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.actions import end_together, leave
from kinweave.circles.models import Circle, Ending, Membership
from kinweave.crews.actions.beginning import lay_cycle
from kinweave.crews.cycles import current, ends_on, may_look_back
from kinweave.crews.models import Cycle, Going, WhatNext
from kinweave.crews.refusals import CannotBegin, NotYet, Told
from kinweave.crews.telling import members_of, tell_crew
from kinweave.gatherings.clock import instant
from kinweave.journal.actions import write
from kinweave.people.models import Person

TIME_TO_SAY = timedelta(days=7)
"""After the last meeting, those who have not said are waited for so long."""
ENOUGH = 2
"""So many can go on; that three are more of a crew, the page says."""


@transaction.atomic
def ask_what_next(actor: Person, cycle: Cycle, *, at: datetime) -> WhatNext:
    """Open the question to all. Once is enough, and whoever is second has asked the same."""
    allowed(Viewer.of(actor.pk), "look back", cycle)
    if not may_look_back(cycle, at):
        raise NotYet
    until = max(ends_on(cycle), at.date()) + TIME_TO_SAY
    asked, new = WhatNext.objects.get_or_create(
        cycle=cycle, defaults={"opened_by": actor, "opened_at": at, "until": until}
    )
    if new:
        write("crews.asked_what_next", actor=actor, at=at, circle=cycle.circle, thing=cycle)
        others = [one for one in members_of(cycle.circle) if one.pk != actor.pk]
        tell_crew(
            "crews.what_next", cycle, others, about={"asked": asked.pk}, key=str(asked.pk),
            at=at, in_digest=True,
        )  # fmt: skip
    return asked


@transaction.atomic
def say(person: Person, asked: WhatNext, *, says: str, at: datetime) -> None:
    """What somebody would like, for themself; "" takes it back. Nobody reads it until all have said
    it, or the time is up; and then only who would go on."""
    allowed(Viewer.of(person.pk), "go on", asked)
    asked = WhatNext.objects.select_for_update().get(pk=asked.pk)
    if asked.told_at is not None:
        raise Told
    if says:
        Going.objects.update_or_create(
            what_next=asked, person=person, defaults={"says": says, "at": at}
        )
    else:
        Going.objects.filter(what_next=asked, person=person).delete()
    _tell_if_known(asked, at)


def tell_what_came(now: datetime) -> int:
    """Where the time is up, or everybody who is still there has said it: the crew is told. How many
    crews that were."""
    open_ones = WhatNext.objects.filter(told_at=None, cycle__circle__ended_at=None)
    told = 0
    for number in open_ones.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            told += _tell_if_known(WhatNext.objects.select_for_update().get(pk=number), now)
    return told


def _tell_if_known(asked: WhatNext, now: datetime) -> bool:
    if asked.told_at is not None:
        return False
    here = members_of(asked.cycle.circle)
    said = set(Going.objects.filter(what_next=asked).values_list("person", flat=True))
    if not here or (asked.until >= now.date() and {one.pk for one in here} - said):
        return False
    asked.told_at = now
    asked.save(update_fields=["told_at"])
    tell_crew(
        "crews.what_came", asked.cycle, here, about={"asked": asked.pk}, key=str(asked.pk), at=now
    )
    return True


@transaction.atomic
def go_on(
    actor: Person,
    asked: WhatNext,
    *,
    first: datetime,
    every_weeks: int,
    meetings: int,
    minutes: int,
    at: datetime,
) -> Cycle:
    """Another cycle, with new dates and a new end, for those who would go on. Who said that they
    leave, or would end it, leaves with thanks; who has said nothing stays in the circle, without a
    turn, and with no date that they said yes to. Whoever lays the dates would go on."""
    allowed(Viewer.of(actor.pk), "go on", asked)
    circle, cycle = _held(asked)
    if circle.ended_at or cycle is None or cycle != asked.cycle or asked.told_at is None:
        raise NotYet
    before = cycle.gathering
    says = dict(Going.objects.filter(what_next=asked).values_list("person", "says"))
    here = members_of(circle)
    on = [one for one in here if says.get(one.pk) == Going.Says.ON]
    if actor.pk not in {one.pk for one in on}:
        raise NotYet
    if len(on) < ENOUGH or instant(first, before.zone) <= at:
        raise CannotBegin
    for one in here:
        if says.get(one.pk) in (Going.Says.END, Going.Says.LEAVE):
            leave(one, circle, at=at)
    return lay_cycle(
        actor, circle, on, languages=cycle.languages, zone=before.zone, first=first,
        every_weeks=every_weeks, meetings=meetings, minutes=minutes, by=Cycle.By.CREW,
        key=f"crew:{circle.pk}:{cycle.number + 1}", like=before, at=at,
    )  # fmt: skip


@transaction.atomic
def end_well(actor: Person, asked: WhatNext, *, at: datetime) -> Ending:
    """The crew ends, as it was said that it would: its circle is over, and each has a last letter.
    Not while two of them would go on."""
    allowed(Viewer.of(actor.pk), "go on", asked)
    circle, _cycle = _held(asked)
    if asked.told_at is None or len(going_on(asked)) >= ENOUGH:
        raise NotYet
    here = members_of(circle)
    ending = end_together(actor, circle, at=at)
    tell_crew(
        "crews.good_bye", asked.cycle, here, about={"circle": circle.pk}, key=str(ending.pk), at=at
    )
    return ending


def going_on(asked: WhatNext) -> list[int]:
    """Who is there and would go on."""
    here = Membership.objects.current().filter(circle=asked.cycle.circle_id).values("person")
    said = Going.objects.filter(what_next=asked, says=Going.Says.ON, person__in=here)
    return list(said.values_list("person", flat=True))


def _held(asked: WhatNext) -> tuple[Circle, Cycle | None]:
    """The circle, which nobody else changes meanwhile, and its cycle as it is now."""
    circle = Circle.objects.select_for_update(no_key=True).get(pk=asked.cycle.circle_id)
    asked.refresh_from_db(fields=["told_at"])
    return circle, current(circle)
