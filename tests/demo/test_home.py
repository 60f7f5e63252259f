"""The demo's folder: emptied on request, and never anybody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinweave.demo.home import NotADemoError, alone_in


def test_beginning_anew_empties_the_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path / "demo", fresh=False):
        (tmp_path / "demo" / "media").mkdir()
        (tmp_path / "demo" / "kinweave.sqlite3").touch()
    with alone_in(tmp_path / "demo", fresh=True):
        assert [path.name for path in (tmp_path / "demo").iterdir()] == ["this-is-a-demo"]


def test_going_on_keeps_what_is_there(tmp_path: Path) -> None:
    with alone_in(tmp_path, fresh=False):
        (tmp_path / "kinweave.sqlite3").write_text("changed")
    with alone_in(tmp_path, fresh=False):
        assert (tmp_path / "kinweave.sqlite3").read_text() == "changed"


@pytest.mark.parametrize("fresh", [True, False])
def test_a_folder_of_real_people_is_left_alone(tmp_path: Path, fresh: bool) -> None:
    (tmp_path / "kinweave.sqlite3").write_text("of real people")
    with (
        pytest.raises(NotADemoError, match="stays as it is"),
        alone_in(tmp_path, fresh=fresh),
    ):
        pytest.fail("let in")
    assert [path.name for path in tmp_path.iterdir()] == ["kinweave.sqlite3"]
