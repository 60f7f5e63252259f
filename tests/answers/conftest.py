from __future__ import annotations

from pathlib import Path

import pytest

from tests.answers.forms import Forms


@pytest.fixture
def forms(tmp_path: Path) -> Forms:
    return Forms(tmp_path)
