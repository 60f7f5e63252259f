"""Many write at once, and nobody is told that the database is locked."""

from __future__ import annotations

from pathlib import Path

from tests.crowd import on_a_file


def test_eight_who_write_at_once_all_get_their_turn(tmp_path: Path) -> None:
    told, there = on_a_file(tmp_path, "tests.config.writing", 800)
    assert told == {"written": 800}
    assert there == {"invitations": 200, "circles": 200, "responsibilities": 200}
