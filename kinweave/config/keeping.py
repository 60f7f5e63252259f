"""A running site in one file: a zip with the rows, the pictures and the key.

Rows are as of one instant, however much is written meanwhile. Files are gathered before and after
that instant, so that each file that the rows speak of is there. The backup is written beside its
name and gets it when it is whole: a file with the name of a backup is one.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from kinweave import __version__
from kinweave.words import gettext as _

FORMAT = 1
ABOUT, SECRET, SQLITE, TABLES = "kinweave.json", "secret", "database.sqlite3", "tables"
FOLDERS = ("media", "exports")
"""What lies in the data folder beside the rows."""


class KeepingError(Exception):
    """Why a backup cannot be made or used; str() says what to do."""


def backup_name() -> Path:
    """A new name in the data folder, with the time."""
    return Path(settings.HOME) / "backups" / f"kinweave-{timezone.now():%Y%m%d-%H%M%S}.zip"


def backup(file: Path) -> None:
    """Write everything into ``file``, which must not exist yet."""
    if file.exists():
        raise KeepingError(_("{file} exists already; choose a new name.").format(file=file))
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.parent) as folder:
        whole = Path(folder) / "whole.zip"
        with zipfile.ZipFile(whole, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
            about = {"format": FORMAT, "version": __version__, "at": timezone.now().isoformat()}
            about |= {"engine": connection.vendor}
            kept = _add_files(made, frozenset())
            about |= _add_rows(made, Path(folder))
            _add_files(made, kept)
            if (secret := Path(settings.HOME) / SECRET).exists():
                made.write(secret, SECRET)
            made.writestr(ABOUT, json.dumps(about))
        whole.chmod(0o600)
        with whole.open("rb") as written:
            os.fsync(written.fileno())
        try:
            os.link(whole, file)  # unlike a rename, this never takes the place of another
        except FileExistsError as error:
            raise KeepingError(
                _("{file} exists already; choose a new name.").format(file=file)
            ) from error


def _add_files(made: zipfile.ZipFile, kept: frozenset[str]) -> frozenset[str]:
    """Add those that are not in ``kept``; the names of all that were added."""
    home = Path(settings.HOME)
    added = set()
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            name = path.relative_to(home).as_posix()
            if name in kept or path.is_symlink() or not path.is_file():
                continue
            try:
                made.write(path, name, zipfile.ZIP_STORED)
            except FileNotFoundError:  # removed since; then no row speaks of it any more
                continue
            added.add(name)
    return frozenset(added)


def _add_rows(made: zipfile.ZipFile, folder: Path) -> dict[str, Any]:
    if connection.vendor == "sqlite":
        import sqlite3  # not above: the sound one stands in for it by now

        copy = folder / SQLITE
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        made.write(copy, SQLITE)
        return {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        about = {"migrations": cursor.fetchall(), "columns": dict(_tables(cursor))}
        for table, columns in about["columns"].items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            copying = f"COPY {connection.ops.quote_name(table)} ({names}) TO STDOUT"
            with (
                made.open(f"{TABLES}/{table}", "w", force_zip64=True) as rows,
                cursor.copy(copying) as copied,
            ):
                for part in copied:
                    rows.write(part)
    return about


def _tables(cursor: Any) -> Iterator[tuple[str, list[str]]]:
    for table in sorted(connection.introspection.table_names(cursor)):
        if table == "django_migrations":
            continue
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [connection.ops.quote_name(table)],
        )
        yield table, [name for (name,) in cursor.fetchall()]


def copy_out(made: zipfile.ZipFile, name: str, target: Path) -> None:
    """One member of a backup as a file of its own."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with made.open(name) as source, target.open("xb") as written:
        if name in {SECRET, SQLITE}:
            target.chmod(0o600)
        shutil.copyfileobj(source, written)
