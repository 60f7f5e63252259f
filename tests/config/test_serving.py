"""The whole site as it runs: one process that begins two, and ends them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository.checkout import ROOT

TELLS_OF_PROCESSES = Path("/proc/self/stat").exists()


def children(of: int) -> dict[int, str]:
    """Processes that ``of`` began, with their command lines."""
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


@pytest.mark.once
@pytest.mark.skipif(not TELLS_OF_PROCESSES, reason="this system does not tell of its processes")
def test_a_killed_worker_is_begun_again_and_sigterm_ends_everything(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log").open("w+")
    site = subprocess.Popen(
        [sys.executable, "-P", "-m", "kinweave", "serve"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "KINWEAVE_HOME": str(tmp_path / "home"),
            "PORT": str(port),
        },
        stdout=log,
        stderr=log,
    )

    def workers() -> list[int]:
        return [pid for pid, command in children(site.pid).items() if "kinweave worker" in command]

    try:
        soon(lambda: str(port) in (tmp_path / "log").read_text())
        soon(workers)
        (first,) = workers()
        os.kill(first, signal.SIGKILL)
        soon(lambda: workers() and workers() != [first])
        begun = children(site.pid)
        assert len(begun) >= 2
        site.terminate()
        assert site.wait(30) == 0
        soon(lambda: not any(Path(f"/proc/{pid}").exists() for pid in begun))
    finally:
        site.kill()
        site.wait()
        log.close()
