"""A site out of a backup, where there is none. Nothing that exists is written over.

Mail is held from the first instant (:mod:`kinweave.jobs.held`): letters that waited when the
backup was made have most likely been sent since.
"""

from __future__ import annotations

import json
import os
import stat
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kinweave.config.keeping import (
    ABOUT,
    FOLDERS,
    FORMAT,
    SECRET,
    SQLITE,
    TABLES,
    KeepingError,
    copy_out,
)
from kinweave.jobs.held import MAIL, hold_mail
from kinweave.words import gettext as _


def restore(file: Path) -> None:
    """Make the site that ``file`` holds; all of it or nothing."""
    home = Path(settings.HOME)
    try:
        archive = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise KeepingError(_("{file} is not a backup of Kinweave.").format(file=file)) from error
    with archive as made:
        about = _understood(made, file)
        _nothing_is_there(home)
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as folder:
            new = Path(folder)
            try:
                for name in made.namelist():
                    if name != ABOUT and not name.startswith(f"{TABLES}/"):
                        copy_out(made, name, new / name)
            except (OSError, zipfile.BadZipFile) as error:
                reason = getattr(error, "strerror", None) or _("the file is damaged")
                raise KeepingError(
                    _("Nothing was restored: {reason}.").format(reason=reason)
                ) from error
            if about["engine"] == "postgresql":
                _fill_tables(made, about)
            else:
                _hold_mail_in(new / SQLITE)
            _move(new, home)


def _understood(made: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    """What the backup says of itself. Raises if any name in it leads out of the data folder."""
    names = [member.filename for member in made.infolist()]
    strange = [member for member in made.infolist() if not _is_ours(member)]
    if ABOUT not in names or strange or len(set(names)) != len(names):
        raise KeepingError(_("{file} is not a backup of Kinweave.").format(file=file))
    about: dict[str, Any] = json.loads(made.read(ABOUT))
    if about["format"] != FORMAT:
        raise KeepingError(_("A newer Kinweave wrote this backup; restore it with that one."))
    if about["engine"] != connection.vendor:
        raise KeepingError(
            _("This backup is of a site on PostgreSQL: name an empty database in DATABASE_URL.")
            if about["engine"] == "postgresql"
            else _("This backup is of a site on SQLite: take DATABASE_URL away.")
        )
    return about


def _is_ours(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    if "\\" in member.filename or ".." in path.parts or path.is_absolute():
        return False
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return False
    if len(path.parts) == 1:
        return member.filename in {ABOUT, SECRET, SQLITE}
    return path.parts[0] in {*FOLDERS, TABLES} and path.as_posix() == member.filename


def _nothing_is_there(home: Path) -> None:
    targets = [home / SECRET, *(home / folder for folder in FOLDERS)]
    if connection.vendor == "sqlite":
        targets.append(Path(settings.DATABASES["default"]["NAME"]))
    elif connection.introspection.table_names():
        raise KeepingError(
            _("The database is not empty, and nothing is written over: name another one.")
        )
    for target in targets:
        if target.is_file() or (target.is_dir() and any(target.iterdir())):
            raise KeepingError(
                _(
                    "{path} exists, and nothing is written over: name a new folder in"
                    " KINWEAVE_HOME."
                ).format(path=target)
            )


def _hold_mail_in(file: Path) -> None:
    import sqlite3  # not above: the sound one stands in for it by now

    with closing(sqlite3.connect(file)) as rows:
        rows.execute(
            "INSERT OR IGNORE INTO jobs_hold (what, since) VALUES (?, ?)",
            [MAIL, f"{timezone.now():%Y-%m-%d %H:%M:%S.%f}"],
        )
        rows.commit()


def _fill_tables(made: zipfile.ZipFile, about: dict[str, Any]) -> None:
    """The tables as the backup knew them, filled in one transaction, and brought up to date."""
    executor = MigrationExecutor(connection)
    known = {(app, name) for app, name in about["migrations"]}
    graph = executor.loader.graph
    heads = [
        node
        for node in graph.nodes
        if node in known and not any(child.key in known for child in graph.node_map[node].children)
    ]
    executor.migrate(heads)
    quoted = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(map(quoted, about["columns"])))
        for table, columns in about["columns"].items():
            names = ", ".join(map(quoted, columns))
            with (
                made.open(f"{TABLES}/{table}") as rows,
                cursor.copy(f"COPY {quoted(table)} ({names}) FROM STDIN") as copied,
            ):
                while part := rows.read(1 << 16):
                    copied.write(part)
        cursor.execute(
            "SELECT s.relname, t.relname, a.attname FROM pg_class s"
            " JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')"
            " JOIN pg_class t ON t.oid = d.refobjid"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid"
            " WHERE s.relkind = 'S'"
        )
        for sequence, table, column in cursor.fetchall():
            cursor.execute(
                f"SELECT setval(%s::regclass, coalesce(max({quoted(column)}), 0) + 1, false)"  # noqa: S608 - names of ours
                f" FROM {quoted(table)}",
                [quoted(sequence)],
            )
        hold_mail(at=timezone.now())
    call_command("migrate", interactive=False, verbosity=0)


def _move(new: Path, home: Path) -> None:
    """Into place, the database last: without it there is no site."""
    for name in (SECRET, *FOLDERS):
        if (new / name).exists():
            if (home / name).is_dir():
                (home / name).rmdir()  # empty, as was looked
            os.rename(new / name, home / name)
    if (new / SQLITE).exists():
        os.rename(new / SQLITE, settings.DATABASES["default"]["NAME"])
