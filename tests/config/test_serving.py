"""The whole site as it runs: one process that begins two, and ends them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.repository.checkout import ROOT


def children(of: int) -> dict[int, str]:
    """Processes that ``of`` began, with their command lines or titles."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue
        if parent == of:
            found[int(folder.name)] = command
    return found


def soon(what: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


class Site:
    """``kinweave serve`` in a folder, and what it says."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._log = home.parent / "log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kinweave", "serve"],
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": str(ROOT),
                    "KINWEAVE_HOME": str(home),
                    "PORT": str(self.port),
                },
                stdout=log,
                stderr=log,
            )

    def begun(self) -> bool:
        return str(self.port) in self._log.read_text()

    def healthy(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/healthy")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()

    def part(self, name: str) -> int | None:
        parts = {command.strip(): pid for pid, command in children(self.process.pid).items()}
        return parts.get(f"kinweave {name}")

    def family(self) -> set[int]:
        """Every process below it."""
        found, more = set[int](), {self.process.pid}
        while more:
            more = {below for pid in more for below in children(pid)}
            found |= more
        return found


@contextmanager
def served(home: Path) -> Iterator[Site]:
    site = Site(home)
    try:
        soon(site.begun)
        soon(lambda: site.part("worker"))
        yield site
    finally:
        site.process.kill()
        site.process.wait()


def gone(processes: set[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in processes)


@pytest.mark.once
@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="this system does not tell of its processes"
)
def test_what_was_killed_is_begun_again_or_leaves_nothing(tmp_path: Path) -> None:
    with served(tmp_path / "home") as site:
        # What has threads must not be copied: a lock that one of them holds would be held for ever.
        assert len(list(Path(f"/proc/{site.process.pid}/task").iterdir())) == 1
        killed = {name: site.part(name) for name in ("worker", "pages")}
        first = set(filter(None, killed.values()))
        with_them = site.family()
        assert len(first) == 2
        for part in first:
            os.kill(part, signal.SIGKILL)
        soon(partial(gone, with_them))
        for name in killed:
            soon(partial(site.part, name))
        soon(site.healthy)
        family = site.family()
        assert len(family) >= 3
        site.process.kill()
        soon(partial(gone, family))
    with served(tmp_path / "home") as site:
        family = site.family()
        assert len(family) >= 3
        site.process.terminate()
        assert site.process.wait(30) == 0
        soon(partial(gone, family))
