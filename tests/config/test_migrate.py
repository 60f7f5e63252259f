"""An empty database is laid at once, and comes to what its migrations lead to one by one."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kinweave.config.management.commands.migrate import lay
from kinweave.config.serving import tables_lack
from tests.apart import apart, site
from tests.copies import FILE, SERVER, kinweave, on_server
from tests.repository.checkout import ROOT


@pytest.mark.once
@pytest.mark.skipif(bool(SERVER), reason="reads SQLite's own table of tables")
def test_laid_at_once_is_as_walked(migrated: str, tmp_path: Path) -> None:
    walked = tmp_path / "walked"
    subprocess.run(
        [sys.executable, "tests/config/walking.py"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "KINWEAVE_HOME": str(walked), "PYTHONPATH": str(ROOT)},
        check=True,
    )
    one_by_one = dict(read(walked / FILE))
    assert dict(read(Path(migrated))) == one_by_one
    assert len(one_by_one) > 300


def read(file: Path) -> Iterator[tuple[str, object]]:
    """What each table and index is, in no order of columns, and how many rows a table has: a
    migration that writes rows into an empty database would be missed."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as rows:
        for name, sql in rows.execute("select name, sql from sqlite_master").fetchall():
            if sql is None or name == "sqlite_sequence":
                continue
            if sql.startswith("CREATE TABLE"):
                (count,) = rows.execute(f'select count(*) from "{name}"').fetchone()  # noqa: S608 - a table's own name
                yield name, (sorted(parts(sql)), count)
            else:
                yield name, sql


def parts(table: str) -> Iterator[str]:
    """The columns and constraints of a table's words, split at the commas between them."""
    within = table[table.index("(") + 1 : table.rindex(")")]
    deep, part = 0, ""
    for word in re.findall(r"""'[^']*'|"[^"]*"|.""", within, re.DOTALL):
        deep += (word == "(") - (word == ")")
        if word == "," and not deep:
            yield part.strip()
            part = ""
        else:
            part += word
    yield part.strip()


def test_a_second_migrate_finds_nothing_to_do(copied: str, tmp_path: Path) -> None:
    done = kinweave(tmp_path, on_server(copied) if SERVER else "", "migrate")
    assert "No migrations to apply" in done.stdout
    assert "all tables are made" not in done.stdout
    assert done.returncode == 0


def test_what_has_tables_is_left_alone() -> None:
    before = connection.introspection.table_names()
    assert not lay(connection)
    assert connection.introspection.table_names() == before


def test_serve_sees_that_a_migration_was_never_done(tmp_path: Path, copied: str) -> None:
    around = site(tmp_path, copied)
    assert not apart(around, tables_lack)
    apart(around, forget_the_newest_of_handbooks)
    assert apart(around, tables_lack)


def forget_the_newest_of_handbooks() -> None:
    done = MigrationRecorder(connection)
    newest = max(name for app, name in done.applied_migrations() if app == "handbook")
    done.record_unapplied("handbook", newest)
