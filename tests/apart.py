"""Processes of their own, on a site whose database outlives them: many at once, or to be killed.

A Python that begins needs two seconds of a processor until it knows the whole site. Here one
process does so once for all tests of a pytest process (:mod:`tests.ready`), and forks for each
that is wanted. What comes of it is as real as one that began by itself: it has its own memory and
its own connections, and is killed with -9 alone. Python's fork server is what forks: pytest itself
has threads, and a database in memory.
"""

from __future__ import annotations

import importlib
import os
import traceback
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from pickle import dumps, loads
from typing import Any

from tests.copies import SERVER, on_server

PATIENCE = 120
"""Seconds until whoever has said nothing has failed."""

_server = get_context("forkserver")
_server.set_forkserver_preload(["tests.ready"])


def site(home: Path, copied: str = "", **said: str) -> dict[str, str]:
    """The environment of a site: its folder, the database there or one on the server, and
    what else is ``said``."""
    return {
        "KINWEAVE_HOME": str(home),
        "DATABASE_URL": on_server(copied) if SERVER and copied else "",
        "SECRET_KEY": "for tests only; long enough to satisfy every check that there is",
        **said,
    }


def begin(
    around: Mapping[str, str], do: Callable[..., object], *words: object
) -> ForkServerProcess:
    """A process of the site with this environment, to be waited for or killed."""
    process = _server.Process(target=_do, args=(around, dumps((do, words))), daemon=True)
    process.start()
    return process


def apart(around: Mapping[str, str], do: Callable[..., Any], *words: object) -> Any:
    """What ``do`` says, done in a process of the site with this environment."""
    here, there = _server.Pipe(duplex=False)
    process = _server.Process(target=_tell, args=(there, around, dumps((do, words))))
    process.start()
    there.close()
    with here:
        try:
            assert here.poll(PATIENCE), f"{do} said nothing"
            said, wrong = here.recv()
        finally:
            process.kill()
            process.join()
    assert not wrong, wrong
    return said


def _tell(there: Connection, around: Mapping[str, str], what: bytes) -> None:
    with there:
        try:
            there.send((_do(around, what), ""))
        except BaseException:  # whatever it is, the test is to show it
            there.send((None, traceback.format_exc()))


def _do(around: Mapping[str, str], what: bytes) -> Any:
    """In the new process: settings are read again, from the environment that it should have."""
    from django.conf import settings
    from django.db import connections
    from django.test import override_settings

    import tests.ready  # noqa: F401 - is there, unless pytest began in another folder

    os.environ.update(around)
    importlib.reload(importlib.import_module("kinweave.config.settings"))
    read = vars(importlib.reload(importlib.import_module("tests.apart_settings")))
    for alias, database in read["DATABASES"].items():
        connections.databases[alias].update(database)
    other = {name for name in read if name.isupper()} - {"DATABASES"}
    changed = {name: read[name] for name in other if read[name] != getattr(settings, name)}
    with override_settings(**changed):
        do, words = loads(what)  # noqa: S301 - from this very test
        return do(*words)
