"""What takes long to make and is made once for all tests: an empty site, of which those that begin
other processes have copies, and the files that browsers fetch."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.repository.checkout import ROOT

SERVER = os.environ.get("KINWEAVE_TEST_DATABASE", "")
FILE = "kinweave.sqlite3"
SERVED = {"staticfiles": {"BACKEND": "kinweave.web.sheet.OneSheet"}}
"""Where names of files come from on a real site."""


def on_server(name: str) -> str:
    """The address of another database on the tests' server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The file of an empty site, or its name on the server."""
    if not SERVER:
        yield str(made_once("migrated", migrate, tmp_path_factory.getbasetemp()) / FILE)
        return
    home, name = tmp_path_factory.mktemp("migrated"), f"migrated_{os.getpid()}"
    with psycopg.connect(on_server("postgres"), autocommit=True) as connection:
        connection.execute(f"create database {name}")
        kinweave(home, on_server(name), "migrate").check_returncode()
        yield name
        connection.execute(f"drop database {name} with (force)")


def made_once(name: str, make: Callable[[Path], None], own: Path) -> Path:
    """A folder that is filled by whichever of the run's workers is first to need it, and read by
    all. ``own``: the folder of this one, beside those of the others."""
    among = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (among / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made := among / name).exists():
            (making := among / f"making-{name}").mkdir()
            make(making)
            making.rename(made)
    return made


def migrate(home: Path) -> None:
    """An empty site in ``home``."""
    kinweave(home, "", "migrate").check_returncode()


def collect(folder: Path) -> None:
    """All files as a real site serves them: named by their content, compressed, one stylesheet."""
    with override_settings(STATIC_ROOT=folder, STORAGES=SERVED):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's files, collected."""
    return made_once("static", collect, tmp_path_factory.getbasetemp())


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
