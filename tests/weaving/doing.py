"""What people do in a season, through the actions or over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.circles.models import Circle
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.people.models import Person
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions
from kinweave.weaving.checking import fields_by_hand
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import lay_crew
from kinweave.weaving.models import Place, Proposal, ProposedCrew, Season, Wish
from tests import builders

EVENINGS = ("." * 36 + "ffffff" + "." * 6) * 7
"""Free from 18:00 to 21:00 each day."""
MORNINGS = ("." * 16 + "ffffff" + "." * 26) * 7
VIENNA = "Europe/Vienna"


def a_season(steward: Person, circle: Circle, **said: Any) -> Season:
    """One that takes wishes now."""
    now = timezone.now()
    told = {
        "name": "Spring crews", "zone": VIENNA, "wishes_on": now.date() + timedelta(days=2),
        "answers_on": now.date() + timedelta(days=9), "starts_on": now.date() + timedelta(days=14),
    }  # fmt: skip
    made = actions.make_season(steward, circle, at=now, **{**told, **said})
    actions.open_season(steward, made, at=now)
    made.refresh_from_db()
    return made


def wishes(person: Person, season: Season, **said: Any) -> Wish:
    """They would like a crew, in English and in the evenings, unless it is said otherwise."""
    told = {"week": EVENINGS, "zone": VIENNA, "languages": ["en"], "hosting": "maybe"}
    return actions.say_wish(person, season, at=timezone.now(), **{**told, **said})


def wishes_are_in(season: Season) -> None:
    """The last day for wishes is over."""
    now = timezone.now()
    Season.objects.filter(pk=season.pk).update(
        wishes_on=now.date() - timedelta(days=1), wishes_until=now - timedelta(minutes=1)
    )


def answers_are_in(season: Season) -> None:
    """The last day for answers is over, too."""
    now = timezone.now()
    Season.objects.filter(pk=season.pk).update(
        wishes_on=now.date() - timedelta(days=3), wishes_until=now - timedelta(days=2),
        answers_on=now.date() - timedelta(days=1), answers_until=now - timedelta(minutes=1),
    )  # fmt: skip


def proposed(steward: Person, season: Season, **said: Any) -> Proposal:
    """What the engine makes of it, on the worker."""
    made = actions.ask_for_crews(steward, season, at=timezone.now(), **said)
    run_due(timezone.now(), Proposal)
    made.refresh_from_db()
    return made


def published(steward: Person, season: Season) -> Proposal:
    """Wishes are in, and crews are proposed."""
    wishes_are_in(season)
    made = proposed(steward, season)
    actions.publish(steward, made, at=timezone.now())
    made.refresh_from_db()
    return made


def proposed_by_hand(steward: Person, season: Season, groups: list[list[Person]]) -> Proposal:
    """These people wish for a crew, and in these groups crews are proposed to them: without asking
    the engine, which takes its time."""
    made = drafted_by_hand(season, groups)
    actions.publish(steward, made, at=timezone.now())
    made.refresh_from_db()
    return made


def drafted_by_hand(season: Season, groups: list[list[Person]], **said: Any) -> Proposal:
    """The same, of which they do not know yet."""
    for one in (one for group in groups for one in group):
        wishes(one, season, **said)
    wishes_are_in(season)
    now = timezone.now()
    made = Proposal.objects.create(
        season=season, number=1, seed=1, asked_at=now, next_attempt=now, state=State.DONE,
        made_at=now, progress=100,
    )  # fmt: skip
    rules = Rules(problem_of(season, now))
    for number, group in enumerate(groups, 1):
        numbers = [one.pk for one in group]
        lay_crew(made, number, numbers, fields_by_hand(rules, numbers))
    return made


def members(circle: Circle, count: int) -> list[Person]:
    """So many more people in it."""
    found = [builders.person(f"Guest{number}") for number in range(count)]
    for one in found:
        builders.member(circle, one)
    return found


def crews(proposal: Proposal) -> list[set[int]]:
    """Who is with whom."""
    return [
        set(Place.objects.filter(crew=crew).values_list("person", flat=True))
        for crew in ProposedCrew.objects.filter(proposal=proposal)
    ]


def answers(person: Person, season: Season, says: str) -> Any:
    """On the page that shows them their crew."""
    client = builders.came_in(Client(), person)
    page = client.get(reverse("season-crew", args=[season.pk]))
    mine = page.context["mine"]
    told = {"crew": mine.crew.pk, "asked": page.context["asked"], "says": says}
    return client.post(reverse("season-crew", args=[season.pk]), told, follow=True)


def keys(people: Iterable[Person]) -> set[int]:
    """Their numbers."""
    return {one.pk for one in people}
