"""What tests of decks begin with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gatherings.cast import Cast, riverbend


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people."""
    return riverbend()


@pytest.fixture
def home(settings: Any, tmp_path: Any) -> None:
    """Nothing lies there yet, neither pictures nor zips."""
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
