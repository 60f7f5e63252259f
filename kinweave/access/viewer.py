"""Whoever looks: a person at a page, the receiver of a letter, the owner of a feed, or anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib.auth import get_user_model
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Viewer:
    """What visibility depends on, and nothing else; built once for each request.

    ``circles``: where this person is a member now. ``near``: those of them that are a pair or a
    crew. ``partners``: where they are a partner. ``keys``:
    pairs of circle and what a responsibility held there opens. ``holding``: where they hold any.
    ``hidden``: people whom they do
    not see, because one of the two blocked the other. A site administrator sees no more of a
    circle than anybody else.
    """

    person: int | None = None
    circles: frozenset[int] = frozenset()
    near: frozenset[int] = frozenset()
    partners: frozenset[int] = frozenset()
    keys: frozenset[tuple[int, str]] = frozenset()
    holding: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()

    @classmethod
    def public(cls) -> Viewer:
        """Somebody about whom nothing is known."""
        return cls()

    @classmethod
    def of(cls, person_id: int) -> Viewer:
        """A person as they stand at this moment: asks the database, once for each source."""
        viewer = cls(person=person_id)
        for source in _sources:
            viewer = replace(viewer, **source(person_id))
        return viewer

    @property
    def is_somebody(self) -> bool:
        """Whether they are signed in."""
        return self.person is not None

    @property
    def administers(self) -> bool:
        """Whether they look after the site: it opens settings and accounts, and no circle. Few
        pages want to know, so that it is asked of the database when it is wanted."""
        people = get_user_model()._default_manager
        return (
            self.is_somebody
            and people.filter(pk=self.person, is_active=True, is_staff=True).exists()
        )

    def where(self, key: str) -> frozenset[int]:
        """The circles that they are in, and in which a responsibility of theirs opens ``key``."""
        return self.circles & frozenset(circle for circle, held in self.keys if held == key)

    def holds(self, circle_id: int, key: str) -> bool:
        """Whether a responsibility of theirs opens ``key`` in this circle."""
        return (circle_id, key) in self.keys


def viewer_of(request: HttpRequest) -> Viewer:
    """Whoever asks; the site's middleware looked."""
    found: Any = request.viewer  # type: ignore[attr-defined]  # by the middleware
    return cast(Viewer, found)


Source = Callable[[int], dict[str, Any]]
_sources: list[Source] = []


def contribute(source: Source) -> Source:
    """Register what an app knows of a viewer: fields of :class:`Viewer` for a person's id."""
    if source not in _sources:
        _sources.append(source)
    return source
