"""The cast once more, for tests whose rows are really there: those with a browser."""

from __future__ import annotations

import sqlite3
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection

from tests.settings import home
from tests.world.building import build
from tests.world.cast import World


@dataclass(frozen=True)
class _Kept:
    """Rows as they were, in a database of their own, and the files that belong to them."""

    world: World
    rows: sqlite3.Connection
    files: dict[Path, bytes]


def build_again() -> World:
    """What :func:`build` makes, in a database that has nothing yet. On SQLite it comes about once
    in a process; from then on it is put back, which takes a hundredth."""
    if connection.vendor != "sqlite":
        return build()
    kept = _once()
    kept.rows.backup(connection.connection)
    for path, content in kept.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return deepcopy(kept.world)


@cache
def _once() -> _Kept:
    world, rows = build(), sqlite3.connect(":memory:")
    connection.connection.backup(rows)
    files = (path for path in Path(home).rglob("*") if path.is_file())
    return _Kept(world, rows, {path: path.read_bytes() for path in files})
