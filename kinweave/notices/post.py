"""The conversation with the mail server, cut where it matters.

A server has a letter from the moment at which it answers the single dot that ends it, and never
before: if we are gone until then, it throws away what it heard. So all is said up to the dot;
then the row is marked and committed; then comes the dot. Only whoever is killed, or loses the
line, between the dot and its answer leaves a letter in doubt.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address


class NotTaken(Exception):
    """The server does not have the letter. Later it may."""


class Refused(NotTaken):
    """The server will not have this letter, however often it is asked."""


class Unknown(Exception):
    """The line broke between the dot and the answer."""


class NotOurs(Exception):
    """Somebody else has the row now: the dot was not said."""


def hand_over(message: EmailMessage, mark: Callable[[], bool]) -> None:
    """Return when the letter is taken. ``mark`` is called before the point of no return, and says
    whether to go on. Raises one of the four above."""
    backend = get_connection()
    if isinstance(backend, EmailBackend):
        _by_smtp(backend, message, mark)
    else:
        _on_this_machine(backend, message, mark)


def _on_this_machine(
    backend: BaseEmailBackend, message: EmailMessage, mark: Callable[[], bool]
) -> None:
    """Files, memory, the screen: what fails there reached nobody."""
    if not mark():
        raise NotOurs
    try:
        backend.send_messages([message])
    except OSError as error:
        raise NotTaken(_words(error)) from error


def _by_smtp(backend: EmailBackend, message: EmailMessage, mark: Callable[[], bool]) -> None:
    try:
        backend.open()
        server = backend.connection
        assert isinstance(server, smtplib.SMTP)  # noqa: S101 - open() raises or connects
        _say_all_but_the_dot(server, message)
    except (smtplib.SMTPException, OSError) as error:
        _leave(backend)
        raise _verdict(error) from error
    # A goodbye would be taken for a line of the letter: to hang up ends nothing.
    try:
        ours = mark()
    except BaseException:
        server.close()
        raise
    if not ours:
        server.close()
        raise NotOurs
    try:
        server.send(b"\r\n.\r\n")
        code, answer = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        server.close()
        raise Unknown(_words(error)) from error
    _leave(backend)
    if code != 250:
        raise _verdict(smtplib.SMTPDataError(code, answer))


def _say_all_but_the_dot(server: smtplib.SMTP, message: EmailMessage) -> None:
    server.ehlo_or_helo_if_needed()
    sender = sanitize_address(message.from_email, "utf-8")
    receiver = sanitize_address(message.to[0], "utf-8")
    wire: bytes = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # SafeMIME
    content = wire.removesuffix(b"\r\n")
    options = [f"size={len(content)}"] if server.has_extn("size") else []
    if server.has_extn("8bitmime"):
        options.append("body=8bitmime")
    _expect(250, server.mail(sender, options))
    _expect(250, server.rcpt(receiver))
    _expect(354, server.docmd("data"))
    server.send(re.sub(rb"(?m)^\.", b"..", content))


def _expect(code: int, answer: tuple[int, bytes]) -> None:
    if answer[0] != code and not (code == 250 and answer[0] == 251):
        raise smtplib.SMTPResponseException(*answer)


def _verdict(error: Exception) -> NotTaken:
    """5xx means never; all else may pass. A login that fails is our mistake, not the letter's."""
    never = isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600
    if never and not isinstance(error, smtplib.SMTPAuthenticationError):
        return Refused(_words(error))
    return NotTaken(_words(error))


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return " ".join(f"{error.smtp_code} {text}".split())
    return " ".join(f"{type(error).__name__}: {error}".split())


def _leave(backend: EmailBackend) -> None:
    """Say goodbye. The letter's fate is settled, so what goes wrong here changes nothing."""
    with suppress(smtplib.SMTPException, OSError):
        backend.close()
    backend.connection = None
