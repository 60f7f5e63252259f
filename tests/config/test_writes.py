"""Many write at once, and nobody is told that the database is locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copies import FILE
from tests.crowd import on_a_file


@pytest.mark.once
def test_eight_who_write_at_once_all_get_their_turn(tmp_path: Path, copied: str) -> None:
    assert copied == str(tmp_path / FILE)
    told, there = on_a_file(tmp_path, "tests.config.writing", 800)
    assert told == {"written": 800}
    assert there == {"invitations": 200, "circles": 200, "responsibilities": 200}
