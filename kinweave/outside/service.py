"""Asking a service that whoever runs the site has named in the settings.

Their choice is not looked at: it may stand in their own network, or on this machine. It leads
nowhere else on, has so many seconds for all of it, and so many bytes.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from kinweave.outside import wire
from kinweave.outside.refusals import Refused, Why

HEADERS = 64_000
"""How many bytes may come beside the answer."""
A_PIECE = 65_536


def post(
    address: str, body: bytes, *, headers: Mapping[str, str], most_bytes: int, seconds: float
) -> bytes:
    """What the service at ``address`` (http or https) answers to ``body``.

    Raises :class:`Refused`; never anything else that the other side could bring about.
    """
    until = wire.Until(seconds)
    parts = urlsplit(address)
    host, safe = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if safe else 80)
    try:
        plain = _connected(host, port, until)
        try:
            if safe:
                plain.settimeout(until.left)
                plain = wire.trusted().wrap_socket(plain, server_hostname=host)
            asking = http.client.HTTPConnection(host, port)
            asking.sock = wire.Line(plain, until, most_bytes + HEADERS)
            path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            asking.request("POST", path, body, {**headers, "Connection": "close"})
            return _body(asking.getresponse(), most_bytes)
        finally:
            plain.close()
    except TimeoutError as error:
        raise Refused(Why.TOO_SLOW) from error
    except ssl.SSLError as error:
        raise Refused(Why.NOT_SAFE) from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise Refused(Why.BROKEN) from error


def _connected(host: str, port: int, until: wire.Until) -> socket.socket:
    for number in wire.resolve(host, port, until):
        try:
            return wire.connect(number, port, until)
        except OSError:
            continue
    until.left  # noqa: B018 - raises where it was the time that was lacking
    raise Refused(Why.NO_ANSWER)


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    if answer.status != 200:
        raise Refused(Why.LED_AWAY if 300 <= answer.status < 400 else Why.TROUBLE)
    body = bytearray()
    while piece := answer.read1(A_PIECE):
        body += piece
        if len(body) > most:
            raise Refused(Why.TOO_LARGE)
    return bytes(body)
