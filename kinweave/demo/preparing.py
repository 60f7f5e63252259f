"""Hosts of the demo ask those who come, and people take what there is to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinweave.demo.calendar import Calendar
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.people.models import Person
from kinweave.preparing import actions, ready
from kinweave.preparing.actions.replying import Said

Row = Mapping[str, Any]
People = Mapping[str, Person]


def prepare(row: Row, people: People, days: Calendar) -> None:
    """All that was asked, replied, wanted and taken for one gathering, of a row of
    ``texts/preparing.toml``."""
    gathering = Gathering.objects.get(name=row["gathering"])
    host, at = people[row["host"]], days.ago(row["days"])
    for one in row["questions"]:
        said = _said(one, "replies", ready.question)
        question = actions.ask(host, gathering, at=at, **said)
        for reply in one["replies"]:
            words = Said(reply["words"], question.told)
            when = days.ago(reply["days"])
            who = people[reply["person"]]
            actions.reply(who, gathering, replies={question.pk: words}, at=when)
    to_come = list(Occasion.objects.not_over(days.now).filter(gathering=gathering))
    for one in row["roles"]:
        role = actions.open_role(host, gathering, at=at, **_said(one, "taken", ready.role))
        for taken in one["taken"]:
            who, when = people[taken["person"]], days.ago(taken["days"])
            actions.take(who, role, to_come[taken["date"] - 1], at=when)


def _said(row: Row, but: str, made_ready: Any) -> dict[str, Any]:
    if "ready" in row:
        found: dict[str, Any] = made_ready(row["ready"])
        return found
    return {name: value for name, value in row.items() if name != but}
