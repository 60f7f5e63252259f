"""One world for all tests of a file: building it takes longer than most of what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

import pytest
from django.db import transaction
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from tests.world.building import build
from tests.world.cast import World


@pytest.fixture(scope="module")
def built(
    django_db_setup: None,  # noqa: ARG001 - the test database, before it is used
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """The cast, in a transaction around those of the tests.

    No test of such a file begins a browser: from then on Django would have another connection
    (Playwright has a loop of events in this thread), and this world is in a transaction of the
    first. Nor does it change files, which no transaction brings back.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:  # noqa: ARG001 - a test's own changes end with it
    """The cast, as it was built; the rows that a test holds are its own, too."""
    mine = copy(built)
    rows = {name: copy(row) for name, row in vars(built).items() if isinstance(row, Model)}
    vars(mine).update(rows)
    mine.people = {persona: copy(someone) for persona, someone in built.people.items()}
    return mine
