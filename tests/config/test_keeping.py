"""A site in one file, and a site out of it."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from kinweave.command import main
from kinweave.people.models import Person
from tests.apart import apart, site
from tests.copies import FILE, kinweave


@pytest.fixture
def addresses(migrated: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """DATABASE_URL of two sites, the first of which has its tables; empty on SQLite, where the
    folder decides."""
    if connection.vendor == "sqlite":
        (tmp_path / "old").mkdir()
        shutil.copy(migrated, tmp_path / "old" / FILE)
        yield "", ""
        return
    names = [f"kept_{os.getpid()}_{number}" for number in (1, 2)]
    given = os.environ["KINWEAVE_TEST_DATABASE"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {names[0]} TEMPLATE {migrated}")
        cursor.execute(f"CREATE DATABASE {names[1]}")
    try:
        first, second = (urlsplit(given)._replace(path=f"/{name}").geturl() for name in names)
        yield first, second
    finally:
        with connection._nodb_cursor() as cursor:
            for name in names:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def add(address: str) -> None:
    """Somebody has an account."""
    joined = datetime(2027, 1, 1, tzinfo=UTC)
    Person.objects.create_user(address, name="Ada", joined_at=joined)


def addresses_there() -> list[str]:
    """Of all who have an account."""
    return list(Person.objects.values_list("email", flat=True))


def command(*words: str) -> tuple[int, str]:
    """What ``kinweave`` comes to, and what it says, in a process that is of the site already."""
    with StringIO() as said, redirect_stdout(said), redirect_stderr(said):
        return main(words), said.getvalue()


def test_a_site_comes_back_whole_and_holds_its_mail_and_writes_over_nothing(
    tmp_path: Path, addresses: tuple[str, str]
) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "site.zip"
    first, second = addresses
    before, after = site(old, DATABASE_URL=first), site(new, DATABASE_URL=second)
    apart(before, add, "ada@example.org")
    (old / "media").mkdir(parents=True)
    (old / "media" / "ada.webp").write_bytes(b"a picture")
    made = kinweave(old, first, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o077 == 0
    assert apart(before, command, "backup", str(file))[0] == 2
    status, words = apart(before, command, "restore", str(file))
    assert (status, "nothing is written over" in words) == (2, True)

    back = kinweave(new, second, "restore", str(file))
    assert back.returncode == 0, back.stderr
    assert (new / "media" / "ada.webp").read_bytes() == b"a picture"
    assert (new / "secret").read_text() == (old / "secret").read_text()
    assert apart(after, addresses_there) == ["ada@example.org"]
    assert "held" in apart(after, command, "mail")[1]
    assert "Mail leaves" in apart(after, command, "mail", "release")[1]
    apart(after, add, "bo@example.org")


@pytest.mark.once  # names are looked at before any database is
@pytest.mark.parametrize(
    "name", ["../outside", "/outside", "media/../../outside", "media\\..\\outside", "other"]
)
def test_a_backup_that_leads_out_of_its_folder_is_no_backup(name: str, tmp_path: Path) -> None:
    file, home = tmp_path / "bad.zip", tmp_path / "inside" / "home"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("kinweave.json", json.dumps({"format": 1, "engine": "sqlite"}))
        made.writestr("database.sqlite3", b"")
        made.writestr(name, b"canary")
    status, words = apart(site(home), command, "restore", str(file))
    assert (status, "not a backup" in words) == (2, True)
    assert list(tmp_path.rglob("*outside*")) == []
    assert not (home / "kinweave.sqlite3").exists()
