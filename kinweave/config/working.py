"""The worker process: the loop of :mod:`kinweave.jobs.working` with this site's chores."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import django
from django.utils import timezone


def work() -> None:
    """Work until SIGTERM, Ctrl-C, or the end of the process that began this one as a part."""
    django.setup()
    from kinweave.config.schedule import CHORES
    from kinweave.jobs.working import Worker

    worker = Worker(CHORES)

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if parent := os.environ.get("KINWEAVE_PART_OF"):
        threading.Thread(target=_end_with, args=(int(parent), worker.stop), daemon=True).start()
    worker.run()


def look_around() -> int:
    """One tick by hand, for a machine whose own clockwork does it: how many rows it touched."""
    from kinweave.config.schedule import CHORES
    from kinweave.jobs.actions import tick
    from kinweave.jobs.schedule import run_chores

    now = timezone.now()
    run_chores(CHORES, now)
    return tick(now)


def _end_with(parent: int, stop: Callable[[], None]) -> None:
    """A serve that was killed with -9 leaves no worker behind."""
    while os.getppid() == parent:
        time.sleep(1)
    stop()
