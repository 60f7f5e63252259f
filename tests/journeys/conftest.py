"""The site's files as a real site serves them: one stylesheet, not the twenty that people write.

A browser asks after each of twenty on each page, which took a third of the time of all journeys.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.copies import SERVED


@pytest.fixture(autouse=True)
def as_served(settings: Settings, collected: Path) -> None:
    """Pages name the collected files, and the live server finds them."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = {**settings.STORAGES, **SERVED}
    settings.STATICFILES_DIRS = [collected]
