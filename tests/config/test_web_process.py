"""What answers people asks no solver: a worker does, where somebody waits for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.apart import site
from tests.repository.checkout import ROOT

HEAVY = {"highspy", "llvmlite", "numba", "numpy", "rustworkx", "scipy"}


def test_the_process_that_answers_people_never_loads_the_libraries_of_solvers(
    tmp_path: Path, copied: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.config.answering"],
        cwd=ROOT,
        env=site(
            tmp_path, copied,
            PATH=os.environ["PATH"], DJANGO_SETTINGS_MODULE="tests.apart_settings",
        ),
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    loaded = set(json.loads(run.stdout))
    assert "django" in loaded
    assert not loaded & HEAVY
