"""What tests of what people bring begin with."""

from __future__ import annotations

import pytest

from kinweave.gatherings.models import Gathering
from tests.gatherings.cast import Cast, riverbend, soup


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people."""
    return riverbend()


@pytest.fixture
def call(cast: Cast) -> Gathering:
    """Ada's call on three evenings."""
    return soup(cast.ada, cast.circle, name="The call")
