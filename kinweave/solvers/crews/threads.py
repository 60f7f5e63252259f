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

    def told(number: int) -> None:
        run.report(begin + (end - begin) * (number + 1) / len(tasks), "better")

    return in_parts(work, tasks, told)


def in_parts(
    work: Callable[[Task], Done], tasks: Sequence[Task], done: Callable[[int], object] = id
) -> list[Done]:
    """The same without a run: ``done`` is told the number of each task that ended, in order."""
    results = []
    with ThreadPoolExecutor(_WORKERS) as workers:
        pending = [workers.submit(work, task) for task in tasks]
        try:
            for number, future in enumerate(pending):
                results.append(future.result())
                done(number)
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            raise
    return results
