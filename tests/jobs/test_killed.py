"""A worker is killed with -9 at any instant, again and again: nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kinweave.jobs.models import State
from tests.jobs.killing import ERRANDS
from tests.repository.checkout import ROOT


@pytest.mark.parametrize("what", ["keyed", "once"])
def test_a_worker_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(
    what: str, tmp_path: Path, copied: str
) -> None:
    notebook = tmp_path / "notebook"
    notebook.touch()
    run = subprocess.run(
        [sys.executable, "-m", "tests.jobs.killing", what, str(notebook)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.killed",
            "KINWEAVE_KILLED": json.dumps({"NAME": copied}),
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
