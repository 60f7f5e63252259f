"""Eight processes, a connection each, on a site whose database is a file, set as sites are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from tests.repository.checkout import ROOT

EIGHT = 8


def on_a_file(home: Path, module: str, *words: object) -> Any:
    """What ``module``, run by itself on the site in ``home``, prints as JSON."""
    run = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "kinweave.config.settings",
            "KINWEAVE_HOME": str(home),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def make_site() -> None:
    """An empty site, unless there is one, in the process that :func:`on_a_file` began."""
    call_command("migrate", interactive=False, verbosity=0)


def at_once(do: Callable[[int], str], numbers: Iterable[int]) -> list[str]:
    """What ``do`` says for each of the numbers, eight at a time."""
    connections.close_all()  # each process opens its own
    with ProcessPoolExecutor(EIGHT, mp_context=get_context("fork")) as crowd:
        return list(crowd.map(do, numbers))
