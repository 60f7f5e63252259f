"""The worker process: the loop of :mod:`kinweave.jobs.working` with this site's chores."""

from __future__ import annotations

import signal
from types import FrameType

import django
from django.utils import timezone


def work() -> None:
    """Work until SIGTERM or Ctrl-C."""
    django.setup()
    from kinweave.config.schedule import CHORES
    from kinweave.jobs.working import Worker

    worker = Worker(CHORES)

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()


def look_around() -> int:
    """One tick by hand, for a machine whose own clockwork does it: how many rows it touched."""
    from kinweave.config.schedule import CHORES
    from kinweave.jobs.actions import tick
    from kinweave.jobs.schedule import run_chores

    now = timezone.now()
    run_chores(CHORES, now)
    return tick(now)
