"""A mailbox that a site reads (RFC 3501, as much as that needs), and calendars that answer."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

USER, PASSWORD = "answers", "let me read"


class Room:
    """``letters``: what lies there. ``seen``: which of them were marked as read."""

    def __init__(self, *letters: bytes) -> None:
        self.letters = list(letters)
        self.seen: set[int] = set()
        self.port = 0

    def answers(self, tag: str, line: str) -> Iterator[bytes]:
        """To one line of the site."""
        verb = line.split()[0].upper()
        if verb == "CAPABILITY":
            yield b"* CAPABILITY IMAP4rev1\r\n"
        elif verb == "LOGIN" and (USER not in line or PASSWORD not in line):
            yield f"{tag} NO not you\r\n".encode()
            return
        elif verb == "SELECT":
            yield f"* {len(self.letters)} EXISTS\r\n".encode()
        elif verb == "SEARCH":
            here = range(1, len(self.letters) + 1)
            unread = " ".join(str(n) for n in here if n not in self.seen)
            yield f"* SEARCH {unread}\r\n".encode()
        elif verb == "FETCH":
            number = int(line.split()[1])
            body = self.letters[number - 1]
            yield f"* {number} FETCH (BODY[] {{{len(body)}}}\r\n".encode() + body + b")\r\n"
        elif verb == "STORE":
            self.seen.add(int(line.split()[1]))
        yield f"{tag} OK done\r\n".encode()


@contextmanager
def open_room(*letters: bytes) -> Iterator[Room]:
    room = Room(*letters)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK here\r\n")
            for raw in self.rfile:
                tag, _, line = raw.decode().strip().partition(" ")
                for answer in room.answers(tag, line):
                    self.wfile.write(answer)
                if line.upper().startswith("LOGOUT"):
                    return

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    room.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()


def as_sent(letter: Any) -> EmailMessage:
    """A letter of Django's as it comes out of the line."""
    raw: bytes = letter.message().as_bytes()
    return cast(EmailMessage, message_from_bytes(raw, policy=policy.default))


def calendar_in(letter: EmailMessage) -> str:
    """What a calendar program reads in a letter, unfolded."""
    part = next(one for one in letter.walk() if one.get_content_type() == "text/calendar")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode().replace("\r\n ", "")


def answered(invitation: str, partstat: str, *, to: str = "", organizer: str = "") -> bytes:
    """The letter that a calendar program sends when its owner presses a button."""
    reply = invitation.replace("METHOD:REQUEST", "METHOD:REPLY")
    reply = re.sub(r"PARTSTAT=[A-Z-]+", f"PARTSTAT={partstat}", reply)
    asked = re.search(r"ORGANIZER.*mailto:(\S+)", reply)
    assert asked
    if organizer:
        reply = reply.replace(asked[1], organizer)
    letter = EmailMessage()
    letter["From"] = "Whoever <whoever@example.net>"
    letter["To"] = to or asked[1]
    letter["Subject"] = "Accepted: Soup"
    letter.set_content("Accepted")
    letter.add_alternative(reply, subtype="calendar", params={"method": "REPLY"})
    return letter.as_bytes()
