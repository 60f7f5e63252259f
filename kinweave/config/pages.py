"""The process of the pages: granian, and one worker process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinweave.config.parents import end_with_parent

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

THREADS = 4
"""How many requests at once. SQLite has one writer anyway; more threads are more memory."""


def answer() -> None:
    """Answer requests until SIGTERM."""
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "kinweave.config.pages:application",
        factory=True,
        process_name="kinweave pages",
        address=settings.SERVE_HOST,
        port=settings.SERVE_PORT,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    ).serve()


def application() -> WSGIHandler:
    """What granian's worker process asks for as it begins."""
    end_with_parent()
    from kinweave.config import wsgi

    return wsgi.application
