"""Looking at what a page embeds: what it calls itself, and its picture, made anew and kept here.

It is done once, when somebody who edits the book asks for it
(``docs/decisions/0028-a-repository-comes-as-a-zip.md``); readers never reach elsewhere by reading.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import urljoin

from django.conf import settings

from kinweave.handbook.models.page import ALBUM
from kinweave.outside import Fetched, Refused, fetch
from kinweave.pictures import MOST_BYTES, Made, NoPicture
from kinweave.prose import named

SECONDS = 20.0
MOST_PAGE = 5_000_000
READ = 600_000
"""Of a page so much is looked at: what it says of itself stands at its beginning."""
MOST_TITLE = 200

_META = re.compile(r"<meta\s([^<>]{1,4000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,200})?>([^<]{1,1000})<", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w-]{1,40})", re.IGNORECASE)
_PICTURES = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """``picture``: made anew, if it has one that can be used."""

    title: str = ""
    picture: Made | None = None


def look_at(url: str) -> Seen:
    """What is there. Raises :class:`kinweave.outside.Refused`; a picture that cannot be had is
    none."""
    got = _get(url, "text/html, application/xhtml+xml, image/*;q=0.8", MOST_PAGE)
    if got.kind.startswith("image/"):
        return Seen(picture=_made(got.body))
    title, leads = said_in(got)
    if not leads:
        return Seen(title)
    try:
        return Seen(title, _made(_get(leads, "image/*", MOST_BYTES).body))
    except Refused:
        return Seen(title)


def said_in(got: Fetched) -> tuple[str, str]:
    """What a page calls itself, and where its picture is."""
    text = _decoded(got)
    said: dict[str, str] = {}
    for tag in _META.findall(text):
        table = {name.lower(): value for name, value in named(tag).items()}
        name = (table.get("property") or table.get("name") or "").lower()
        said.setdefault(name, table.get("content", ""))
    plain = _TITLE.search(text)
    title = said.get("og:title") or (unescape(plain[1]) if plain else "")
    src = next((said[name] for name in _PICTURES if said.get(name)), "")
    return _one_line(title), urljoin(got.address, src.strip()) if src else ""


def _get(url: str, accept: str, most: int) -> Fetched:
    return fetch(url, accept=accept, most_bytes=most, seconds=SECONDS, site=settings.SITE_URL)


def _made(whole: bytes) -> Made | None:
    try:
        return ALBUM.read(BytesIO(whole), len(whole))
    except NoPicture:
        return None


def _decoded(got: Fetched) -> str:
    begins = got.body[:2_000].decode("ascii", "replace")
    found = _CHARSET.search(got.kind) or _CHARSET.search(begins)
    try:
        letters = codecs.lookup(found[1] if found else "utf-8").name
        return got.body[:READ].decode(letters, "replace")
    except (LookupError, ValueError):
        return got.body[:READ].decode("utf-8", "replace")


def _one_line(words: str) -> str:
    """Printable, and short enough to stand on a card."""
    plain = "".join(sign if sign.isprintable() else " " for sign in words)
    line = " ".join(plain.split())
    return line if len(line) <= MOST_TITLE else f"{line[: MOST_TITLE - 1].rstrip()}…"
