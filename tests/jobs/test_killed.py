"""A worker is killed with -9 at any instant, again and again: nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from kinweave.jobs.models import State
from tests.jobs.killing import ERRANDS
from tests.repository.checkout import ROOT


@pytest.fixture
def database(tmp_path: Path) -> Iterator[dict[str, str]]:
    """One of the same kind as the tests', which other processes can open too."""
    if connection.vendor == "sqlite":
        yield {"NAME": str(tmp_path / "errands.sqlite3")}
        return
    name = f"errands_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield {"NAME": name}
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("what", ["keyed", "once"])
def test_a_worker_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(
    what: str, tmp_path: Path, database: dict[str, str]
) -> None:
    notebook = tmp_path / "notebook"
    notebook.touch()
    run = subprocess.run(
        [sys.executable, "-m", "tests.jobs.killing", what, str(notebook)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.killed",
            "KINWEAVE_KILLED": json.dumps(database),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    killed, states, doubted, everyone = json.loads(run.stdout)
    written = [int(line) for line in notebook.read_text().split()]
    assert killed >= 3  # the last one had nothing left to do
    assert len(written) == len(set(written))
    assert states[State.DONE] + len(doubted) == ERRANDS == len(everyone)
    assert set(everyone) - set(doubted) <= set(written)
    if what == "keyed":
        assert doubted == []
