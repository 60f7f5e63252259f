"""A circle to write letters from."""

from __future__ import annotations

import pytest

from tests.circles.town import Town, build


@pytest.fixture
def town() -> Town:
    return build()
