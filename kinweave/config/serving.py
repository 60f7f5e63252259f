"""The whole site under one process: pages (granian, one worker process), and the job worker.

This process answers no request. It starts both, begins anew whichever dies, and ends both.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

THREADS = 4
"""How many requests at once. SQLite has one writer anyway; more threads are more memory."""
WAIT = 2.0
"""Seconds before a worker that died is begun anew."""


class PortTakenError(Exception):
    """Something else listens there."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


def serve() -> None:
    """Make the site ready, and run it until SIGTERM or Ctrl-C."""
    host, port = settings.SERVE_HOST, settings.SERVE_PORT
    _claim(host, port)
    _migrate()
    _collect_files()
    connections.close_all()

    # Here, because granian is wanted by nobody but the process that serves.
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "kinweave.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    )
    ending = threading.Event()
    beside = threading.Thread(target=_keep_worker, args=(ending,))
    beside.start()
    threading.Thread(target=_say_address, args=(host, port, ending), daemon=True).start()
    try:
        server.serve()
    finally:
        ending.set()
        beside.join()


def _claim(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise PortTakenError(port) from error


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _collect_files() -> None:
    """Gather style sheets and scripts where they are served from, if any has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "static").rglob("*")):
            found = path.stat()
            seen.update(f"{path} {found.st_mtime_ns} {found.st_size}\n".encode())
    return seen.hexdigest()


def _keep_worker(ending: threading.Event) -> None:
    environment = {**os.environ, "KINWEAVE_PART_OF": str(os.getpid())}
    command = [sys.executable, "-P", "-m", "kinweave", "worker"]
    while not ending.is_set():
        # In a session of its own: Ctrl-C reaches this process only, which then ends the worker.
        worker = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603
        while worker.poll() is None and not ending.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(20)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
        ending.wait(WAIT)


def _say_address(host: str, port: int, ending: threading.Event) -> None:
    """One line, when the first page can be had."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only
    while not ending.wait(0.05):
        try:
            asked = http.client.HTTPConnection(here, port, timeout=5)
            asked.request("GET", "/healthy", headers={"Host": settings.ALLOWED_HOSTS[0]})
            asked.getresponse()
        except OSError:
            continue
        finally:
            asked.close()
        print(f"{settings.SITE_NAME}: {settings.SITE_URL} ({host}:{port})", flush=True)
        return
