"""Files are written whole, and all of them or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kinweave.plans import write_all


def there(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


def test_all_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    out = tmp_path / "spring" / "crews"
    written = write_all(out, {"plan.json": "{}\n", "crews.csv": "ä\r\n".encode()})
    assert written == (out / "plan.json", out / "crews.csv")
    assert (out / "crews.csv").read_bytes() == b"\xc3\xa4\r\n"
    assert there(out) == {"plan.json": "{}\n", "crews.csv": "ä\n"}


def test_earlier_files_are_replaced_and_others_left_alone(tmp_path: Path) -> None:
    write_all(tmp_path, {"plan.json": "old", "notes.txt": "mine"})
    write_all(tmp_path, {"plan.json": "new", "plan.html": "page"})
    assert there(tmp_path) == {"plan.json": "new", "plan.html": "page", "notes.txt": "mine"}


def test_when_one_cannot_be_written_nothing_has_changed(tmp_path: Path) -> None:
    write_all(tmp_path, {"plan.json": "old"})
    with pytest.raises(OSError, match="too long"):
        write_all(tmp_path, {"plan.json": "new", "plan.html": "page", "x" * 300: "never"})
    assert there(tmp_path) == {"plan.json": "old"}


def test_when_one_cannot_be_put_in_its_place_the_earlier_ones_come_back(tmp_path: Path) -> None:
    write_all(tmp_path, {"plan.json": "old"})

    class Blocking(dict[str, str]):
        """Puts a folder where the last file belongs, once all have been written beside."""

        def values(self):
            yield from super().values()
            (tmp_path / "plan.html").mkdir()

    files = Blocking({"plan.json": "new", "crews.csv": "rows", "plan.html": "page"})
    with pytest.raises(OSError, match=r"plan\.html"):
        write_all(tmp_path, files)
    assert there(tmp_path) == {"plan.json": "old"}


def test_a_folder_in_the_way_is_said_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.json").mkdir()
    with pytest.raises(IsADirectoryError, match="is a folder"):
        write_all(tmp_path, {"plan.json": "new"})
    assert (tmp_path / "plan.json").is_dir()


def test_folders_made_for_nothing_are_taken_away(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        write_all(tmp_path / "a" / "b", {"x" * 300: "never"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        write_all(tmp_path, {"plan.json": "new"})
    assert there(tmp_path) == {}
