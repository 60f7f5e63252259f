"""How a book's files are called, how its pages are addressed, and where a link between them leads.

A page's address is made of its file's name alone, so what a relative link leads to can be said
without asking which pages there are: it may be written before the page is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import quote, unquote

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
FRONT = {"readme", "index"}
"""What a folder's own page is called."""
LONGEST = 300

_NO_WORD = re.compile(r"[^\w]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ENDS = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def slug_of(words: str) -> str:
    """What stands for words in an address: letters of any script, numbers, hyphens."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return _NO_WORD.sub("-", plain.replace("_", "-")).strip("-")[:80].strip("-")


def is_page(file: str) -> bool:
    """Whether a file is Markdown, by its name."""
    return file.lower().endswith(MARKDOWN)


def address_of(file: str) -> str:
    """The address of the page in a file, within its book; "" for the first: ``a/README.md`` → a."""
    stem = file.rpartition(".")[0] if is_page(file) else file
    parts = [part for part in stem.split("/") if part]
    if parts and parts[-1].lower() in FRONT:
        parts.pop()
    return within("/".join(slug_of(part) or "page" for part in parts))


def within(address: str) -> str:
    """As much of an address as is kept."""
    return address[:LONGEST].rstrip("/")


def numbered(address: str, taken: Collection[str]) -> str:
    """The address with the first number behind it that nobody has, no longer than one may be."""
    base = (address or "page")[: LONGEST - 6].rstrip("/-")
    return next(new for n in range(2, len(taken) + 3) if (new := f"{base}-{n}") not in taken)


def file_of(address: str) -> str:
    """A file for a page that came from none; :func:`address_of` it is the address again."""
    if not address:
        return "README.md"
    own = address.rpartition("/")[2] in FRONT  # else it would be what the folder's own page is
    return f"{address}/README.md" if own else f"{address}.md"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads. ``page``: the address of a page of the book; ``file``: else, a file of
    it; ``part``: what stood behind "#". Neither: a part of the same page."""

    page: str | None = None
    file: str | None = None
    part: str = ""


def target_of(href: str, base: str) -> Target | None:
    """Where a link leads that stands in the file ``base``; ``None`` for what leads out of the book:
    to other places, to the site itself, or above the book's folder."""
    if _SCHEME.match(href) or href.startswith("//"):
        return None
    path, _hash, part = href.partition("#")
    path, part = unquote(path.partition("?")[0]), unquote(part)
    if not path:
        return Target(part=part) if part else None
    if "\\" in path or not path.isprintable():
        return None
    if path.startswith("/") and not (is_page(path) or _ENDS.search(path)):
        return None
    folder = "" if path.startswith("/") else base.rpartition("/")[0]
    whole = normpath(f"/{folder}/{path}")[1:] if not _climbs(folder, path) else None
    if whole is None:
        return None
    whole = whole.lstrip("/")
    if path.endswith("/") or whole in {"", "."}:
        return Target(page=address_of(f"{whole}/README.md".lstrip("/")), part=part)
    if is_page(whole) or not _ENDS.search(whole):
        return Target(page=address_of(whole), part=part)
    return Target(file=whole, part=part)


def relative(file: str, base: str, part: str = "") -> str:
    """A link to ``file`` as it is written in the file ``base``."""
    here, there = base.split("/")[:-1], file.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    path = "/".join([".."] * (len(here) - same) + there[same:])
    return quote(path, safe="/!$&'*+,;=:@~-._") + (f"#{part}" if part else "")


def _climbs(folder: str, path: str) -> bool:
    """Whether it leads above the book."""
    depth = len([part for part in folder.split("/") if part])
    for part in path.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False
