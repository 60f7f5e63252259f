"""What somebody tells this viewer of themselves: the only way in which a profile is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from kinweave.access import Viewer, address
from kinweave.people.closeness import HOLDS, stands
from kinweave.people.languages import name_of
from kinweave.people.models import Field, Person, SpokenLanguage, Told, Topic
from kinweave.people.models.person import name_shown
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

    @property
    def address(self) -> str:
        """The page of this person."""
        return address("person", self.person)


NOTHING = Shown()
TOPICS = frozenset(Topic.Kind.values)


Row = Mapping[str, Any]
"""Columns of somebody and of their profile, as the database has them."""


def told(viewer: Viewer, person: Person) -> Shown:
    """What ``viewer`` may see of ``person``; :data:`NOTHING` where they may not see them."""
    return told_of(viewer, [person.pk]).get(person.pk, NOTHING)


def told_of(
    viewer: Viewer, people: Iterable[int], fields: Collection[Field] = tuple(Field)
) -> dict[int, Shown]:
    """The same of many, by their ids, in three queries; whom the viewer may not see is left out.

    ``fields``: what the page has room for. The rest is neither shown nor read.
    """
    seen = Person.objects.visible_to(viewer).filter(pk__in=set(people))
    return by_person(shown_in(viewer, telling(viewer, seen, fields), fields))


def faces_of(viewer: Viewer, people: Iterable[int]) -> dict[int, str]:
    """The addresses of small pictures, in one query; those without one are left out."""
    if not (people := set(people)):
        return {}
    seen = Person.objects.visible_to(viewer).filter(pk__in=people)
    seen = seen.exclude(profile__picture="").exclude(profile=None)
    shown = shown_in(viewer, telling(viewer, seen, [Field.PICTURE]), [Field.PICTURE])
    return {number: one.face for number, one in by_person(shown).items() if one.face}


def telling(
    viewer: Viewer,
    rows: QuerySet[Any, Any],
    fields: Collection[Field],
    *also: str,
    person: str = "",
    fellows: bool = False,
) -> QuerySet[Any, Row]:
    """``rows`` as the columns that :func:`shown_in` reads, and ``also``.

    The rows have come through the door, and each is somebody whom ``viewer`` may see or, with
    ``person``, a path of the model, belongs to such a one: so a list of members is one query.
    ``fellows``: they share a circle with each of them, which need not be asked again.
    """
    path = _path(person)
    close = {
        how: ExpressionWrapper(stands(viewer, how, person or "pk"), output_field=BooleanField())
        for how in (_CLOSE[:1] if viewer.near else ()) + (() if fellows else _CLOSE[1:])
    }
    columns = (path + column for column in _columns(fields))
    read: QuerySet[Any, Row] = rows.annotate(**close).values(*close, *columns, *also)
    return read


def shown_in(
    viewer: Viewer,
    rows: Iterable[Row],
    fields: Collection[Field],
    *,
    person: str = "",
    fellows: bool = False,
) -> list[Shown]:
    """What ``viewer`` may see of whom these rows of :func:`telling` are about, in their order."""
    path, columns = _path(person), _columns(fields)
    known = [
        {
            Told.NEAR: row.get(Told.NEAR),
            Told.CIRCLES: row.get(Told.CIRCLES, fellows),
            **{one: row[path + one] for one in columns},
        }
        for row in rows
    ]
    numbers = {row["pk"] for row in known}
    more: defaultdict[int, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    if Field.LANGUAGES in fields:
        spoken = SpokenLanguage.objects.filter(person__in=numbers)
        for number, code, fluency in spoken.values_list("person", "code", "fluency"):
            more[number][Field.LANGUAGES].append(Spoken(code, fluency))
    if not TOPICS.isdisjoint(fields):
        topics = Topic.objects.filter(person__in=numbers)
        for number, kind, words in topics.values_list("person", "kind", "words"):
            more[number][kind].append(words)
    return [_shown(viewer, row | more[row["pk"]], fields) for row in known]


def by_person(shown: Iterable[Shown]) -> dict[int, Shown]:
    """The same, to be looked up by the ids of people."""
    return {one.person: one for one in shown if one.person is not None}


def picture_address(person: int, name: str, size: int) -> str:
    """Where the picture is: a new address for a new picture, so that a browser may keep it."""
    return f"{address('picture', person, size)}?{name[:8]}"


def _shown(viewer: Viewer, row: Row, fields: Collection[Field]) -> Shown:
    """What somebody at this distance sees of somebody. Who shares no circle with them sees the
    name (of a person who asks to join, say)."""
    to_be_told = _heard(viewer, row)
    shown = {"person": row["pk"], "name": name_shown(row["name"], row["forgotten_at"])}
    for one in fields:
        if (row[_told(one)] or Told.CIRCLES) in to_be_told:  # no profile yet: nothing is kept back
            shown |= _FIELDS[one].shown(row)
    return Shown(**shown)


def _heard(viewer: Viewer, row: Row) -> tuple[Told, ...]:
    if row["pk"] == viewer.person:
        return HOLDS[Told.ME]
    return next((HOLDS[how] for how in _CLOSE if row[how]), ())


def _path(person: str) -> str:
    return f"{person}__" if person else ""


def _columns(fields: Collection[Field]) -> list[str]:
    read = (column for one in fields for column in (_told(one), *_FIELDS[one].columns))
    return ["pk", "name", "forgotten_at", *read]


def _told(field: Field) -> str:
    return f"profile__{field}_told"


def _picture(row: Row) -> dict[str, object]:
    if not (name := row["profile__picture"]):
        return {}
    return {
        "picture": picture_address(row["pk"], name, LARGE),
        "face": picture_address(row["pk"], name, SMALL),
    }


def _place(row: Row) -> dict[str, object]:
    point = row["profile__latitude"], row["profile__longitude"]
    return {"place": row["profile__place"] or "", "point": None if None in point else point}


class _Field(NamedTuple):
    """Where something that is told stands, and what is shown of it."""

    columns: tuple[str, ...]
    shown: Callable[[Row], dict[str, object]]


def _words(name: str, column: str) -> _Field:
    return _Field((column,), lambda row: {name: row[column] or ""})


def _list(kind: Field) -> _Field:
    return _Field((), lambda row: {kind.value: tuple(row.get(kind, ()))})


_CLOSE = (Told.NEAR, Told.CIRCLES)
_FIELDS: dict[Field, _Field] = {
    Field.PRONOUNS: _words("pronouns", "profile__pronouns"),
    Field.PICTURE: _Field(("profile__picture",), _picture),
    Field.ABOUT: _words("about", "profile__about"),
    Field.PLACE: _Field(("profile__place", "profile__latitude", "profile__longitude"), _place),
    Field.ZONE: _words("zone", "time_zone"),
    Field.LANGUAGES: _list(Field.LANGUAGES),
    **{Field(kind): _list(Field(kind)) for kind in Topic.Kind.values},
    Field.HOURS: _words("hours", "hours__week"),
}
"""What each field shows of somebody to whom it is told."""
