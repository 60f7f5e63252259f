"""People of the demo call crews, live in them, and part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from kinweave.calling import actions as calling
from kinweave.calling.answered import times_for
from kinweave.calling.models import Call
from kinweave.circles.models import Circle
from kinweave.crews import actions
from kinweave.crews.models import LookBack, Passage, Turn
from kinweave.demo.calendar import Calendar
from kinweave.people.models import Person

Row = Mapping[str, Any]
People = Mapping[str, Person]


def crew_up(row: Row, parent: Circle, people: People, days: Calendar) -> Circle:
    """All that became of one crew until now, of a row of ``texts/crews.toml``."""
    everybody = [people[name] for name in row["people"]]
    first = datetime.combine(days.next(row["on"], weeks=row["weeks"]), time(row["hour"]))
    crew = actions.begin(
        everybody[0], parent=parent, name=row["name"], people=everybody, about=row["about"],
        languages=["en"], zone=row["zone"], first=first, every_weeks=2, meetings=row["meetings"],
        minutes=90, hosts=[people[name] for name in row["hosts"]], smallest=3, largest=6,
        key=f"demo:{row['name']}", at=days.ago(row["days"]),
    )  # fmt: skip
    for said in row.get("charter", []):
        last = Passage.objects.filter(circle=crew, about=said["about"]).first()
        based_on = last.revision if last else 0
        actions.word(
            people[said["by"]], crew, about=said["about"], words=said["words"],
            based_on=based_on, at=days.ago(said["days"]),
        )  # fmt: skip
    if "offers" in row:
        to_come = Turn.objects.filter(cycle__circle=crew, occasion__ends_at__gt=days.now)
        turn = to_come.filter(host=people[row["offers"]]).first()
        if turn is not None:
            actions.offer_turn(people[row["offers"]], turn, at=days.ago(1))
    _comes_to_its_end(row, crew, people, days)
    return crew


def _comes_to_its_end(row: Row, crew: Circle, people: People, days: Calendar) -> None:
    cycle = crew.cycles.get()
    for said in row.get("looks_back", []):
        words = {about: said[about] for about in LookBack.About.values if about in said}
        actions.look_back(people[said["by"]], cycle, said=words, at=days.ago(said["days"]))
    if "asked" not in row:
        return
    at = days.ago(row["asked_days"])
    asked = actions.ask_what_next(people[row["asked"]], cycle, at=at)
    for order, would in enumerate(row["would"], start=1):
        name, says = would.split()
        when = days.ago(row["asked_days"], order=order)
        actions.say(people[name], asked, says=says, at=when)
    if "ends" in row:
        actions.end_well(people[row["asked"]], asked, at=days.ago(row["ends"]))


def call_out(row: Row, circle: Circle, people: People, days: Calendar) -> None:
    """One call, and what others said to it."""
    at, caller = days.ago(row["days"]), people[row["caller"]]
    told = ("name", "words", "kind", "practice", "zone", "smallest", "largest")
    call = calling.call(
        caller, circle, at=at, languages=[row["language"]], until=days.in_days(row["until"]),
        starts=days.in_days(row["starts"]), **{name: row[name] for name in told},
    )  # fmt: skip
    for says in ("yes", "maybe"):
        for order, name in enumerate(row[says], start=1):
            when = days.ago(row["days"] - 1, order=order)
            hosts = name in row["hosts"]
            calling.answer(people[name], call, says=says, hosts=hosts, at=when)
    for said in row["questions"]:
        at = days.ago(said["days"])
        asked = calling.ask(people[said["by"]], call, words=said["words"], at=at)
        if "reply" in said:
            calling.reply(caller, asked, words=said["reply"], told=True, at=at)
    if "began" in row:
        _begin_by_hand(row, call, people, days)


def _begin_by_hand(row: Row, call: Call, people: People, days: Calendar) -> None:
    """Its caller has enough people and a common time, and asks nobody."""
    at = days.ago(row["began"])
    others = [people[name].pk for name in row["yes"]]
    first = times_for(call, [call.caller_id, *others], at.date())[0].starts_at
    calling.start(call.caller, call, people=others, first=first, at=at)
