"""What somebody tells this viewer of themselves: the only way in which a profile is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
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
TOPICS = frozenset(Topic.Kind.values)


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody as the database has them: with whatever of them stands in rows of its own."""

    person: Person
    profile: Profile
    languages: list[Spoken] = field(default_factory=list)
    topics: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def told(viewer: Viewer, person: Person) -> Shown:
    """What ``viewer`` may see of ``person``; :data:`NOTHING` where they may not see them."""
    return told_of(viewer, [person]).get(person.pk, NOTHING)


def told_of(
    viewer: Viewer, people: Iterable[Person], fields: Collection[Field] = tuple(Field)
) -> dict[int, Shown]:
    """The same of many, by their ids, in three queries; whom the viewer may not see is left out.

    ``fields``: what the page has room for. The rest is neither shown nor read.
    """
    rows = _seen(viewer, people).select_related("profile")
    if Field.HOURS in fields:
        rows = rows.select_related("hours")
    known = {person.pk: _Known(person, _profile(person)) for person in rows}
    if Field.LANGUAGES in fields:
        spoken = SpokenLanguage.objects.filter(person__in=known)
        for number, code, fluency in spoken.values_list("person", "code", "fluency"):
            known[number].languages.append(Spoken(code, fluency))
    if not TOPICS.isdisjoint(fields):
        topics = Topic.objects.filter(person__in=known)
        for number, kind, words in topics.values_list("person", "kind", "words"):
            known[number].topics[kind].append(words)
    return {
        number: _shown(_distance(viewer, one.person), one, fields) for number, one in known.items()
    }


def faces_of(viewer: Viewer, people: Iterable[Person]) -> dict[int, str]:
    """The addresses of small pictures, in one query; those without one are left out."""
    if not (people := list(people)):
        return {}
    rows = _seen(viewer, people).exclude(profile__picture="").exclude(profile=None)
    near, circles = Told.NEAR.value, Told.CIRCLES.value
    found = {}
    for number, name, told_to, *close in rows.values_list(
        "pk", "profile__picture", "profile__picture_told", near, circles
    ):
        distance = Told.ME if number == viewer.person else _nearest(*close)
        if distance and told_to in HOLDS[distance]:
            found[number] = picture_address(number, name, SMALL)
    return found


def _shown(distance: Told | None, known: _Known, fields: Collection[Field]) -> Shown:
    """What somebody at this distance sees of somebody; ``None`` is somebody who shares no
    circle with them, and sees the name (of a person who asks to join, say)."""
    to_be_told = HOLDS[distance] if distance else ()
    shown: dict[str, object] = {"person": known.person.pk, "name": known.person.shown_name}
    for one in fields:
        if getattr(known.profile, f"{one}_told") in to_be_told:
            shown |= _FIELDS[one](known)
    return Shown(**shown)  # type: ignore[arg-type]


def picture_address(person: int, name: str, size: int) -> str:
    """Where the picture is: a new address for a new picture, so that a browser may keep it."""
    return f"{reverse('picture', args=[person, size])}?{name[:8]}"


def _seen(viewer: Viewer, people: Iterable[Person]) -> PersonQuerySet:
    rows: PersonQuerySet = Person.objects.visible_to(viewer)
    return rows.filter(pk__in={person.pk for person in people}).annotate(
        **{
            how: ExpressionWrapper(stands(viewer, how), output_field=BooleanField())
            for how in (Told.NEAR, Told.CIRCLES)
        }
    )


def _distance(viewer: Viewer, person: Person) -> Told | None:
    if viewer.person == person.pk:
        return Told.ME
    return _nearest(*(getattr(person, how) for how in (Told.NEAR, Told.CIRCLES)))


def _nearest(near: bool, circles: bool) -> Told | None:
    return Told.NEAR if near else Told.CIRCLES if circles else None


def _profile(person: Person) -> Profile:
    """An empty one for somebody who has not told anything yet."""
    return getattr(person, "profile", None) or Profile()


def _topics(kind: str) -> Callable[[_Known], dict[str, object]]:
    return lambda known: {kind: tuple(known.topics[kind])}


def _pictures(known: _Known) -> dict[str, object]:
    if not (name := known.profile.picture):
        return {}
    return {
        "picture": picture_address(known.person.pk, name, LARGE),
        "face": picture_address(known.person.pk, name, SMALL),
    }


def _hours(known: _Known) -> dict[str, object]:
    hours = getattr(known.person, "hours", None)
    return {"hours": hours.week} if hours else {}


_FIELDS: dict[Field, Callable[[_Known], dict[str, object]]] = {
    Field.PRONOUNS: lambda known: {"pronouns": known.profile.pronouns},
    Field.PICTURE: _pictures,
    Field.ABOUT: lambda known: {"about": known.profile.about},
    Field.PLACE: lambda known: {"place": known.profile.place, "point": known.profile.point},
    Field.ZONE: lambda known: {"zone": known.person.time_zone},
    Field.LANGUAGES: lambda known: {"languages": tuple(known.languages)},
    **{Field(kind): _topics(kind) for kind in Topic.Kind.values},
    Field.HOURS: _hours,
}
"""What each field shows of somebody to whom it is told."""
