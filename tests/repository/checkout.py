"""What these tests look at: this folder, and the files in it that belong to the project."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
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


def modules(naming: Iterable[str]) -> Iterator[tuple[str, ast.Module]]:
    """The modules of Kinweave in which one of these stands, by their paths from here: to read all
    of them takes two seconds, and is done for many questions."""
    wanted = tuple(naming)
    for path in sorted((ROOT / "kinweave").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if any(one in text for one in wanted):
            yield str(path.relative_to(ROOT)), ast.parse(text)
