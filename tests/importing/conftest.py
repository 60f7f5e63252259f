"""What tests of importing begin with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gatherings.cast import Cast, riverbend
from tests.outside.far import Far, far_away


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people."""
    return riverbend()


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> Iterator[Far]:
    """A server somewhere else, with calendars at its paths."""
    with far_away(monkeypatch, {}) as found:
        yield found
