"""The story, told once for all who ask about it, with pictures in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from kinweave.demo.scenario import Story, tell
from tests.builders import NOW


@pytest.fixture(scope="package")
def story(
    django_db_setup: None,  # noqa: ARG001 - the test database, before it is used
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Story]:
    """Each test's own changes are taken back to here, and all of it after the last."""
    pictures = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with pictures, django_db_blocker.unblock(), transaction.atomic():
        yield tell(NOW)
        transaction.set_rollback(True)
