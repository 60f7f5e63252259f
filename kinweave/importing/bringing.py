"""Bringing a calendar in: each event becomes a gathering, in a transaction of its own.

Killed at any instant, the next attempt begins again and finds what is there already by its UID, of
which a circle has each once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kinweave.access import Viewer, can
from kinweave.circles.models import Membership
from kinweave.gatherings import actions
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.rhythm import Every
from kinweave.importing.looking import understood
from kinweave.importing.mending import mend
from kinweave.importing.models import Brought, Import
from kinweave.importing.reading import Planned
from kinweave.importing.standing import as_it_stands
from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.notices.actions import tell

EVERY = timedelta(hours=6)
"""How often a calendar that is kept in step is asked for."""


class TakenBack(Exception):
    """This process does not hold the import any more, or it is not wanted any more."""


def bring(row: Import, now: datetime) -> State | None:
    """All that is to come of it, and then a word to the circle."""
    if not can(Viewer.of(row.person_id), "bring in", row):
        Import.objects.filter(pk=row.pk).delete()
        return State.DROPPED
    found = understood(bytes(row.content or b""), row, now)
    try:
        for number, planned in enumerate(found.events):
            with transaction.atomic():
                hold(row)
                if not bring_in(row, planned, now):
                    mend(row, planned, now)
            if number % 20 == 0:
                done = 100 * number // len(found.events)
                Import.objects.filter(pk=row.pk).update(progress=done)
        _is_in(row, now)
    except TakenBack:
        return None
    if row.keeps_since:
        row.rest(now + EVERY)
        return State.WAITING
    return State.DONE


def _is_in(row: Import, now: datetime) -> None:
    """All of it came in: the circle hears so, once."""
    with transaction.atomic():
        hold(row)
        done_at = {"brought_at": now, "tried_at": now, "worked_at": now, "whole_at": now}
        rows = Import.objects.filter(pk=row.pk)
        rows.update(stage=Import.Stage.BROUGHT, content=None, progress=100, **done_at)
        write("importing.brought", actor=row.person, at=now, circle=row.circle, thing=row)
        if row.tells and Brought.objects.filter(by=row).exists():
            _tell_members(row, now)


def hold(row: Import) -> None:
    """Lock the import until the end of the transaction. Raises :class:`TakenBack` where somebody
    stopped it, or another process goes on with it."""
    rows = Import.objects.select_for_update().filter(
        pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at, stopped_at=None, paused_at=None
    )
    if not rows.exists():
        raise TakenBack


def bring_in(row: Import, planned: Planned, at: datetime) -> bool:
    """Make a gathering of an event, if the circle has not got it; whether it was made."""
    known = Brought.objects.filter(circle=row.circle, uid=planned.uid).first()
    if known and not known.gone_at and not _is_over(known.gathering_id, at):
        return False
    gathering = _planned(row, planned, at)
    keys = {str(number): one.key for number, one in enumerate(planned.dates, start=1)}
    if planned.rhythm.every == Every.DATES:
        keys = {str(number): one.key for number, one in enumerate(planned.taking_place, start=1)}
    made = {
        "by": row, "gathering": gathering, "mark": planned.mark, "keys": keys, "gone_at": None,
        "left_since": None, "standing": as_it_stands(gathering.pk),
    }  # fmt: skip
    Brought.objects.update_or_create(circle=row.circle, uid=planned.uid, defaults=made)
    return True


def said_of(planned: Planned) -> dict[str, Any]:
    """What an event says, as a gathering does."""
    return {
        "name": planned.name or _("Without a name"),
        "words": planned.words,
        "place": planned.place,
        "link": planned.link,
    }


def _is_over(gathering: int, at: datetime) -> bool:
    """A series has sixty dates; when they have been, the calendar's next ones are another."""
    return not Occasion.objects.not_over(at).filter(gathering=gathering).exists()


def _planned(row: Import, planned: Planned, at: datetime) -> Gathering:
    """A gathering with its dates: first as the rhythm has them, then as they are; then announced,
    without a letter to anybody."""
    rhythm = planned.rhythm
    single = rhythm.every == Every.DATES
    dates = planned.taking_place if single else list(planned.dates)
    walls = [one.wall for one in dates if one.wall is not None] if single else []
    first = walls[0] if single else dates[0].usual
    gathering = actions.plan(
        row.person, row.circle, **said_of(planned), audience=row.audience, day=first.date(),
        time=first.time(), zone=planned.zone, minutes=planned.minutes, rhythm=rhythm,
        times=len(dates), walls=walls, all_day=planned.all_day, at=at,
    )  # fmt: skip
    rows = list(Occasion.objects.filter(gathering=gathering).order_by("number"))
    for one, date in zip(rows, dates, strict=True):
        if date.wall is None:
            actions.skip(row.person, one, at=at)
        elif date.wall != one.wall:
            actions.move(row.person, one, day=date.wall.date(), time=date.wall.time(), at=at)
    actions.announce(row.person, gathering, quietly=True, at=at)
    return gathering


def _tell_members(row: Import, at: datetime) -> None:
    """Once for all of it, in their digest."""
    here = Membership.objects.current().filter(circle=row.circle).exclude(person=row.person)
    for membership in here.select_related("person").order_by("pk"):
        tell(
            "importing.brought",
            receiver=membership.person,
            about={"import": row.pk},
            key=f"importing.brought:{row.pk}:{membership.person_id}",
            at=at,
            circle=row.circle,
            in_digest=True,
        )
