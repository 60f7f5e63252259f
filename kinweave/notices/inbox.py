"""Letters that come back: read from a mailbox, or handed over by a mail server.

An app that knows what to do with some of them registers a function::

    @receives
    def take_in(letter, at):
        ...
        return True     # it was one of these

What nobody takes is left unanswered: this site talks to no machine that writes to it. A letter is
marked as read once it was handled. Whoever is killed in between handles it again at the next round,
so a function must bear that; and nothing that stands in a letter proves who wrote it.
"""

from __future__ import annotations

import imaplib
import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from typing import Any

from django.conf import settings

LARGEST = 1_000_000
"""Bytes. What is larger holds something else than an answer."""
A_ROUND = 100
PATIENCE = 20.0
"""Seconds for each step of the conversation with the mailbox."""
_log = logging.getLogger(__name__)

Receive = Callable[[Message, datetime], bool]
_receivers: list[Receive] = []


def receives(receive: Receive) -> Receive:
    """Register what may know a letter: it says whether it did."""
    if receive not in _receivers:
        _receivers.append(receive)
    return receive


def take(raw: bytes, at: datetime) -> bool:
    """Handle one letter as it came over the line; whether anybody here knew it. Never raises for
    what stands in it."""
    if len(raw) > LARGEST:
        return False
    letter = message_from_bytes(raw)
    return any(receive(letter, at) for receive in _receivers)


def read_inbox(now: datetime) -> int:
    """Handle what is unread in the mailbox of ``INBOX_URL``, if there is one; how many letters."""
    if not (where := settings.INBOX):
        return 0
    try:
        with _open(where) as mailbox:
            return _read(mailbox, now)
    except (OSError, imaplib.IMAP4.error) as error:
        _log.warning("The mailbox of INBOX_URL could not be read: %s", type(error).__name__)
        return 0


def _open(where: Any) -> imaplib.IMAP4:
    """``where``: as :class:`kinweave.config.readers.Inbox` says."""
    mailbox: imaplib.IMAP4
    if where.scheme == "imaps":
        mailbox = imaplib.IMAP4_SSL(
            where.host, where.port, timeout=PATIENCE, ssl_context=ssl.create_default_context()
        )
    else:
        mailbox = imaplib.IMAP4(where.host, where.port, timeout=PATIENCE)
    try:
        if where.scheme == "imap+tls":
            mailbox.starttls(ssl.create_default_context())
        mailbox.login(where.user, where.password)
        mailbox.select(f'"{where.folder}"')
    except BaseException:
        mailbox.shutdown()
        raise
    return mailbox


def _read(mailbox: imaplib.IMAP4, now: datetime) -> int:
    _ok, found = mailbox.search(None, "UNSEEN", "SMALLER", str(LARGEST))
    numbers = found[0].split()[:A_ROUND] if found and found[0] else []
    for number in numbers:
        _ok, parts = mailbox.fetch(number.decode(), "(BODY.PEEK[])")
        for part in parts:
            if isinstance(part, tuple):
                try:
                    take(part[1], now)
                except Exception as error:
                    # One letter that nobody foresaw must not keep those behind it.
                    _log.error("A letter could not be handled: %s", type(error).__name__)
        with suppress(imaplib.IMAP4.error):
            mailbox.store(number.decode(), "+FLAGS", r"(\Seen)")
    return len(numbers)
