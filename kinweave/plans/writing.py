"""Writing files so that either all of them are new and whole, or nothing has changed."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(directory: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write ``files`` (name to content) into ``directory``, made if need be; all or none.

    Everything is written out beside its place first, then renamed into it; if anything fails, the
    earlier files are put back and the error is raised. Only a machine that stops between two of
    the renames can leave some files new and others old, and even then each one whole. Returns the
    paths. Raises :class:`OSError`.
    """
    directory = Path(directory)
    made = _make(directory)
    mark = secrets.token_hex(4)
    places: list[_Place] = []
    try:
        places += [_Place(directory / name, mark) for name in files]
        for place, content in zip(places, files.values(), strict=True):
            place.write(content.encode() if isinstance(content, str) else content)
        for place in places:
            place.enter()
    except BaseException:
        for place in reversed(places):
            with suppress(OSError):  # the first error is the one to tell; go on with the others
                place.undo()
        for folder in reversed(made):
            with suppress(OSError):  # somebody else may have put something there
                folder.rmdir()
        raise
    for place in places:
        place.forget()
    return tuple(place.path for place in places)


def _make(directory: Path) -> list[Path]:
    """Make the folder and those above it; which ones had to be made, the uppermost first."""
    missing = [path for path in (directory, *directory.parents) if not path.exists()][::-1]
    directory.mkdir(parents=True, exist_ok=True)
    return missing


class _Place:
    """One file on its way in: its new content beside it, and then the earlier one."""

    def __init__(self, path: Path, mark: str) -> None:
        if path.name in {"", ".", ".."} or path.is_dir():
            raise IsADirectoryError(f"{path} is a folder, not a file")
        self.path = path
        self._new = path.with_name(f".{path.name}.{mark}.new")
        self._old = path.with_name(f".{path.name}.{mark}.old")
        self._entered = False

    def write(self, content: bytes) -> None:
        with self._new.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def enter(self) -> None:
        with suppress(FileNotFoundError):
            shutil.copy2(self.path, self._old)
        os.replace(self._new, self.path)
        self._entered = True

    def undo(self) -> None:
        if self._entered and self._old.exists():
            os.replace(self._old, self.path)
        elif self._entered:
            self.path.unlink()
        self._new.unlink(missing_ok=True)
        self._old.unlink(missing_ok=True)

    def forget(self) -> None:
        self._old.unlink(missing_ok=True)
