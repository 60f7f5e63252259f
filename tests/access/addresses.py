"""Every address of the site in the tests' world, from the resolver and the table of sights."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

from django.urls import URLPattern, URLResolver, reverse

from kinweave.access import Sight, sights
from tests.world import World

ROWS = {sight.name: sight for sight in sights()}
ABSENT = 987_654_321


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The name of every address that the site has; one without a name stands as its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else f"{space}{pattern.pattern}"


def arguments(sight: Sight, world: World) -> list[Any]:
    """What fills the address of ``sight`` in ``world``."""
    return [reduce(getattr, path.split("."), world) for path in sight.args]


def address(sight: Sight, world: World) -> str:
    """Where ``sight`` is in ``world``."""
    if "/" in sight.name:
        return "/" + sight.name
    return reverse(sight.name, args=arguments(sight, world))


def others(sight: Sight, world: World, most: int = 2) -> Iterator[tuple[str, str]]:
    """The same address for other things: each with the one for a thing that does not exist, with
    all else equal. What can only be sent to shows nobody anything."""
    if "/" in sight.name or not sight.args:
        return
    if {sight.otherwise, *sight.answers.values()} <= {302, 405}:
        return
    given = arguments(sight, world)
    slugs = {circle.slug for circle in (world.riverbend, world.tuesday_pod, world.hilltop)}
    for place, value in enumerate(given):
        if isinstance(value, int):
            choices: list[Any] = [value, *range(1, most + 1)]
            absent: Any = ABSENT
        elif value in slugs:
            choices, absent = sorted(slugs), "no-such-circle"
        else:
            continue
        nowhere = _filled(sight, given, place, absent)
        for choice in dict.fromkeys(choices):
            yield _filled(sight, given, place, choice), nowhere


def _filled(sight: Sight, given: list[Any], place: int, value: Any) -> str:
    return reverse(sight.name, args=[*given[:place], value, *given[place + 1 :]])
