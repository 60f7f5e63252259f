"""Processes that do not outlive the one that began them."""

from __future__ import annotations

import os
import signal
import threading
import time
from multiprocessing import parent_process


def end_with_parent() -> None:
    """Ask this process to end once its parent is gone, which ends nothing if killed with -9.
    Orphaned pages would go on answering, as they were then."""
    if parent := parent_process():
        threading.Thread(target=_end_with, args=(parent.pid,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
