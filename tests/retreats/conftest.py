"""What tests of retreats begin with."""

from __future__ import annotations

import pytest

from kinweave.retreats.models import Retreat
from tests.gatherings.cast import Cast, riverbend
from tests.retreats.cast import mill


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people."""
    return riverbend()


@pytest.fixture
def retreat(cast: Cast) -> Retreat:
    """Three days at the mill: Ada hosts, Ben keeps the money, everybody may take a place."""
    return mill(cast)
