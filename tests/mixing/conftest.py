"""What tests of mixing groups begin with."""

from __future__ import annotations

import pytest

from kinweave.gatherings.models import Gathering
from tests.gatherings.cast import Cast, riverbend, says, soup
from tests.mixing.mixing import it_is_now


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people."""
    return riverbend()


@pytest.fixture
def evening(cast: Cast) -> Gathering:
    """Ada's soup on three evenings; Ada, Ben, Cleo and Dan come to the first, which is now."""
    made = soup(cast.ada, cast.circle)
    for name in ("ada", "ben", "cleo", "dan"):
        says(cast.people[name], made, "yes")
    it_is_now(made)
    return made
