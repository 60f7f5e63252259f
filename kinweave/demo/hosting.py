"""People of the demo host: they plan and announce, others answer, and things turn out otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from kinweave.circles.models import Circle
from kinweave.demo.calendar import Calendar
from kinweave.demo.harbor import harbor
from kinweave.demo.retiring import retire
from kinweave.gatherings import actions
from kinweave.gatherings.actions.hosting import WORDS
from kinweave.gatherings.models import Gathering, Guest, Occasion
from kinweave.gatherings.moon import Phase, moons
from kinweave.gatherings.pictures import ALBUM
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.people.models import Person

Row = Mapping[str, Any]
People = Mapping[str, Person]


def gather(row: Row, circle: Circle, people: People, days: Calendar) -> None:
    """All that became of one gathering until now, of a row of ``texts/gatherings.toml``."""
    who = people[row["host"]]
    gathering = actions.plan(
        who,
        circle,
        day=_first_day(row, days),
        time=row["time"],
        zone=row["zone"],
        minutes=row["minutes"],
        rhythm=Rhythm(Every(row.get("every", Every.ONCE))),
        times=row.get("times", 1),
        all_day=row.get("all_day", False),
        at=days.ago(row["planned"]),
        **{name: row[name] for name in WORDS if name in row},
    )
    if "picture" in row:
        drawn = harbor()
        picture = ALBUM.read(drawn, drawn.getbuffer().nbytes)
        at = days.ago(row["planned"])
        actions.show_picture(who, gathering, picture=picture, alt=row["picture"], at=at)
    if "announced" not in row:
        return
    actions.announce(who, gathering, at=days.ago(row["announced"]))
    to_come = list(Occasion.objects.not_over(days.now).filter(gathering=gathering))
    if "retreat" in row:
        retire(who, row["retreat"], gathering, people, days)
    _people_answer(row, gathering, to_come, people, days)
    _it_turns_out_otherwise(row, who, gathering, to_come, days)


def _first_day(row: Row, days: Calendar) -> date:
    first = row["first"]
    if "on" in first:
        return days.next(first["on"], weeks=first["weeks"])
    if "moon" in first:
        (moon,) = moons(Phase.FULL, days.ago(first["moon"]), 1)
        return moon.astimezone(ZoneInfo(row["zone"])).date()
    return days.in_days(-first["days"])


def _people_answer(
    row: Row, gathering: Gathering, to_come: list[Occasion], people: People, days: Calendar
) -> None:
    """One after the other, so that a waiting list has an order."""
    order = count()
    for said in row["answers"]:
        for name in said["people"]:
            at = days.ago(said["days"], order=next(order))
            if one := said.get("date"):
                on = to_come[one - 1]
            else:
                on = Occasion.objects.not_over(at).filter(gathering=gathering)[0]
            actions.answer(
                people[name],
                on,
                says=said["says"],
                every="date" not in said,
                brings=said.get("brings", 0),
                at=at,
            )
    for guest in row.get("guests", []):
        at = days.ago(guest["days"], order=next(order))
        address = f"{guest['name'].split()[0].lower()}@guests.example"
        actions.come_as_guest(gathering, name=guest["name"], address=address, language="en", at=at)
        who = Guest.objects.get(gathering=gathering, address=address)
        actions.answer_as_guest(
            who, to_come[0], says=guest["says"], brings=guest.get("brings", 0), at=at
        )


def _it_turns_out_otherwise(
    row: Row, who: Person, gathering: Gathering, to_come: list[Occasion], days: Calendar
) -> None:
    for moved in row.get("moved", []):
        one = to_come[moved["date"] - 1]
        day = one.day + timedelta(days=moved["by"])
        actions.move(who, one, day=day, time=moved["time"], at=days.ago(moved["days"]))
    for left in row.get("skipped", []):
        one = to_come[left["date"] - 1]
        actions.skip(who, one, reason=left["reason"], at=days.ago(left["days"]))
    if off := row.get("called_off"):
        actions.call_off(who, gathering, reason=off["reason"], at=days.ago(off["days"]))
