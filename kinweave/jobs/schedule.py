"""Recurring work: each chore has its turn at most once a period, however many workers there are.

The table of all chores is :mod:`kinweave.config.schedule`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from kinweave.jobs.models import Turn
from kinweave.jobs.place import place_of

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_KEPT = timedelta(days=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """``name``: fixed for ever, the row's key. ``every``: its period. ``what``: in words.
    ``does``: the dotted path of a function that takes ``now``, and may be begun again."""

    name: str
    every: timedelta
    what: str
    does: str


def run_chores(chores: Iterable[Chore], now: datetime) -> int:
    """Do what is due; how many chores had their turn here. One that fails waits for its next."""
    had = 0
    for chore in chores:
        if not _take_turn(chore, now):
            continue
        had += 1
        does: Callable[[datetime], object] = import_string(chore.does)
        try:
            does(now)
        except Exception as error:
            _log.error("The chore %s failed\n%s", chore.name, place_of(error))
    return had


def forget_wake_ups(now: datetime) -> int:
    """Delete wake-ups that are a day old: finished ones, and those of killed processes."""
    old = Q(finished_at__lt=now - _KEPT) | Q(status="RUNNING", started_at__lt=now - _KEPT)
    return DBTaskResult.objects.filter(old).delete()[0]


def _take_turn(chore: Chore, now: datetime) -> bool:
    due = Q(began_at__lte=now - chore.every)
    put_back = Q(began_at__gt=now + chore.every)  # the clock was, since
    turns = Turn.objects.filter(due | put_back, name=chore.name)
    if Turn.objects.filter(name=chore.name).exists():
        return bool(turns.update(began_at=now))
    Turn.objects.bulk_create([Turn(name=chore.name, began_at=_NEVER)], ignore_conflicts=True)
    return bool(turns.update(began_at=now))
