"""Every address × the cast: each gets what the table says, and no address is missing from it."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from tests.access.addresses import ROWS, names
from tests.access.checks import crawl, wrong_answers
from tests.world import PERSONAS, World


def test_every_address_has_its_row() -> None:
    assert sorted(set(names(get_resolver().url_patterns)) - set(ROWS)) == []


def test_every_row_has_its_address() -> None:
    assert sorted(set(ROWS) - set(names(get_resolver().url_patterns))) == []


def test_every_row_speaks_of_people_whom_the_cast_knows() -> None:
    assert {persona for sight in ROWS.values() for persona in sight.answers} <= set(PERSONAS)


@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_gets_what_the_table_says(persona: str, world: World) -> None:
    found = crawl(world, persona).answers
    assert list(wrong_answers(world, persona, ROWS.values(), found.__getitem__)) == []
