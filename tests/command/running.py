"""The command as people run it, in a folder of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinweave.command import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "form-export.csv"
PAST = ROOT / "examples" / "past-crews.csv"
PLAN_FILES = {"MAP.toml", "crews.csv", "plan.html", "plan.json"}

COMMAND = (sys.executable, "-W", "error", "-m", "kinweave")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "TERM"}},
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
}


@dataclass(frozen=True)
class Run:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def kinweave(*words: object, folder: Path) -> Run:
    """``kinweave WORDS`` in ``folder``, without a process of its own, which takes a while."""
    out, err = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        status = main(list(map(str, words)), today=date(2026, 11, 24))
    return Run(status, out.getvalue(), err.getvalue())


def typed(*words: object, folder: Path) -> Run:
    """The same as somebody types it."""
    with began(*words, folder=folder) as run:
        out, err = run.communicate()
    return Run(run.returncode, out, err)


def began(*words: object, folder: Path) -> subprocess.Popen[str]:
    """``kinweave WORDS`` typed in ``folder``, and not waited for."""
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def files_in(folder: Path) -> Mapping[str, bytes]:
    """What lies in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}
