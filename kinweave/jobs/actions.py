"""Do work, wake somebody up to do it, and find what a killed process left behind.

An app says what one row of its kind needs, and nothing else::

    @works_on(Export)
    def write(row: Export, now: datetime) -> State | None: ...

The function is called with a row that this process has claimed. What it returns is where the
row stands from then on (``None``: done), unless it put the row somewhere itself. Whatever it
raises puts the row back for later. It may be killed at any instant and begun again, so what it
does outside the database carries a key.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django_tasks_db.models import DBTaskResult

from kinweave.jobs.models import State, Work, WorkQuerySet
from kinweave.jobs.place import place_of

W = TypeVar("W", bound=Work)
Done = Callable[[W, datetime], State | None]

AT_ONCE = 500
"""How many rows of a kind a tick wakes up; a backlog is not enqueued all over each time."""

_log = logging.getLogger(__name__)


class _Kind(NamedTuple):
    model: type[Work]
    do: Callable[[Any, datetime], State | None]


_kinds: dict[str, _Kind] = {}


def works_on(model: type[W]) -> Callable[[Done[W]], Done[W]]:
    """Register the function that does one row's work."""

    def register(do: Done[W]) -> Done[W]:
        _kinds[model._meta.label_lower] = _Kind(model, do)
        return do

    return register


def wake(row: Work) -> None:
    """Have a worker look at ``row`` when it is due; part of the caller's transaction.

    A wake-up that gets lost loses nothing: the next tick finds the row.
    """
    from kinweave.jobs.tasks import work

    work.using(run_after=row.next_attempt).enqueue(row._meta.label_lower, row.pk)


def tick(now: datetime) -> int:
    """Take back what killed processes had claimed, and wake up all that is due; how many."""
    return sum(_take_back(kind.model, now) + _wake_due(kind.model, now) for kind in _all_kinds())


def run_one(label: str, pk: int, now: datetime) -> bool:
    """Do the work of one row, if it is due and nobody else has it; whether it was done here."""
    kind = _kinds.get(label)
    row = kind and kind.model._base_manager.filter(pk=pk).first()
    if not kind or not row or not row.claim(now):
        return False
    try:
        state = kind.do(row, now)
    except Exception as error:
        _log.error("%s %s failed at attempt %s\n%s", label, pk, row.attempts, place_of(error))
        row.put_back(now)
        return False
    return row.settle(state or State.DONE, now)


def run_due(now: datetime, model: type[Work] | None = None) -> int:
    """Do all due work in this process, also what that work itself asks for; how much was done."""
    seen: set[tuple[str, int]] = set()
    done = 0
    while found := [one for one in _due(now, model) if one not in seen]:
        seen.update(found)
        done += sum(run_one(label, pk, now) for label, pk in found)
    return done


def _due(now: datetime, model: type[Work] | None) -> Iterator[tuple[str, int]]:
    for kind in _all_kinds():
        if model in (None, kind.model):
            due = _rows(kind.model).due(now).order_by("next_attempt", "pk")
            for pk in due.values_list("pk", flat=True):
                yield kind.model._meta.label_lower, pk


def _all_kinds() -> Iterator[_Kind]:
    yield from list(_kinds.values())


def _rows(model: type[Work]) -> WorkQuerySet:
    return WorkQuerySet(model=model)


def _take_back(model: type[Work], now: datetime) -> int:
    stale = _rows(model).stale(now, model.PATIENCE).order_by("claimed_at")
    return sum(row.take_back(now) for row in stale[:AT_ONCE])


def _wake_due(model: type[Work], now: datetime) -> int:
    from kinweave.jobs.tasks import work

    label = model._meta.label_lower
    due = _rows(model).due(now).order_by("next_attempt", "pk").values_list("pk", flat=True)
    awake = {
        pk
        for waiting in DBTaskResult.objects.ready().filter(task_path=work.module_path)
        for name, pk in [waiting.args_kwargs["args"]]
        if name == label
    }
    asleep = [pk for pk in due[:AT_ONCE] if pk not in awake]
    for pk in asleep:
        work.enqueue(label, pk)
    return len(asleep)
