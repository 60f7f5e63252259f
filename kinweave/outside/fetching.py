"""Fetching an address: resolve, look where that is, connect to exactly there, and read so much.

What a name is resolved to is looked at once and then used: no second resolution could say otherwise
(a name that is now here and now inside). Each place that an address leads on to is looked at anew.
No proxy, cookie or password of anybody goes along.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin

from kinweave.outside import wire
from kinweave.outside.places import PORTS, Place, is_open, place_of
from kinweave.outside.refusals import Refused, Why

LED_ON = 3
"""How often an address may lead on to another."""
HEADERS = 64_000
"""How many bytes may come beside what is fetched."""
A_PIECE = 65_536
_AGAIN = {301, 302, 303, 307, 308}
_WHY = {401: Why.CLOSED, 403: Why.CLOSED, 404: Why.GONE, 410: Why.GONE}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was there. ``etag`` and ``modified``: to be given back when asking again; then
    ``unchanged`` says that it is what it was, and ``body`` is empty."""

    address: str
    body: bytes
    kind: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def fetch(
    address: str,
    *,
    accept: str,
    most_bytes: int,
    seconds: float,
    site: str,
    etag: str = "",
    modified: str = "",
    ports: Collection[int] = tuple(PORTS.values()),
) -> Fetched:
    """What is at an address of the open internet, over http or https, by GET.

    ``accept``: media types, as the header. ``most_bytes``: of the body, also where it comes packed.
    ``seconds``: for all of it. ``site``: our own address, by which the server knows who asks.
    Raises :class:`Refused`; never anything else that the other side could bring about.
    """
    headers = {
        "User-Agent": f"Kinweave (+{site})",
        "Accept": accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    until = wire.Until(seconds)
    try:
        for _time in range(LED_ON + 1):
            found = _ask(place_of(address, ports), address, headers, most_bytes, until)
            if isinstance(found, Fetched):
                return found
            address = found
    except TimeoutError as error:
        raise Refused(Why.TOO_SLOW) from error
    raise Refused(Why.LED_AWAY)


def _ask(
    place: Place, address: str, headers: dict[str, str], most: int, until: wire.Until
) -> Fetched | str:
    """What is there, or the address that it leads on to."""
    with _connected(place, until) as plain:
        asking = http.client.HTTPConnection(place.host, place.port)
        asking.sock = wire.Line(plain, until, most + HEADERS)
        try:
            asking.putrequest("GET", place.path, skip_host=True, skip_accept_encoding=True)
            asking.putheader("Host", place.named)
            for name, value in headers.items():
                asking.putheader(name, value)
            asking.endheaders()
            answer = asking.getresponse()
            return _understood(answer, place, address, most)
        except TimeoutError:
            raise
        except (http.client.HTTPException, OSError, ValueError, zlib.error) as error:
            raise Refused(Why.BROKEN) from error


def _connected(place: Place, until: wire.Until) -> socket.socket:
    """To the first of its numbers that answers, all of which are in the open internet."""
    try:
        numbers = wire.resolve(place.host, place.port, until)
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        raise Refused(Why.UNKNOWN) from error
    if not numbers or not all(map(is_open, numbers)):
        raise Refused(Why.INSIDE if numbers else Why.UNKNOWN)
    for number in numbers:
        try:
            plain = wire.connect(number, place.port, until)
        except OSError:
            continue
        return _made_safe(plain, place, until) if place.is_safe else plain
    until.left  # noqa: B018 - raises where it was the time that was lacking
    raise Refused(Why.NO_ANSWER)


def _made_safe(plain: socket.socket, place: Place, until: wire.Until) -> socket.socket:
    try:
        plain.settimeout(until.left)
        return wire.trusted().wrap_socket(plain, server_hostname=place.host)
    except TimeoutError:
        plain.close()
        raise
    except (ssl.SSLError, ssl.CertificateError, OSError, ValueError) as error:
        plain.close()
        raise Refused(Why.NOT_SAFE) from error


def _understood(
    answer: http.client.HTTPResponse, place: Place, address: str, most: int
) -> Fetched | str:
    etag, modified = _mark(answer, "ETag"), _mark(answer, "Last-Modified")
    if answer.status == 304:
        return Fetched(address, b"", "", etag, modified, unchanged=True)
    if answer.status in _AGAIN:
        return _led_on(answer.headers.get("Location", ""), place, address)
    if answer.status != 200:
        raise Refused(_WHY.get(answer.status, Why.TROUBLE))
    if answer.length is not None and answer.length > most:
        raise Refused(Why.TOO_LARGE)
    kind = answer.headers.get("Content-Type", "")[:200]
    return Fetched(address, _body(answer, most), kind, etag, modified)


def _mark(answer: http.client.HTTPResponse, name: str) -> str:
    """What is given back when asking again, if it can be."""
    mark = str(answer.headers.get(name, ""))
    return mark if len(mark) <= 200 and mark.isascii() and mark.isprintable() else ""


def _led_on(location: str, place: Place, address: str) -> str:
    there = urljoin(address, location).partition("#")[0]
    if not location or (place.is_safe and not there.startswith("https://")):
        raise Refused(Why.LED_AWAY)
    return there


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    """All of it, unpacked. It was asked for as it is, which not every server minds."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise Refused(Why.BROKEN)
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS) if packing.endswith("gzip") else None
    body = bytearray()
    while piece := answer.read1(A_PIECE):
        body += unpacking.decompress(piece, most - len(body) + 1) if unpacking else piece
        if len(body) > most:
            raise Refused(Why.TOO_LARGE)
    if answer.length or (unpacking and not unpacking.eof):
        raise Refused(Why.BROKEN)
    return bytes(body)
