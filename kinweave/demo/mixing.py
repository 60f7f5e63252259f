"""The soup of the demo mixes: it did last time, and will next time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kinweave.demo.calendar import Calendar
from kinweave.gatherings.models import Answer, Occasion
from kinweave.mixing import actions
from kinweave.mixing.feeding import feed
from kinweave.mixing.models import Participant, Plan
from kinweave.mixing.tasks import write_down
from kinweave.people.models import Person

Row = Mapping[str, Any]


def mix(row: Row, people: Mapping[str, Person], days: Calendar) -> None:
    """All of ``texts/mixing.toml``. The engine takes its time, so that the worker mixes what is to
    come, and what has been stands in the texts."""
    host = people[row["host"]]
    dates = Occasion.objects.filter(gathering__name=row["gathering"], skipped_at=None)
    dates = dates.select_related("gathering__circle")
    been = dates.took_place(days.now).order_by("starts_at").last()
    if been is not None:
        _it_was_mixed(row["been"], host, been)
    _plan_for(row["coming"], host, dates.not_over(days.now)[0], at=days.ago(row["coming"]["days"]))


def _plan_for(row: Row, host: Person, on: Occasion, **at: Any) -> Plan:
    yes = Answer.objects.filter(occasion=on, says=Answer.Says.YES).values_list("pk", flat=True)
    how = {name: row[name] for name in ("rounds", "size", "minutes", "names")}
    return actions.make(host, on, answers=list(yes), **how, **at)


def _it_was_mixed(row: Row, host: Person, on: Occasion) -> None:
    now = on.starts_at
    plan = _plan_for(row, host, on, at=now)
    rows = Participant.objects.filter(plan=plan).select_related("person", "guest")
    called = {one.called.split()[0].lower(): one.pk for one in rows}
    made = {
        number: tuple(tuple(called[name] for name in group if name in called) for group in groups)
        for number, groups in enumerate(row["groups"], 1)
    }
    write_down(plan, feed(plan), made, now)
    for after in range(row["rounds"]):
        now += timedelta(minutes=row["minutes"])
        actions.begin_next(host, plan, after=after, at=now)
    actions.end(host, plan, at=now + timedelta(minutes=row["minutes"]))
