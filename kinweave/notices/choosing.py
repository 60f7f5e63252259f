"""Which letters somebody wants, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from kinweave.access import Viewer
from kinweave.notices.letters import kinds
from kinweave.notices.models import Rhythm, Stopped


@dataclass(frozen=True, slots=True)
class Source:
    """One place that a kind of letter comes from: a circle, or (``None``) everywhere."""

    circle: Any
    stopped: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: ``comes`` says when, in words."""

    name: str
    comes: tuple[Any, ...]
    everywhere: Source
    circles: tuple[Source, ...]


def kinds_for(viewer: Viewer) -> list[Kind]:
    """All kinds that can be stopped, and what ``viewer`` said about each; two queries."""
    circle = Stopped._meta.get_field("circle").related_model
    mine = list(circle._base_manager.filter(pk__in=viewer.circles).order_by("name", "pk"))
    said: set[tuple[str, int | None]] = set(
        Stopped.objects.visible_to(viewer).values_list("kind", "circle")
    )
    return [
        Kind(
            name,
            comes(name),
            Source(None, (name, None) in said),
            tuple(Source(one, (name, one.pk) in said) for one in mine),
        )
        for name in kinds()
    ]


def comes(kind: str) -> tuple[Any, ...]:
    """When letters of a kind come, in words; nothing for a kind that is no more."""
    return tuple(dict.fromkeys(one.what for one in kinds().get(kind, ())))


def set_rhythm(person: Any, *, when: str, days: Iterable[str], hour: int) -> Rhythm:
    """How often, and at which hour of their clock, a person gets a digest."""
    said = {"when": when, "days": "".join(sorted(set(days))), "hour": hour}
    return Rhythm.objects.update_or_create(person=person, defaults=said)[0]


def stop(who: int | str, *, kind: str, circle: int | None, at: datetime) -> bool:
    """No more letters of this kind, from one circle or from all; false if there is no such person,
    circle or kind any more. Saying it twice is saying it once.

    ``who``: a person's number, or the fingerprint of an address (:meth:`Stopped.fingerprint`).
    """
    people = get_user_model()._default_manager.filter(is_active=True)
    circles = Stopped._meta.get_field("circle").related_model._base_manager
    here = isinstance(who, str) or people.filter(pk=who).exists()
    known = circle is None or circles.filter(pk=circle).exists()
    if kind not in kinds() or not known or not here:
        return False
    said = {**Stopped.by(who), "kind": kind, "circle_id": circle}
    Stopped.objects.get_or_create(**said, defaults={"since": at})
    return True


def resume(who: int | str, *, kind: str, circle: int | None) -> None:
    """Letters of this kind again."""
    Stopped.objects.filter(**Stopped.by(who), kind=kind, circle=circle).delete()
