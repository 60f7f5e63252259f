"""The command that measures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import main


def test_it_writes_what_it_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    assert main(["--only", "dyads", "--sizes", "8", "--seeds", "1", "--markdown", str(page)]) == 0
    assert page.read_text().strip() == capsys.readouterr().out.strip()
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_it_names_neither_the_machine_nor_its_folders(capsys: pytest.CaptureFixture[str]) -> None:
    from platform import node

    main(["--only", "dyads", "--sizes", "8"])
    told = capsys.readouterr().out
    assert "Python 3." in told
    assert str(Path.cwd()) not in told
    assert f" {node()} " not in told


def test_a_part_that_there_is_not_is_refused() -> None:
    asked = [sys.executable, "-m", "bench", "--only", "crews,chess"]
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.returncode == 2
    assert "chess: not of crews, dyads, mixing" in done.stderr
