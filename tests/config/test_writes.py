"""Many write at once, and nobody is told that the database is locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apart import apart, site
from tests.config import writing
from tests.copies import FILE


@pytest.mark.once
def test_eight_who_write_at_once_all_get_their_turn(tmp_path: Path, copied: str) -> None:
    assert copied == str(tmp_path / FILE)
    told, there = apart(site(tmp_path, copied), writing.write_all, 800)
    assert told == {"written": 800}
    assert there == {"invitations": 200, "circles": 200, "responsibilities": 200}
