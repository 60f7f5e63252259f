"""What tests of funds begin with."""

from __future__ import annotations

import pytest

from kinweave.fund.models import Fund
from tests.fund.cast import a_fund
from tests.gatherings.cast import Cast, riverbend


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people."""
    return riverbend()


@pytest.fixture
def fund(cast: Cast) -> Fund:
    """Riverbend's, which Ben keeps and into which nobody gives yet."""
    return a_fund(cast)
