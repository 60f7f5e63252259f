"""The folder in which a demo lives, and nothing but a demo."""

from __future__ import annotations

import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "this-is-a-demo"
"""A file that says so: only a folder that holds it is ever emptied."""


class NotADemoError(Exception):
    """A folder in which something else lives."""


@contextmanager
def alone_in(home: Path, *, fresh: bool) -> Iterator[None]:
    """Make the folder, or empty it if ``fresh``, while nobody else works in it."""
    if home.is_dir() and any(home.iterdir()) and not (home / MARK).exists():
        raise NotADemoError(
            f"{home} holds something that is not a demo. It stays as it is.\n"
            "Choose another folder: KINWEAVE_HOME=/some/where bin/demo"
        )
    home.mkdir(parents=True, exist_ok=True)
    (home / MARK).touch()
    with (home / MARK).open("r+") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another bin/demo is at work here. Waiting for it.", file=sys.stderr)
            fcntl.flock(mark, fcntl.LOCK_EX)
        if fresh:
            _empty(home)
        yield


def _empty(home: Path) -> None:
    for path in home.iterdir():
        if path.name == MARK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
