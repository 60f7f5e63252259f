"""Databases for tests that begin other processes: each a copy of one that is migrated once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.repository.checkout import ROOT

SERVER = os.environ.get("KINWEAVE_TEST_DATABASE", "")
FILE = "kinweave.sqlite3"


def on_server(name: str) -> str:
    """The address of another database on the tests' server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The file of an empty site, or its name on the server."""
    home, name = tmp_path_factory.mktemp("migrated"), f"migrated_{os.getpid()}"
    if not SERVER:
        kinweave(home, "", "migrate").check_returncode()
        yield str(home / FILE)
        return
    with psycopg.connect(on_server("postgres"), autocommit=True) as connection:
        connection.execute(f"create database {name}")
        kinweave(home, on_server(name), "migrate").check_returncode()
        yield name
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def copied(migrated: str, tmp_path: Path) -> Iterator[str]:
    """A copy for this test: where a site with its home in ``tmp_path`` looks for it, or the name
    of one on the server."""
    if not SERVER:
        yield shutil.copy(migrated, str(tmp_path / FILE))
        return
    with psycopg.connect(on_server("postgres"), autocommit=True) as connection:
        connection.execute(f"create database {migrated}_copy template {migrated}")
        yield f"{migrated}_copy"
        connection.execute(f"drop database {migrated}_copy with (force)")


def kinweave(home: Path, address: str, *words: str) -> subprocess.CompletedProcess[str]:
    """``kinweave`` as people run it, for the site in ``home``; ``address``: of its database, or
    empty for the file there."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "kinweave", *words],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "KINWEAVE_HOME": str(home),
            "DATABASE_URL": address,
        },
        capture_output=True,
        text=True,
        check=False,
    )
