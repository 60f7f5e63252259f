"""The whole site under one process: pages (granian, one worker process), and the job worker.

This process answers no request and has no threads. It loads the site once and starts both as
copies of itself, begins anew whichever dies, and ends both.
"""

from __future__ import annotations

import gc
import hashlib
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from pkgutil import iter_modules

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from setproctitle import setproctitle

from kinweave.config.pages import answer
from kinweave.config.parents import end_with_parent
from kinweave.config.working import work

PARTS: Mapping[str, Callable[[], None]] = {"pages": answer, "worker": work}
"""What the site is made of, by the names that ``ps`` shows."""
WAIT = 2.0
"""Seconds before a part that died is begun anew."""
PATIENCE = 20.0
"""Seconds that the parts have to end what they are at."""
ENDING = {signal.SIGTERM, signal.SIGINT}

# Elsewhere than on Linux, libraries of the system may not survive being copied.
_processes = get_context("fork") if sys.platform == "linux" else get_context("spawn")


class PortTakenError(Exception):
    """Something else listens there."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


def serve() -> None:
    """Make the site ready, and run it until SIGTERM or Ctrl-C."""
    gc.disable()  # until parts begin: what is loaded stays
    host, port = settings.SERVE_HOST, settings.SERVE_PORT
    _claim(host, port)
    if tables_lack():
        _wait_for("migrate")
    _collect_files()
    import_module(settings.ROOT_URLCONF)
    _keep(host, port)


def _claim(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise PortTakenError(port) from error


def tables_lack() -> bool:
    """Whether a migration was never done. Only names are compared; nothing of theirs is loaded."""
    there = {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in iter_modules([str(Path(app.path) / "migrations")])
        if module.name[0] not in "_~"  # which Django takes for no migration
    }
    return not there <= MigrationRecorder(connection).applied_migrations().keys()


def _collect_files() -> None:
    """Gather style sheets and scripts where they are served from, if any has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    _wait_for("collectstatic")
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


def _keep(host: str, port: int) -> None:
    running: dict[str, BaseProcess] = {}
    # Pages first: until they answer, the worker would only take processors from them.
    again = {"pages": 0.0, "worker": time.monotonic() + WAIT}
    said = False
    for number in ENDING:
        signal.signal(number, _end)
    try:
        while True:
            for name, part in PARTS.items():
                if name in running and not running[name].is_alive():
                    del running[name]
                    again[name] = time.monotonic() + WAIT
                if name not in running and time.monotonic() >= again[name]:
                    running[name] = _begin(name, part)
            if not said and _answers(host, port):
                said = True
                again["worker"] = min(again["worker"], time.monotonic())
                print(f"{settings.SITE_NAME}: {settings.SITE_URL} ({host}:{port})", flush=True)
            time.sleep(0.2 if said else 0.02)
    except _Ended:
        pass
    finally:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        _stop(active_children())  # also one that was begun just as the end was asked for


def _wait_for(command: str) -> None:
    """Have a process do what Django's ``command`` does: what it loads for that is gone with it."""
    made = _begin(command, _do, command)
    made.join()
    if made.exitcode:
        sys.exit(made.exitcode)


def _do(command: str) -> None:
    call_command(command, interactive=False, verbosity=0)


def _begin(name: str, part: Callable[..., None], *words: str) -> BaseProcess:
    """A process of its own for ``part``, which shares what this one has loaded, but for what needs
    to be its own: connections."""
    for database in connections.all(initialized_only=True):
        database.close()
        if hasattr(database, "close_pool"):
            database.close_pool()
    gc.freeze()  # what both share is looked through by neither, and so is not copied
    gc.enable()
    made = _processes.Process(target=_part, args=(name, part, words))
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # its first words are to ask for them itself
    try:
        made.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    return made


def _part(name: str, part: Callable[..., None], words: tuple[str, ...]) -> None:
    os.setsid()  # Ctrl-C reaches only the parent, which ends its parts
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    setproctitle(f"kinweave {name}")
    django.setup()
    end_with_parent()
    part(*words)


def _stop(parts: list[BaseProcess]) -> None:
    for part in parts:
        part.terminate()
    until = time.monotonic() + PATIENCE
    for part in parts:
        part.join(max(0.1, until - time.monotonic()))
        if part.is_alive():
            part.kill()
            part.join()


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
