"""What tests of seasons begin with."""

from __future__ import annotations

import pytest

from tests.gatherings.cast import Cast, riverbend


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people; Stella holds every key."""
    return riverbend()
