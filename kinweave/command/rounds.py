"""Rounds of meetings of two, told: rounds.csv, rounds.json and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from kinweave.command.groups import group_id, others
from kinweave.command.reading import Gathered
from kinweave.command.showing import Screen
from kinweave.plans.languages import language
from kinweave.plans.table import table_text
from kinweave.plans.wording import either, full_day, listed, name_of, place, wall, weekday_short
from kinweave.solvers.crews.problem import Person
from kinweave.solvers.dyads import LeftOver, Meeting, Round
from kinweave.solvers.running import Reason
from kinweave.words import gettext as _
from kinweave.words import ngettext

COLUMNS = (
    "round", "from", "group", "name", "email", "with", "languages", "time_zone", "date",
    "starts", "length_minutes", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A meeting and a start that suits it; ``None`` where it is for them to find."""

    group: str
    meeting: Meeting
    start: datetime | None


@dataclass(frozen=True, slots=True)
class DatedRound:
    """A round (from 1) and the first of its seven days."""

    number: int
    begins: date
    meetings: tuple[Dated, ...]
    left_over: tuple[LeftOver, ...]


def dated(
    number: int, begins: date, one: Round, start: Callable[[Sequence[str]], datetime | None]
) -> DatedRound:
    """The round with an hour for each of its meetings."""
    meetings = tuple(
        Dated(group_id(number, "pair", place), meeting, start(meeting.members))
        for place, meeting in enumerate((*one.pairs, *one.trios), 1)
    )
    return DatedRound(number, begins, meetings, one.left_over)


def rounds_csv(rounds: Sequence[DatedRound], gathered: Gathered, length: int) -> str:
    """A row for each person in each round, times by their own clock."""
    return table_text(COLUMNS, _rows(rounds, gathered, length))


def rounds_json(rounds: Sequence[DatedRound]) -> list[dict[str, Any]]:
    """The rounds as plain values."""
    return [
        {
            "round": one.number,
            "from": one.begins.isoformat(),
            "meetings": [
                {
                    "id": dated.group,
                    "members": list(dated.meeting.members),
                    "languages": list(dated.meeting.languages),
                    "starts": f"{dated.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
                    if dated.start
                    else None,
                    "reasons": [reason_in_words(reason) for reason in dated.meeting.reasons],
                }
                for dated in one.meetings
            ],
            "left_over": [
                {"email": someone.key, "reason": reason_in_words(someone.reason)}
                for someone in one.left_over
            ],
        }
        for one in rounds
    ]


def show_rounds(screen: Screen, rounds: Sequence[DatedRound], gathered: Gathered) -> None:
    """A table for each round, and who has no meeting in it and why."""
    names = gathered.names
    zones = {person.key: person.zone for person in gathered.people}
    for one in rounds:
        screen.heading(
            _("Round {number}, in the seven days from {day}").format(
                number=one.number, day=full_day(one.begins)
            )
        )
        rows = [
            (
                listed(name_of(key, names) for key in dated.meeting.members),
                _when(dated.start, [zones[key] for key in dated.meeting.members]),
                ", ".join(map(language, dated.meeting.languages)),
            )
            for dated in one.meetings
        ]
        if rows:
            screen.listing((_("Who"), _("When"), _("Language")), rows, wide=0)
        for someone in one.left_over:
            screen.say(
                _("{name}: {why}").format(
                    name=name_of(someone.key, names), why=reason_in_words(someone.reason)
                ),
                indent=2,
            )


def _rows(
    rounds: Sequence[DatedRound], gathered: Gathered, length: int
) -> Iterator[dict[str, str]]:
    names = gathered.names
    people = {person.key: person for person in gathered.people}
    for one in rounds:
        shared = {"round": str(one.number), "from": one.begins.isoformat()}
        for dated in one.meetings:
            for key in dated.meeting.members:
                yield shared | {
                    "group": dated.group,
                    "name": name_of(key, names),
                    "email": key,
                    "with": others(key, dated.meeting.members, names),
                    "languages": " ".join(dated.meeting.languages),
                    **_clock(dated.start, people[key]),
                    "length_minutes": str(length),
                    "note": " ".join(map(reason_in_words, dated.meeting.reasons)),
                }
        for someone in one.left_over:
            yield shared | {
                "name": name_of(someone.key, names),
                "email": someone.key,
                "note": reason_in_words(someone.reason),
            }


def _clock(start: datetime | None, person: Person) -> dict[str, str]:
    if start is None:
        return {}
    local = start.astimezone(ZoneInfo(person.zone))
    return {"time_zone": person.zone, "date": local.date().isoformat(), "starts": wall(local)}


def _when(start: datetime | None, zones: Sequence[str]) -> str:
    """``Tue 19:00 Vienna`` and, on a line each, every other clock that says something else."""
    if start is None:
        return _("as they agree")
    told: dict[str, str] = {}
    for zone in sorted(zones):
        local = start.astimezone(ZoneInfo(zone))
        said = _("{weekday} {time}").format(
            weekday=weekday_short(local.weekday()), time=wall(local)
        )
        told.setdefault(said, place(zone))
    return "\n".join(
        _("{when} {place}").format(when=said, place=where) for said, where in told.items()
    )


def reason_in_words(reason: Reason) -> str:
    """Why two meet, or why somebody meets nobody, as a sentence."""
    values = reason.values
    match reason.kind:
        case "first_meeting":
            return _("They meet for the first time.")
        case "met_ago":
            count = cast(int, values["rounds"])
            return ngettext(
                "They met in the round before.", "They met {count} rounds ago.", count
            ).format(count=count)
        case "trio":
            return _("Three, so that nobody is left over.")
        case "nobody_here":
            return _("Nobody else is here.")
        case "no_times":
            return _("No stretch of the free hours is long enough.")
        case "alone_in_language":
            return _("Nobody else here speaks {languages}.").format(
                languages=either(map(language, cast(Sequence[str], values["languages"])))
            )
        case "nobody_free":
            return _("Nobody who shares a language is free at the same hours.")
        case _other:
            return _("There is nobody left to meet in this round.")
