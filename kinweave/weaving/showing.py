"""A season as people read it: what I can do now, my crew, and crews for who gathers it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from kinweave.access import KeptSeen, Viewer, some
from kinweave.calling.models import Call
from kinweave.people.languages import name_of
from kinweave.people.models import Person
from kinweave.people.models.person import name_shown
from kinweave.plans.reasons import reason_in_words
from kinweave.plans.wording import place, wall
from kinweave.weaving.actions.gathering import is_published
from kinweave.weaving.called import calls_of
from kinweave.weaving.laying import reasons_of
from kinweave.weaving.models import Left, Place, Proposal, ProposedCrew, Season
from kinweave.weaving.models.season import Stage

Names = dict[int, str]


@dataclass(frozen=True, slots=True)
class MyCrew:
    """A crew as one of its people reads it."""

    crew: ProposedCrew
    place: Place
    people: list[Person]
    names: list[str]
    reasons: list[str]
    languages: list[str]
    call: Call | None


def stage_of(season: Season, now: datetime) -> Stage:
    """Where a season stands."""
    return season.stage_at(now, published=is_published(season))


def stages_of(seasons: Iterable[Season], now: datetime) -> list[tuple[Season, Stage]]:
    """Each with where it stands. One query."""
    found = list(seasons)
    asked = Proposal.objects.filter(season__in=found, published_at__isnull=False)
    published = set(asked.values_list("season", flat=True))
    return [(one, one.stage_at(now, published=one.pk in published)) for one in found]


def my_crew(viewer: Viewer, season: Season, now: datetime) -> MyCrew | None:
    """What is proposed to whoever looks, or began."""
    rows = Place.objects.visible_to(viewer).filter(
        proposal__season=season, proposal__published_at__isnull=False
    )
    mine = rows.filter(person=viewer.person).select_related("crew").first()
    if mine is None:
        return None
    here = rows.filter(crew=mine.crew_id).select_related("person").order_by("person__name", "pk")
    people = [one.person for one in here]
    names = {one.pk: one.shown_name for one in people}
    return MyCrew(
        mine.crew,
        mine,
        people,
        [names[one.pk] for one in people if one.pk != viewer.person],
        in_words(mine.crew.reasons, names),
        [name_of(code) for code in mine.crew.languages],
        next(iter(calls_of(season, list(names), now).values()), None),
    )


def my_reasons_left(viewer: Viewer, season: Season) -> list[str] | None:
    """Why there is no crew for whoever looks, and what would help."""
    rows = Left.objects.visible_to(viewer).filter(
        proposal__season=season, proposal__published_at__isnull=False, person=viewer.person
    )
    found = rows.first()
    return None if found is None else in_words(found.reasons, {})


def in_words(reasons: Iterable[dict[str, Any]], names: Names) -> list[str]:
    """Reasons as sentences."""
    known = {str(number): name for number, name in names.items()}
    return [reason_in_words(one, known) for one in reasons_of(reasons)]


def names_of(viewer: Viewer, people: Collection[int]) -> Names:
    """What people are called, as far as ``viewer`` sees them."""
    rows = _named.ask(viewer, people=set(people)) if people else []
    return {pk: name_shown(name, forgotten_at) for pk, name, forgotten_at in rows}


def _names(looks: Viewer) -> QuerySet[Person, tuple[int, str, datetime | None]]:
    seen: QuerySet[Person] = Person.objects.visible_to(looks).filter(pk__in=some("people"))
    return seen.order_by().values_list("pk", "name", "forgotten_at")


_named = KeptSeen(_names)


@lru_cache(4096)
def clock_of(begins: datetime | None, zone: str) -> str:
    """As in "19:00 (Lisbon)". Remembered: Python keeps eight zones, and reads others from files
    each time."""
    return f"{wall(begins.astimezone(ZoneInfo(zone)))} ({place(zone)})" if begins else ""


def other_times(crew: ProposedCrew) -> list[datetime]:
    """When else it could meet for the first time."""
    return [datetime.fromisoformat(one["starts"][0]) for one in crew.times[1:]]
