"""The demo's people have a fund: somebody opens it, each says what they give, one is put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinweave.circles.models import Circle
from kinweave.demo.calendar import Calendar
from kinweave.fund import actions
from kinweave.fund.actions.tending import SAID
from kinweave.fund.models import Contribution
from kinweave.people.models import Person

Row = Mapping[str, Any]


def give_together(row: Row, circle: Circle, people: Mapping[str, Person], days: Calendar) -> None:
    """All of ``texts/fund.toml``."""
    fund = actions.begin(
        people[row["by"]],
        circle,
        keeper=people[row["keeper"]],
        at=days.ago(row["days"]),
        **{name: row[name] for name in SAID if name in row},
    )
    for said in row["gives"]:
        who, at = people[said["person"]], days.ago(said["days"])
        if said.get("nothing"):
            actions.stop(who, fund, at=at)
        else:
            actions.give(who, fund, amount=said["amount"], at=at)
    for right in row["corrected"]:
        one = Contribution.objects.current().get(fund=fund, person=people[right["person"]])
        actions.correct(
            people[row["keeper"]], one, amount=right["amount"], at=days.ago(right["days"])
        )
