"""One world for all tests of this folder: looking at all of its pages as everybody takes long, and
is asked many things."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.template import Template
from pytest_django import DjangoDbBlocker

from tests.access.rows import undone
from tests.access.visiting import all_come_in
from tests.world import World, build
from tests.world.shared import world  # noqa: F401 - a fixture


@pytest.fixture(scope="package", autouse=True)
def drawn_as_on_a_site(django_test_environment: None) -> Iterator[None]:  # noqa: ARG001 - is there
    """Django's tests note all that each template is drawn with, which nobody asks about here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
        yield


@pytest.fixture(scope="package")
def built(
    django_db_setup: None,  # noqa: ARG001 - the test database, before it is used
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """The cast, and a browser for each in which they came in; otherwise as tests.world.shared."""
    with django_db_blocker.unblock(), undone():
        made = build()
        all_come_in(made)
        yield made
