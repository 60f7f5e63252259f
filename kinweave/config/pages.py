"""The process of the pages: ``python -m kinweave.config.pages``, begun by its neighbour serving."""

from __future__ import annotations

import os
import signal
import threading
import time

THREADS = 4
"""How many requests at once. SQLite has one writer anyway; more threads are more memory."""


def main() -> None:
    """Answer requests until SIGTERM, or until whoever began this process is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinweave.config.settings")
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "kinweave.config.wsgi:application",
        address=settings.SERVE_HOST,
        port=settings.SERVE_PORT,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    )
    if parent := os.environ.get("KINWEAVE_PART_OF"):
        threading.Thread(target=_end_with, args=(int(parent),), daemon=True).start()
    server.serve()


def _end_with(parent: int) -> None:
    # Killed with -9, the parent ends nothing. Orphaned pages would hold the port.
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
