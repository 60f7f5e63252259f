"""Work for several processors, with one result whatever their number is."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kinweave.solvers.running import Run

# Steps are planned for two processors, whatever a machine has: plans must not depend on it.
THREADS = 2
_WORKERS = os.cpu_count() or 1

Task = TypeVar("Task")
Done = TypeVar("Done")


def side_by_side(
    work: Callable[[Task], Done], tasks: Sequence[Task], run: Run, begin: float, end: float
) -> list[Done]:
    """Each task's result, in order, worked on by all processors; the first error ends it."""
    results = []
    with ThreadPoolExecutor(_WORKERS) as workers:
        pending = [workers.submit(work, task) for task in tasks]
        try:
            for number, future in enumerate(pending):
                results.append(future.result())
                run.report(begin + (end - begin) * (number + 1) / len(tasks), "better")
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            raise
    return results
