"""What dates have left behind, harvests and recordings together, as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as date_
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from kinweave.access import Viewer, address
from kinweave.circles.models import Membership
from kinweave.gatherings.models import Answer, Occasion
from kinweave.harvests.models import Harvest, Recording
from kinweave.prose import first_words

HARVEST, RECORDING = "harvest", "recording"


@dataclass(frozen=True, slots=True)
class Left:
    """A line. ``at``: when the date began; ``day``: the same by the wall clock there, which it is
    remembered by; ``words``: all of them; ``seconds``: of a recording."""

    kind: str
    number: int
    gathering: int
    date: int
    at: datetime
    day: date_
    title: str
    words: str
    seconds: int | None

    @property
    def address(self) -> str:
        """Its page."""
        return address(self.kind, self.gathering, self.date, self.number)

    @property
    def is_recording(self) -> bool:
        """Whether one hears it, rather than reads it."""
        return self.kind == RECORDING

    @property
    def begins(self) -> str:
        """Its first words."""
        return first_words(self.words) if self.words else ""

    @property
    def year(self) -> int:
        """Under which it stands."""
        return self.day.year


def left_behind(viewer: Viewer, **of: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """What this viewer may read and hear, the newest date first; :func:`lines` reads these rows.

    ``of``: what is asked of its date, by fields of :class:`Occasion`.
    """
    which = {f"occasion__{name}": value for name, value in of.items()}
    read = Harvest.objects.visible_to(viewer).filter(
        **which, published_at__isnull=False, taken_back_at=None
    )
    heard = Recording.objects.visible_to(viewer).agreed_to().filter(**which)
    nothing = Value(None, output_field=IntegerField())
    found = _rows(read, HARVEST, nothing).union(_rows(heard, RECORDING, F("seconds")), all=True)
    return found.order_by("-at", "kinds", "-number")


def _rows(rows: QuerySet[Any, Any], kind: str, seconds: Any) -> QuerySet[Any, Any]:
    named = rows.order_by().annotate(
        kinds=Value(kind, output_field=CharField()), number=F("pk"), at=F("occasion__starts_at"),
        long=seconds,
    )  # fmt: skip
    columns = ("kinds", "number", "occasion__gathering", "occasion__number", "at", "occasion__day")
    found: QuerySet[Any, Any] = named.values_list(*columns, "title", "words", "long")
    return found


def lines(rows: Iterable[tuple[Any, ...]]) -> list[Left]:
    """Rows of :func:`left_behind`, as lines."""
    return [Left(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Possible:
    """Who may have come: numbers and names, of those who said so, and of the rest of the circle.
    ``sure``: the numbers of those who said yes."""

    expected: list[tuple[int, str]]
    others: list[tuple[int, str]]
    sure: list[int]

    @property
    def all(self) -> list[tuple[int, str]]:
        """Everybody, those who said so first."""
        return self.expected + self.others


def possible_for(viewer: Viewer, occasion: Occasion) -> Possible:
    """Of whom whoever hosts may choose who came, or who speaks, in two queries."""
    said = Answer.objects.visible_to(viewer).filter(
        occasion=occasion, person__forgotten_at=None, says__in=["yes", "maybe"]
    )
    here = Membership.objects.visible_to(viewer).filter(
        circle=occasion.gathering.circle_id, until=None
    )
    answers = [(one.says, one.person) for one in said.select_related("person") if one.person]
    expected = {person.pk: person.shown_name for _says, person in answers}
    members = {one.person_id: one.person.shown_name for one in here.select_related("person")}
    others = {number: name for number, name in members.items() if number not in expected}
    return Possible(
        _by_name(expected),
        _by_name(others),
        [person.pk for says, person in answers if says == "yes"],
    )


def _by_name(people: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(people.items(), key=lambda one: (one[1].casefold(), one[0]))
