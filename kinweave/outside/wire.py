"""The network's edge: names to numbers, numbers to sockets, and nothing that can be waited for
without end. Tests put a server of their own in place of :func:`resolve` and :func:`connect`."""

from __future__ import annotations

import io
import queue
import socket
import ssl
import threading
import time
from functools import cache
from typing import TYPE_CHECKING

from kinweave.outside.refusals import Refused, Why

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

A_TRY = 5.0
"""Seconds until the next of a host's numbers is tried."""


class Until:
    """The instant at which all of a fetch has to be over, however often a little of it comes."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds. Raises ``TimeoutError`` where there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def resolve(host: str, port: int, until: Until) -> list[str]:
    """The IP addresses of a host. A resolver may hang for minutes, and cannot be told to stop: it
    is left behind in a thread of its own."""
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(one[4][0]) for one in found)))
        except OSError as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=until.left)
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(found, OSError):
        raise found
    return found


def connect(number: str, port: int, until: Until) -> socket.socket:
    """A connection to an IP address: a number, so that nothing is resolved again."""
    return socket.create_connection((number, port), timeout=min(A_TRY, until.left))


@cache
def trusted() -> ssl.SSLContext:
    """Whom to believe who they are: those whom this machine believes."""
    return ssl.create_default_context()


class Line:
    """A socket as ``http.client`` wants it: each read and write has what is left of the time, and
    no more than ``most`` bytes are ever read, headers and all."""

    def __init__(self, plain: socket.socket, until: Until, most: int) -> None:
        self._socket, self._until, self._most = plain, until, most

    def sendall(self, data: ReadableBuffer) -> None:
        """All of it, or ``TimeoutError``."""
        self._socket.settimeout(self._until.left)
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What is read from."""
        return io.BufferedReader(_Reading(self._socket, self._until, self._most))

    def close(self) -> None:
        """Nothing: whoever opened the socket closes it, when the answer has been read."""


class _Reading(io.RawIOBase):
    def __init__(self, plain: socket.socket, until: Until, most: int) -> None:
        self._socket, self._until, self._left = plain, until, most

    def readable(self) -> bool:
        return True

    def readinto(self, room: WriteableBuffer, /) -> int:
        if self._left <= 0:
            raise Refused(Why.TOO_LARGE)
        self._socket.settimeout(self._until.left)
        got = self._socket.recv_into(memoryview(room)[: self._left])
        self._left -= got
        return got
