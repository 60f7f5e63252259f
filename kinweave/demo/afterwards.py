"""People of the demo after a gathering: they leave words and recordings, and write to who came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinweave.demo.calendar import Calendar
from kinweave.gatherings.models import Occasion
from kinweave.harvests import actions
from kinweave.harvests.actions.recording import SAID
from kinweave.harvests.models import Speaker
from kinweave.people.models import Person

Row = Mapping[str, Any]
People = Mapping[str, Person]


def leave_behind(texts: Row, people: People, days: Calendar) -> None:
    """All of ``texts/harvests.toml``."""
    for row in texts["harvests"]:
        author, at = people[row["author"]], days.ago(row["days"])
        said = {name: row[name] for name in ("title", "words", "wished") if name in row}
        actions.publish(author, actions.draft(author, _date(row), **said, at=at), at=at)
    for row in texts["recordings"]:
        _record(row, people, days)
    for row in texts["afterwords"]:
        on, at = _date(row), days.ago(row["days"])
        host = people[row["host"]]
        actions.note(host, on, [people[name].pk for name in row["came"]], at=at)
        actions.write_to_those_who_came(host, on, words=row["words"], at=at)


def _record(row: Row, people: People, days: Calendar) -> None:
    at = days.ago(row["days"])
    made = actions.record(
        people[row["host"]],
        _date(row),
        link=row["link"],
        audience=row["audience"],
        speakers=[people[name].pk for name in row["speakers"]],
        **{name: row[name] for name in SAID if name in row},
        at=at,
    )
    for number, name in enumerate(row["agreed"], start=1):
        speaker = Speaker.objects.get(recording=made, person=people[name])
        actions.agree(people[name], speaker, at=days.ago(row["days"], order=number))


def _date(row: Row) -> Occasion:
    return Occasion.objects.get(gathering__name=row["gathering"], number=row["date"])
