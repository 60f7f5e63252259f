"""Keeping a calendar in step: asked for every few hours, and what changed there changes here.

What people answered stays with its date. What somebody changed here by hand is left as it is from
then on. What is not there any more is called off, as far as it is to come.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kinweave.access import Viewer, can
from kinweave.gatherings import actions
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.importing.actions.keeping import pause
from kinweave.importing.bringing import EVERY, TakenBack, bring_in, hold
from kinweave.importing.looking import ask_there, summary, understood
from kinweave.importing.models import Brought, Import
from kinweave.importing.reading import Found, NoCalendar, Planned
from kinweave.importing.standing import as_it_stands
from kinweave.importing.updating import update
from kinweave.importing.words import EMPTY, LEFT, NO_CALENDAR
from kinweave.jobs.models import State
from kinweave.outside import Refused

WHOLE = timedelta(days=7)
"""All of it is read anew this often, also where nothing changed: a series goes on."""
GIVE_UP = timedelta(days=14)


def keep_in_step(row: Import, now: datetime) -> State | None:
    """Ask, and do as the calendar says."""
    if not row.keeps:
        return State.DONE
    if not can(Viewer.of(row.person_id), "bring in", row):
        pause(row, why=LEFT, at=now)
        return State.DONE
    lately = row.whole_at is not None and row.whole_at > now - WHOLE
    try:
        got = ask_there(row, again=lately)
        if got.unchanged:
            return _worked(row, now)
        found = understood(got.body, row, now)
    except Refused as refused:
        return _failed(row, refused.why.value, now)
    except NoCalendar:
        return _failed(row, NO_CALENDAR, now)
    if not found.seen and Brought.objects.filter(by=row, gone_at=None).exists():
        return _failed(row, EMPTY, now)
    try:
        _step(row, found, now)
    except TakenBack:
        return State.DONE
    marks = {"etag": got.etag, "modified": got.modified, "whole_at": now}
    return _worked(row, now, **marks, shown=summary(found, row))


def _step(row: Import, found: Found, now: datetime) -> None:
    """Each event in a transaction of its own: killed in between, the next attempt goes on."""
    for planned in found.events:
        with transaction.atomic():
            hold(row)
            if not bring_in(row, planned, now):
                _update(row, planned, now)
    gone = set(found.off)
    if found.whole:
        there = Brought.objects.filter(by=row, gone_at=None).values_list("uid", flat=True)
        gone |= set(there) - found.seen
    for uid in sorted(gone):
        with transaction.atomic():
            hold(row)
            _call_off(row, uid, now)


def _ours(row: Import, uid: str, at: datetime) -> Brought | None:
    """What this import brought in and may still change: nobody here has, and its maker hosts it."""
    one = Brought.objects.filter(by=row, uid=uid, gone_at=None).first()
    if one is None or one.left_since:
        return None
    gathering = Gathering.objects.select_for_update().get(pk=one.gathering_id)
    if gathering.host_id == row.person_id and as_it_stands(gathering.pk) == one.standing:
        return one
    one.left_since = at
    one.save(update_fields=["left_since"])
    return None


def _update(row: Import, planned: Planned, at: datetime) -> None:
    one = _ours(row, planned.uid, at)
    if one is None:
        return
    one.keys = update(row.person, one, planned, at)
    one.mark, one.standing = planned.mark, as_it_stands(one.gathering_id)
    one.save(update_fields=["keys", "mark", "standing"])


def _call_off(row: Import, uid: str, at: datetime) -> None:
    one = _ours(row, uid, at)
    if one is None:
        return
    if Occasion.objects.taking_place().not_over(at).filter(gathering=one.gathering_id).exists():
        actions.call_off(row.person, one.gathering, at=at)
    one.gone_at, one.standing = at, as_it_stands(one.gathering_id)
    one.save(update_fields=["gone_at", "standing"])


def _worked(row: Import, now: datetime, **changes: Any) -> State:
    _put(row, worked_at=now, tried_at=now, failing_since=None, why="", **changes)
    row.rest(now + EVERY)
    return State.WAITING


def _failed(row: Import, why: str, now: datetime) -> State:
    """Later, ever less often; after two weeks not by itself any more."""
    since = row.failing_since or now
    _put(row, tried_at=now, failing_since=since, why=why)
    if now - since >= GIVE_UP:
        pause(row, why=why, at=now)
        return State.DONE
    row.rest(now + max(timedelta(hours=1), min(now - since, timedelta(days=1))))
    return State.WAITING


def _put(row: Import, **changes: Any) -> None:
    rows = Import.objects.filter(pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at)
    rows.update(**changes)
