"""What these tests look at: this folder, and the files in it that belong to the project."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def own_files() -> list[Path]:
    """Every file that git tracks or would, so that a new file is looked at before it is added."""
    listed = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True
    )
    paths = (ROOT / name for name in listed.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def words(path: Path) -> str:
    """The text of a file, or nothing where it is not text (fonts, pictures, compiled words)."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
