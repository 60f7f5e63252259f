"""What tests of mixing groups begin with."""

from __future__ import annotations

import pytest

from kinweave.gatherings.models import Gathering
from tests.gatherings.cast import Cast, riverbend, says, soup


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people."""
    return riverbend()


@pytest.fixture
def evening(cast: Cast) -> Gathering:
    """Ada's soup on three evenings; Ada, Ben, Cleo and Dan come to the first."""
    made = soup(cast.ada, cast.circle)
    for name in ("ada", "ben", "cleo", "dan"):
        says(cast.people[name], made, "yes")
    return made
