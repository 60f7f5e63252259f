"""What tests of seasons begin with."""

from __future__ import annotations

import pytest

from kinweave.weaving import lots, proposing, repairing
from tests.gatherings.cast import Cast, riverbend


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people; Stella holds every key."""
    return riverbend()


@pytest.fixture(autouse=True)
def _in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine tries for a moment what is tried for twelve seconds on a site, and no lot is
    drawn."""
    monkeypatch.setattr(proposing, "SECONDS", 0.3)
    monkeypatch.setattr(repairing, "SECONDS", 0.3)
    monkeypatch.setattr(lots, "ONE_IN", 0)
