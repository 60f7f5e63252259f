"""A round of pairs in Ferrymoor, whose hour has come: the worker pairs those who are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kinweave.circles.models import Circle
from kinweave.demo.calendar import Calendar
from kinweave.people.models import Person
from kinweave.rounds import actions

Row = Mapping[str, Any]


def go_round(row: Row, circle: Circle, people: Mapping[str, Person], days: Calendar) -> None:
    """What was opened, who counted themselves in, and how it goes on, of a row of
    ``texts/rounds.toml``. The engine takes its time, so that the worker makes the pairs, a moment
    after the site is there."""
    opener, at = people[row["opener"]], days.ago(row["days"])
    actions.open_round(
        opener, circle, shape=row["shape"], words=row["words"], pairs_at=days.now, at=at
    )
    for one in row["in"]:
        actions.count_in(
            people[one["person"]], circle, once=one.get("once", False), hours=True,
            at=days.ago(one["days"]),
        )  # fmt: skip
    opens_at = days.now + timedelta(days=row["again"])
    actions.schedule(
        opener, circle, shape=row["shape"], weeks=row["weeks"], opens_at=opens_at, at=at
    )
