"""The site's files as a real site serves them: one stylesheet, not the twenty that people write.

A browser asks after each of twenty on each page, which took a third of the time of all journeys.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import Settings

SERVED = {"staticfiles": {"BACKEND": "kinweave.web.sheet.OneSheet"}}


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files, named by their content."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=SERVED):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(autouse=True)
def as_served(settings: Settings, collected: Path) -> None:
    """Pages name the collected files, and the live server finds them."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = {**settings.STORAGES, **SERVED}
    settings.STATICFILES_DIRS = [collected]
