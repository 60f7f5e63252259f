"""Workers in processes of their own, which are killed with -9; and the process that kills them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.repository.checkout import ROOT


def apart(module: str, database: str, *words: object) -> Any:
    """What ``module``, run by itself on this database, prints as JSON."""
    run = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.killed",
            "KINWEAVE_KILLED": json.dumps({"NAME": database}),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def killed(label: str, when: Callable[[], bool]) -> bool:
    """Let a worker do what is due, taking back at once what others left of kind ``label``, and kill
    it ``when`` that says so; whether it still ran."""
    worker = subprocess.Popen([sys.executable, "-m", "tests.jobs.worker", label])
    while not when():
        if worker.poll() is not None:
            sys.exit("a worker ended by itself")
        time.sleep(0.005)
    worker.kill()
    return worker.wait() == -9
