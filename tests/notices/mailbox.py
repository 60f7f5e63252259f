"""A mail server on this machine, which can be told to be difficult."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller


class Mailbox:
    """``letters``: what arrived. ``says``: its answer to RCPT or DATA, one after the other, then
    250. ``dot_seen`` is set when a letter ended; while ``silent``, no answer to that comes."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.rcpt_says: list[str] = []
        self.data_says: list[str] = []
        self.dot_seen = threading.Event()
        self.silent = False
        self.slow = 0.0
        self.port = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.rcpt_says:
            return self.rcpt_says.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - and its
        self.dot_seen.set()
        if self.data_says:
            return self.data_says.pop(0)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(cast(EmailMessage, letter))
        while self.silent:
            await asyncio.sleep(0.01)
        await asyncio.sleep(self.slow)
        return "250 taken"


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        box.silent = False
        controller.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
