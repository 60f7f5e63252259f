"""Ctrl-C, heard even where it falls into a moment that swallows exceptions.

Python raises ``KeyboardInterrupt`` wherever it happens to be. In the middle of an import, or of a
callback out of compiled code, that can be lost; then only who remembers it can still stop.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

_pressed = Event()


def asked_to_stop() -> bool:
    """Whether somebody pressed Ctrl-C within :func:`stoppable`."""
    return _pressed.is_set()


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it Ctrl-C is remembered, and raised as ever."""
    _pressed.clear()
    before = signal.signal(signal.SIGINT, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    _pressed.set()
    raise KeyboardInterrupt
