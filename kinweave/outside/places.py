"""Where an address leads: its parts, and whether what it is resolved to is in the open internet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from kinweave.outside.refusals import Refused, Why

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
_SAFE = "/%:@!$&'()*+,;=-._~?"

CLOSED_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
"""IANA's special-purpose registry (RFC 6890), and what is for many or for nobody."""

OPEN_V6 = IPv6Network("2000::/3")
"""All of IPv6 that is given out to the internet. What maps or translates IPv4 (``::ffff:0:0/96``,
``64:ff9b::/96``, ``64:ff9b:1::/48``), what is local, and what is for many, lies outside of it."""

CLOSED_V6 = tuple(
    map(
        IPv6Network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)
"""Within it: protocols of their own (Teredo among them), examples, and 6to4, which holds an IPv4
address that could be any."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address, taken apart. ``host``: in ASCII. ``path``: what the server is asked for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_safe(self) -> bool:
        """Whether nobody in between reads along."""
        return self.scheme == "https"

    @property
    def named(self) -> str:
        """The host as its server is told it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(address: str, ports: Iterable[int] = PORTS.values()) -> Place:
    """The parts of an address. Raises :class:`Refused` for what is none, or none to be read."""
    strange = not address.isprintable() or "\\" in address or " " in address
    if strange or len(address) > LONGEST:
        raise Refused(Why.NO_ADDRESS)
    try:
        parts = urlsplit(address)
        scheme, port = parts.scheme, parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise Refused(Why.NO_ADDRESS) from error
    if scheme not in PORTS or "@" in parts.netloc or not _HOST.fullmatch(host):
        raise Refused(Why.NO_ADDRESS)
    port = PORTS[scheme] if port is None else port
    if port not in ports:
        raise Refused(Why.NO_ADDRESS)
    path = quote(parts.path or "/", _SAFE) + (
        f"?{quote(parts.query, _SAFE)}" if parts.query else ""
    )
    return Place(scheme, host, port, path)


def is_open(number: str) -> bool:
    """Whether an IP address is one of the open internet."""
    try:
        found = ip_address(number)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in closed for closed in CLOSED_V4) and found.is_global
    return _is_open_v6(found)


def _is_open_v6(found: IPv6Address) -> bool:
    # Of an address with a zone ("fe80::1%eth0") the membership tests raise or say no.
    if found.scope_id is not None or found not in OPEN_V6:
        return False
    return not any(found in closed for closed in CLOSED_V6)
