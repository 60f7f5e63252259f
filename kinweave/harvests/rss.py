"""A podcast as RSS 2.0, in the dialect that programs for podcasts read.

What must be there, and how: Apple's "A podcaster's guide to RSS" and requirements for feeds and
artwork; https://podcastindex.org/namespace/1.0 for guid and locked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as Tree

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
for _prefix, _space in (
    ("atom", ATOM), ("content", CONTENT), ("itunes", ITUNES), ("podcast", PODCAST),
):  # fmt: skip
    Tree.register_namespace(_prefix, _space)

CATEGORY = "Society & Culture"
MOST_BYTES = 4_000
"""How long a description may be, by Apple's rules."""

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """The podcast itself. ``link``: its page; ``here``: the feed's own address."""

    title: str
    link: str
    here: str
    language: str
    description: str
    author: str
    image: str
    guid: str


@dataclass(frozen=True, slots=True)
class Item:
    """One recording. ``url``, ``size`` in bytes and ``kind`` (a media type) are of its file."""

    title: str
    guid: str
    link: str
    published: datetime
    url: str
    size: int
    kind: str
    seconds: int | None
    explicit: bool
    summary: str
    description: str
    html: str


def rss(channel: Channel, items: Iterable[Item]) -> bytes:
    """The whole feed; the same bytes for the same recordings."""
    items = list(items)
    root = Tree.Element("rss", {"version": "2.0"})
    top = Tree.SubElement(root, "channel")
    _add(top, "title", channel.title)
    _add(top, "link", channel.link)
    _add(top, f"{{{ATOM}}}link", href=channel.here, rel="self", type="application/rss+xml")
    _add(top, "language", channel.language)
    _add(top, "description", _bounded(channel.description))
    _add(top, f"{{{ITUNES}}}author", channel.author)
    _add(top, f"{{{ITUNES}}}category", text=CATEGORY)
    _add(top, f"{{{ITUNES}}}explicit", _said(any(one.explicit for one in items)))
    _add(top, f"{{{ITUNES}}}image", href=channel.image)
    _add(top, f"{{{ITUNES}}}type", "episodic")
    _add(top, f"{{{PODCAST}}}guid", channel.guid)
    _add(top, f"{{{PODCAST}}}locked", "yes")
    for one in items:
        _item(Tree.SubElement(top, "item"), one)
    written: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _item(node: Tree.Element, one: Item) -> None:
    _add(node, "title", one.title)
    _add(node, f"{{{ITUNES}}}title", one.title)
    _add(node, "guid", one.guid, isPermaLink="false")
    _add(node, "link", one.link)
    _add(node, "pubDate", format_datetime(one.published.astimezone(UTC)))
    _add(node, "enclosure", url=one.url, length=str(one.size), type=one.kind)
    if one.seconds:
        _add(node, f"{{{ITUNES}}}duration", str(one.seconds))
    _add(node, f"{{{ITUNES}}}explicit", _said(one.explicit))
    _add(node, f"{{{ITUNES}}}summary", one.summary)
    _add(node, "description", _bounded(one.description))
    _add(node, f"{{{CONTENT}}}encoded", one.html)


def _add(parent: Tree.Element, tag: str, words: str = "", /, **attributes: str) -> None:
    node = Tree.SubElement(parent, tag, {name: _clean(each) for name, each in attributes.items()})
    if words:
        node.text = _clean(words)


def _clean(words: str) -> str:
    """Without what XML 1.0 has no way to say, not even escaped."""
    return _FORBIDDEN.sub("", words)


def _bounded(words: str) -> str:
    """At most :data:`MOST_BYTES` in UTF-8, cut between two characters."""
    whole = _clean(words).encode()
    if len(whole) <= MOST_BYTES:
        return whole.decode()
    return whole[: MOST_BYTES - 3].decode(errors="ignore").rstrip() + "…"


def _said(yes: bool) -> str:
    return "true" if yes else "false"
