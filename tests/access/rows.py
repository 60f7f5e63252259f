"""All that is kept: every row of every table, and every file, as plain text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

UNTOLD = {"django_session", "django_tasks_db_dbtaskresult", "django_migrations"}
"""Tables that a page may touch by itself: a session's own clock, a wake-up."""


_CHANGE = re.compile(r"(INSERT.* INTO|UPDATE|DELETE FROM) \"(?P<table>\w+)\"")


def tables() -> list[str]:
    """Every table, also those of the libraries."""
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def rows(table: str) -> list[tuple[str, ...]]:
    """All rows of one table, in an order that does not depend on the database's mood."""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 - a name from introspection
        return sorted(tuple(str(value) for value in row) for row in cursor.fetchall())


def snapshot(only: Iterable[str] | None = None) -> dict[str, list[tuple[str, ...]]]:
    """The whole database but what changes by itself, to compare before and after; or some of it."""
    asked = tables() if only is None else only
    return {table: rows(table) for table in asked if table not in UNTOLD}


def changed(
    before: dict[str, list[tuple[str, ...]]], only: Iterable[str] | None = None
) -> dict[str, list[tuple[str, ...]]]:
    """What differs from ``before``: for each table, rows that went or came."""
    after = snapshot(only)
    return {
        table: sorted(set(before[table]) ^ set(after[table]))
        for table in after
        if after[table] != before[table]
    }


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables whose rows could have changed inside. The others need not be compared, which saves
    reading them all again."""
    found: set[str] = set()

    def noting(execute: Callable[..., Any], sql: str, *told: Any) -> Any:
        if (change := _CHANGE.match(sql)) and change["table"] not in UNTOLD:
            found.add(change["table"])
        return execute(sql, *told)

    with connection.execute_wrapper(noting):
        yield found


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def where_in_database(words: list[str]) -> list[str]:
    """``table: word`` wherever one of ``words`` stands in any column of any row."""
    return [
        f"{table}: {word}"
        for table in tables()
        for row in rows(table)
        for word in words
        if any(word.lower() in value.lower() for value in row)
    ]


def where_in_files(words: list[str]) -> list[str]:
    """The same for files below the site's folder, and inside of archives there."""
    home = Path(settings.HOME)
    kept = [path for path in home.rglob("*") if path.is_file() and "static" not in path.parts]
    return [
        f"{path.relative_to(home)}: {word}"
        for path in kept
        if "sqlite3" not in path.name
        for content in contents(path)
        for word in words
        if word.lower().encode() in content.lower()
    ]


def contents(path: Path) -> Iterator[bytes]:
    """A file as it lies, and the files in it if it is an archive."""
    yield path.name.encode() + b"\n" + path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
