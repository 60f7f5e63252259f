"""A piece of work in a process of its own, which may fail or take too long without harm.

A new process for each piece: so memory is its own, nothing is warm that the other contenders
did not have warm, and ortools and highspy, which cannot share a process, never meet.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import TypeVar

R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T")
TOLD = 120
"""Characters of an error that are told."""


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no result, and why."""

    why: str


def both(one: T | Failed, two: S | Failed, of: Callable[[T, S], R]) -> R | Failed:
    """``of(one, two)``, or whichever failed."""
    if isinstance(one, Failed):
        return one
    return two if isinstance(two, Failed) else of(one, two)


def each(values: Iterable[T | Failed], of: Callable[[T], R]) -> list[R | Failed]:
    """``of`` each, where it did not fail."""
    return [value if isinstance(value, Failed) else of(value) for value in values]


def known(values: Iterable[T | Failed]) -> list[T]:
    """Those that did not fail."""
    return [value for value in values if not isinstance(value, Failed)]


def failures(*values: object) -> str:
    """Why some failed, each reason once."""
    return "; ".join(sorted({value.why for value in values if isinstance(value, Failed)}))


def alone(work: Callable[..., T], *given: object, patience: float) -> T | Failed:
    """What ``work(*given)`` returns; it is ended after ``patience`` seconds.

    ``work`` is a function of a module, and what goes in and out can be pickled. Keep it small:
    a process begins its life with the peak memory of the one that starts it.
    """
    context = get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_report, args=(send, work, given), daemon=True)
    process.start()
    send.close()
    until = monotonic() + patience
    try:
        if not receive.poll(patience):
            return Failed(f"ended after {patience:.0f} s")
        told: T | Failed = receive.recv()
        return told
    except EOFError:
        process.join(max(0.0, until - monotonic()))
        return Failed(f"the process ended with {process.exitcode}")
    finally:
        process.kill()
        process.join()


def peak_memory() -> int:
    """The most memory (bytes) that this process has had so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _report(send: Connection, work: Callable[..., T], given: tuple[object, ...]) -> None:
    # The table goes to standard output, so what solvers print there, from C too, must not.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        send.send(work(*given))
    except Exception as error:
        send.send(Failed(f"{type(error).__name__}: {error}"[:TOLD]))
