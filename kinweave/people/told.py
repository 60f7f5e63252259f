"""What somebody tells this viewer of themselves: the only way in which a profile is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BooleanField, ExpressionWrapper
from django.urls import reverse

from kinweave.access import Viewer
from kinweave.people.closeness import HOLDS, stands
from kinweave.people.languages import name_of
from kinweave.people.models import Field, Person, Profile, SpokenLanguage, Told, Topic
from kinweave.people.models.person import PersonQuerySet
from kinweave.people.pictures import LARGE, SMALL


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language and how well, in words."""

    code: str
    fluency: int

    @property
    def name(self) -> str:
        """As in "German", in the reader's language."""
        return name_of(self.code)

    @property
    def how_well(self) -> str:
        """As in "with ease"."""
        return str(SpokenLanguage.Fluency(self.fluency).label)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a viewer may see of somebody. What they may not see is empty, like what is not told.

    ``person``: ``None`` if the viewer does not see them at all. ``picture`` and ``face``:
    addresses of the picture, large and small. ``point``: latitude and longitude, to one decimal.
    ``hours``: 336 signs, see :class:`WeeklyHours`.
    """

    person: int | None = None
    name: str = ""
    pronouns: str = ""
    picture: str = ""
    face: str = ""
    about: str = ""
    place: str = ""
    point: tuple[Decimal, Decimal] | None = None
    zone: str = ""
    languages: tuple[Spoken, ...] = ()
    interests: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    learning: tuple[str, ...] = ()
    hours: str = ""


NOTHING = Shown()
TOPICS = tuple(Topic.Kind.values)


def told(viewer: Viewer, person: Person) -> Shown:
    """What ``viewer`` may see of ``person``; :data:`NOTHING` where they may not see them."""
    return told_of(viewer, [person]).get(person.pk, NOTHING)


def told_of(viewer: Viewer, people: Iterable[Person]) -> dict[int, Shown]:
    """The same of many, by their ids, in three queries; whom the viewer may not see is left out."""
    rows = _seen(viewer, people).select_related("hours").prefetch_related("languages", "topics")
    return {person.pk: as_seen_from(_distance(viewer, person), person) for person in rows}


def faces_of(viewer: Viewer, people: Iterable[Person]) -> dict[int, str]:
    """The addresses of small pictures, in one query; those without one are left out."""
    found = {}
    for person in _seen(viewer, people).exclude(profile__picture=""):
        distance = _distance(viewer, person)
        if distance and _profile(person).picture_told in HOLDS[distance]:
            found[person.pk] = picture_address(person, SMALL)
    return found


def as_seen_from(distance: Told | None, person: Person) -> Shown:
    """What somebody at this distance sees of ``person``; ``None`` is somebody who shares no
    circle with them, and sees the name (of a person who asks to join, say)."""
    profile = _profile(person)
    to_be_told = HOLDS[distance] if distance else ()
    shown: dict[str, object] = {"person": person.pk, "name": person.shown_name}
    for field, what in _FIELDS.items():
        if getattr(profile, f"{field}_told") in to_be_told:
            shown |= what(person, profile)
    return Shown(**shown)  # type: ignore[arg-type]


def picture_address(person: Person, size: int) -> str:
    """Where the picture is: a new address for a new picture, so that a browser may keep it."""
    name = _profile(person).picture
    return f"{reverse('picture', args=[person.pk, size])}?{name[:8]}" if name else ""


def _seen(viewer: Viewer, people: Iterable[Person]) -> PersonQuerySet:
    rows: PersonQuerySet = Person.objects.visible_to(viewer)
    return (
        rows.filter(pk__in={person.pk for person in people})
        .select_related("profile")
        .annotate(
            **{
                how: ExpressionWrapper(stands(viewer, how), output_field=BooleanField())
                for how in (Told.NEAR, Told.CIRCLES)
            }
        )
    )


def _distance(viewer: Viewer, person: Person) -> Told | None:
    if viewer.person == person.pk:
        return Told.ME
    return next((how for how in (Told.NEAR, Told.CIRCLES) if getattr(person, how)), None)


def _profile(person: Person) -> Profile:
    """An empty one for somebody who has not told anything yet."""
    return getattr(person, "profile", None) or Profile()


def _topics(kind: str) -> Callable[[Person, Profile], dict[str, object]]:
    def of_this_kind(person: Person, _profile: Profile) -> dict[str, object]:
        return {kind: tuple(one.words for one in person.topics.all() if one.kind == kind)}

    return of_this_kind


def _languages(person: Person, _profile: Profile) -> dict[str, object]:
    return {"languages": tuple(Spoken(one.code, one.fluency) for one in person.languages.all())}


def _pictures(person: Person, profile: Profile) -> dict[str, object]:
    if not profile.picture:
        return {}
    return {
        "picture": picture_address(person, LARGE),
        "face": picture_address(person, SMALL),
    }


def _hours(person: Person, _profile: Profile) -> dict[str, object]:
    hours = getattr(person, "hours", None)
    return {"hours": hours.week} if hours else {}


_FIELDS: dict[Field, Callable[[Person, Profile], dict[str, object]]] = {
    Field.PRONOUNS: lambda _, profile: {"pronouns": profile.pronouns},
    Field.PICTURE: _pictures,
    Field.ABOUT: lambda _, profile: {"about": profile.about},
    Field.PLACE: lambda _, profile: {"place": profile.place, "point": profile.point},
    Field.ZONE: lambda person, _: {"zone": person.time_zone},
    Field.LANGUAGES: _languages,
    **{Field(kind): _topics(kind) for kind in TOPICS},
    Field.HOURS: _hours,
}
"""What each field shows of somebody to whom it is told."""
