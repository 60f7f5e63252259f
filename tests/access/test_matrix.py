"""Every address × the cast: each gets what the table says, and no address is missing from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kinweave.access import Sight, sights
from tests.world import PERSONAS, World, build

ROWS = {sight.name: sight for sight in sights()}


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The name of every address that the site has; one without a name stands as its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else f"{space}{pattern.pattern}"


@pytest.fixture
def world() -> World:
    return build()


def address(sight: Sight, world: World) -> str:
    """Where ``sight`` is in ``world``."""
    if "/" in sight.name:
        return "/" + sight.name
    found = [reduce(getattr, path.split("."), world) for path in sight.args]
    return reverse(sight.name, args=found)


def test_every_address_has_its_row() -> None:
    assert sorted(set(names(get_resolver().url_patterns)) - set(ROWS)) == []


def test_every_row_has_its_address() -> None:
    assert sorted(set(ROWS) - set(names(get_resolver().url_patterns))) == []


def test_every_row_speaks_of_people_whom_the_cast_knows() -> None:
    assert {persona for sight in ROWS.values() for persona in sight.answers} <= set(PERSONAS)


@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_gets_what_the_table_says(persona: str, world: World) -> None:
    wrong = {}
    for sight in ROWS.values():
        client = Client()
        if someone := world.people[persona]:
            client.force_login(someone, "allauth.account.auth_backends.AuthenticationBackend")
        got = client.get(address(sight, world)).status_code
        if got != sight.answer(persona):
            wrong[sight.name] = f"{got}, not {sight.answer(persona)}"
    assert wrong == {}
