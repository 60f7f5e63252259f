"""Crewing seasons of Ferrymoor, one in each state.

The engine takes its time, the first time on a machine above all. So those whose crews are proposed
were gathered by hand: the steward looked before anybody had wished, found nothing, gave people more
days, and then put the crews together. Where crews are being looked for now, the worker looks, a
moment after the site is there; beside what it finds stands a draft that the steward made by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinweave.circles.models import Circle
from kinweave.demo.calendar import Calendar
from kinweave.jobs.actions import run_one
from kinweave.people.models import Person
from kinweave.people.week import BLANK
from kinweave.weaving import actions
from kinweave.weaving.actions.answering import mark_of
from kinweave.weaving.models import Place, Proposal, ProposedCrew, Season
from kinweave.weaving.own import languages_of

Row = Mapping[str, Any]
People = Mapping[str, Person]
ZONE = "Europe/Vienna"


def gather_season(
    row: Row, steward: Person, circle: Circle, people: People, days: Calendar
) -> Season:
    """All that became of one season until now, of a row of ``texts/seasons.toml``."""
    opened = row.get("opened", 2)
    last = {name: days.in_days(row[name]) for name in ("wishes", "answers", "starts")}
    told = {
        "name": row["name"], "words": row["words"], "asks": row["asks"], "zone": ZONE,
        "every_weeks": row["every_weeks"], "meetings": row["meetings"],
        "minutes": row.get("minutes", 90), "answers_on": last["answers"],
        "starts_on": last["starts"],
    }  # fmt: skip
    early = days.in_days(1 - opened) if "crews" in row else last["wishes"]
    season = actions.make_season(steward, circle, at=days.ago(opened), wishes_on=early, **told)
    if "opened" not in row:
        return season
    actions.open_season(steward, season, at=days.ago(opened))
    season.refresh_from_db()
    made = None
    if "crews" in row:
        at = days.ago(opened - 3)
        made = actions.ask_for_crews(steward, season, at=at)
        run_one("weaving.proposal", made.pk, at)
        actions.change_season(steward, season, at=at, wishes_on=last["wishes"], **told)
    _wish(row, season, people, days, opened - 4 if made else opened - 1)
    if made is not None:
        _put_together(row, steward, made, people, days)
    if "asked" in row and made is not None:
        _propose(row, steward, season, made, people, days)
    elif row["wishes"] < 0:
        actions.ask_for_crews(steward, season, at=days.now)
    return season


def _wish(row: Row, season: Season, people: People, days: Calendar, ago: int) -> None:
    for order, name in enumerate(row["in"], start=1):
        who = people[name]
        actions.say_wish(
            who, season, intention=row.get("intentions", {}).get(name, ""),
            reply=row.get("replies", {}).get(name, ""), languages=languages_of(who),
            week=who.hours.week if hasattr(who, "hours") else BLANK, zone=who.time_zone,
            hosting="yes" if order % 3 == 1 else "maybe", at=days.ago(ago, order=order),
        )  # fmt: skip


def _put_together(
    row: Row, steward: Person, made: Proposal, people: People, days: Calendar
) -> None:
    """Crews by hand; one of them may be kept as it is, whatever the engine finds."""
    at = days.ago(row.get("asked", 0))
    groups = [(one["people"], False) for one in row["crews"]] + [(row["alone"], True)]
    for names, apart in groups:
        numbers = [people[name].pk for name in names]
        actions.move(steward, made, people=numbers, to=None, apart=apart, lots=False, at=at)
    for number, one in enumerate(row["crews"], start=1):
        if one.get("kept"):
            crew = ProposedCrew.objects.get(proposal=made, number=number)
            actions.pin(steward, crew, keep=True, at=at)


def _propose(
    row: Row, steward: Person, season: Season, made: Proposal, people: People, days: Calendar
) -> None:
    """To their people; some have answered, and the last day may be over."""
    actions.publish(steward, made, at=days.ago(row["asked"]))
    for one in row["crews"]:
        for says in ("yes", "no"):
            for order, name in enumerate(one[says], start=2):
                place = Place.objects.select_related("crew").get(proposal=made, person=people[name])
                actions.answer(
                    people[name], season, crew=place.crew_id, asked=mark_of(place.crew),
                    says="yes" if says == "yes" else "not this season",
                    at=days.ago(row["asked"] - 1, order=order),
                )  # fmt: skip
    if row["answers"] < 0:
        actions.end_seasons(days.ago(-row["answers"] - 1))
