"""The worker: it follows wake-ups as they come, and now and then looks for what nobody woke it for.

One thread, one loop. What it does in a round is small enough that a round soon ends, so chores
and ticks are never far behind, and a worker that is asked to stop stops after the work in hand.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence

from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as Consumer

from kinweave.jobs.actions import tick
from kinweave.jobs.schedule import Chore, run_chores

LISTEN = 1.0
"""Seconds between looks into the queue: how long a wake-up may go unheard."""
LOOK_AROUND = 15.0
"""Seconds between ticks."""
RECOVER = 5.0
"""Seconds to leave a database alone that did not answer."""
AT_ONCE = 50
"""How many wake-ups to follow before looking up again."""

_log = logging.getLogger(__name__)


class Worker:
    """Works until it is told to :meth:`stop`."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._chores = chores
        self._stopping = threading.Event()
        self._consumer: Consumer | None = None
        self._looked_around = float("-inf")

    def stop(self) -> None:
        """End after the work in hand. May be called from a signal handler."""
        self._stopping.set()
        if self._consumer:
            self._consumer.running = False

    def run(self) -> None:
        """Round after round. A database that does not answer is waited for, not given up."""
        while not self._stopping.is_set():
            try:
                busy = self._round()
            except Error as error:
                _log.error("The database does not answer (%s); trying again", type(error).__name__)
                connections.close_all()
                self._stopping.wait(RECOVER)
                continue
            if not busy:
                self._stopping.wait(LISTEN)
        connections.close_all()

    def _round(self) -> bool:
        if time.monotonic() - self._looked_around >= LOOK_AROUND:
            close_old_connections()
            now = timezone.now()
            run_chores(self._chores, now)
            tick(now)
            self._looked_around = time.monotonic()
        self._consumer = Consumer(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=AT_ONCE,
            worker_id=get_random_string(32),
        )
        if not self._stopping.is_set():
            self._consumer.run()
        return bool(self._consumer._run_tasks >= AT_ONCE)
