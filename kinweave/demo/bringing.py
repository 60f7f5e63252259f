"""People of the demo bring something: they ask for slots, bring cases, and fill a board."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from kinweave.bringing import actions
from kinweave.bringing.models import Board
from kinweave.demo.calendar import Calendar
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.people.models import Person

Row = Mapping[str, Any]
People = Mapping[str, Person]


def bring(texts: Mapping[str, list[Row]], people: People, days: Calendar) -> None:
    """All of ``texts/bringing.toml``."""
    for row in texts["slots"]:
        _ask_for_slots(row, people, days)
    for row in texts["clinics"]:
        _bring_cases(row, people, days)
    for row in texts["boards"]:
        _fill_a_board(row, people, days)


def _dates(row: Row, days: Calendar) -> tuple[Gathering, list[Occasion]]:
    """A gathering, and what is to come of it."""
    gathering = Gathering.objects.select_related("circle").get(name=row["gathering"])
    to_come = Occasion.objects.not_over(days.now).filter(gathering=gathering, skipped_at=None)
    return gathering, list(to_come.select_related("gathering__circle"))


def _ask_for_slots(row: Row, people: People, days: Calendar) -> None:
    host = people[row["host"]]
    gathering, dates = _dates(row, days)
    said = {name: row[name] for name in ("name", "minutes", "places")}
    slots = actions.open_slots(host, gathering, at=days.ago(row["days"]), **said)
    for order, asked in enumerate(row["asked"]):
        at = days.ago(asked["days"], order=order)
        request = actions.ask(
            people[asked["person"]],
            slots,
            title=asked["title"],
            words=asked["words"],
            remind=asked.get("remind", 0),
            from_day=days.in_days(asked["from"]) if "from" in asked else None,
            at=at,
        )
        if "turn" in asked:
            actions.schedule(host, request, dates[asked["turn"] - 1], at=at)


def _bring_cases(row: Row, people: People, days: Calendar) -> None:
    host = people[row["host"]]
    gathering, dates = _dates(row, days)
    clinic = actions.open_clinic(host, gathering, places=row["places"], at=days.ago(row["days"]))
    for case in row["brought"]:
        said = {name: case[name] for name in ("title", "words")}
        actions.bring(people[case["person"]], clinic, at=days.ago(case["days"]), **said)
    for chosen in row["chosen"]:
        actions.choose(host, clinic, dates[chosen["date"] - 1], at=days.ago(chosen["days"]))


def _fill_a_board(row: Row, people: People, days: Calendar) -> None:
    host = people[row["host"]]
    _gathering, dates = _dates(row, days)
    date = dates[0]
    board = actions.open_board(
        host,
        date,
        day=date.day,
        spots=row["spots"],
        times=[(time.fromisoformat(begins), row["minutes"]) for begins in row["times"]],
        at=days.ago(row["days"]),
    )
    board.occasion = date
    for put in row["put"]:
        at = days.ago(put["days"])
        said = {name: put[name] for name in ("title", "words")}
        place = _place(board, *put["at"]) if "at" in put else None
        session = actions.put_on(people[put["person"]], board, place=place, at=at, **said)
        for order, name in enumerate(put.get("joined", []), start=1):
            actions.join(people[name], session, at=days.ago(put["days"], order=order))


def _place(board: Board, spot: str, begins: str) -> tuple[int, int]:
    hour = board.stretches.get(begins=time.fromisoformat(begins))
    return board.spots.get(name=spot).pk, hour.pk
