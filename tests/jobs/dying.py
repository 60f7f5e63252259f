"""Workers that are killed with -9, and what the process does that kills them: one that
:mod:`tests.apart` began, on a site of its own. A worker is a copy of it, with connections of its
own."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context

from django.db import connection, connections

from kinweave.jobs import working
from kinweave.jobs.models import Work
from tests.jobs.models import Errand


def watchful(*kinds: type[Work]) -> None:
    """Workers look around often from here on, so that nobody need wait, and take back at once what
    others left of these ``kinds``."""
    for kind in kinds:
        kind.PATIENCE = timedelta(0)
    working.LOOK_AROUND, working.LISTEN = 0.1, 0.02
    if connection.vendor == "sqlite":
        # A process is killed here, not a machine: what the system was given, it keeps.
        connection.settings_dict["OPTIONS"]["init_command"] = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
        )
    lay_errands()


def lay_errands() -> None:
    """The table that the tests' own kind of work needs, which each worker here knows."""
    with connection.schema_editor() as editor:
        editor.create_model(Errand)


def killed(when: Callable[[], bool]) -> bool:
    """Whether a worker that was begun now still ran ``when`` it was time, and died of it."""
    connections.close_all()
    worker = get_context("fork").Process(target=working.Worker(()).run)
    worker.start()
    try:
        while not when():
            assert worker.is_alive(), "a worker ended by itself"
            time.sleep(0.005)
    finally:
        worker.kill()
        worker.join()
    return worker.exitcode == -9
