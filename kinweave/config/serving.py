"""The whole site under one process: pages (granian, one worker process), and the job worker.

This process answers no request and has no threads. It starts both, begins anew whichever dies, and
ends both.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

PARTS = ("kinweave.config.pages",), ("kinweave", "worker")
"""What the site is made of: modules to run, with their arguments."""
WAIT = 2.0
"""Seconds before a part that died is begun anew."""
PATIENCE = 20.0
"""Seconds that the parts have to end what they are at."""


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
    _keep([[sys.executable, "-P", "-m", *part] for part in PARTS], host, port)


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


class _Ended(Exception):
    """Somebody asked this process to end."""


def _end(_number: int, _frame: object) -> None:
    raise _Ended


def _keep(commands: Sequence[Sequence[str]], host: str, port: int) -> None:
    environment = {**os.environ, "KINWEAVE_PART_OF": str(os.getpid())}
    running: dict[int, subprocess.Popen[bytes]] = {}
    again: dict[int, float] = dict.fromkeys(range(len(commands)), 0.0)
    said = False
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    try:
        while True:
            for part, command in enumerate(commands):
                if part in running and running[part].poll() is not None:
                    del running[part]
                    again[part] = time.monotonic() + WAIT
                if part not in running and time.monotonic() >= again[part]:
                    # In a session of its own: Ctrl-C reaches this process only, which ends them.
                    running[part] = subprocess.Popen(  # noqa: S603 - our own command
                        command, env=environment, start_new_session=True
                    )
            if not said and _answers(host, port):
                said = True
                print(f"{settings.SITE_NAME}: {settings.SITE_URL} ({host}:{port})", flush=True)
            time.sleep(0.2 if said else 0.05)
    except _Ended:
        pass
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        _stop(list(running.values()))


def _stop(parts: Sequence[subprocess.Popen[bytes]]) -> None:
    for part in parts:
        part.terminate()
    until = time.monotonic() + PATIENCE
    for part in parts:
        try:
            part.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()


def _answers(host: str, port: int) -> bool:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only
    asked = http.client.HTTPConnection(here, port, timeout=5)
    try:
        asked.request("GET", "/healthy", headers={"Host": settings.ALLOWED_HOSTS[0]})
        asked.getresponse()
    except OSError:
        return False
    finally:
        asked.close()
    return True
