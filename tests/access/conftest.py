"""One world for all tests of a file: building it, and looking for its forms, takes longer than most
of what is asked of it. Each test takes back what it changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.access.rows import undone
from tests.world import World, build


@pytest.fixture(scope="module")
def built(
    django_db_setup: None,  # noqa: ARG001 - the test database, before it is used
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """The cast, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), undone():
        yield build()


@pytest.fixture
def world(built: World, db: None) -> World:  # noqa: ARG001 - a test's own changes end with it
    """The cast, as it was built."""
    return built
