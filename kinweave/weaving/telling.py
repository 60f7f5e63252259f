"""Whom a season tells what. Letters are written when they are sent, from what holds then."""

from __future__ import annotations

from datetime import datetime

from kinweave.notices.actions import tell
from kinweave.people.models import Person
from kinweave.weaving.models import Place, Season


def tell_proposed(season: Season, place: Place, at: datetime) -> None:
    """A crew is proposed to them, or is another than before."""
    tell(
        "weaving.proposed", receiver=place.person, about={"season": season.pk},
        key=f"weaving.proposed:{place.crew_id}:{place.person_id}:{at.isoformat()}", at=at,
        circle=season.circle,
    )  # fmt: skip


def tell_left(season: Season, person: Person, at: datetime) -> None:
    """There is no crew for them as things stand."""
    tell(
        "weaving.left", receiver=person, about={"season": season.pk},
        key=f"weaving.left:{season.pk}:{person.pk}:{at.isoformat()}", at=at,
        circle=season.circle,
    )  # fmt: skip


def tell_hours(season: Season, place: Place, at: datetime) -> None:
    """The time of their crew does not suit all of them any more."""
    tell(
        "weaving.hours", receiver=place.person, about={"season": season.pk},
        key=f"weaving.hours:{place.crew_id}:{place.person_id}:{at.isoformat()}", at=at,
        circle=season.circle,
    )  # fmt: skip
