"""A plan of crews, as it is shown in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from kinweave.command.showing import Screen, quality_in_words
from kinweave.plans import crew_ids, reason_in_words
from kinweave.plans.languages import language
from kinweave.plans.page import summary
from kinweave.plans.wording import day, name_of, place, wall, weekday_short
from kinweave.solvers.crews.problem import Crew, Plan
from kinweave.words import gettext as _


def show_plan(screen: Screen, plan: Plan, names: Mapping[str, str]) -> None:
    """The crews as a table, those without one with reasons, and how good it all is."""
    screen.heading(summary(plan))
    if plan.crews:
        screen.say()
        screen.listing(
            (_("Crew"), _("Who"), _("Meets"), _("Language")),
            [
                (crew_id, members(crew, names), first_meeting(crew), language(crew.languages[0]))
                for crew_id, crew in zip(crew_ids(plan), plan.crews, strict=True)
            ],
            wide=1,
        )
    if plan.unplaced:
        screen.heading(_("Not in a crew yet, and what would help"))
        for person in plan.unplaced:
            reasons = (person.reason, *person.would_help)
            told = " ".join(reason_in_words(reason, names) for reason in reasons)
            screen.say(
                _("{name}: {why}").format(name=name_of(person.key, names), why=told), indent=2
            )
    screen.say()
    screen.say(quality_in_words(plan.quality))


def members(crew: Crew, names: Mapping[str, str]) -> str:
    """The names of a crew."""
    return ", ".join(name_of(key, names) for key in crew.members)


def first_meeting(crew: Crew) -> str:
    """``Tue 19:00 Vienna, from 12 January`` on two lines, by the clock of the crew."""
    series = crew.times[0].series
    start = series.starts[0].astimezone(ZoneInfo(series.zone))
    return _("{weekday} {time} {place}\nfrom {day}").format(
        weekday=weekday_short(start.weekday()),
        time=wall(start),
        place=place(series.zone),
        day=day(start.date()),
    )
