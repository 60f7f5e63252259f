"""From the address of a repository to that of its zip.

Git's own protocol would need a connection that is not ours to look after: where an address leads is
looked at by :mod:`kinweave.outside`, which reads one answer from one address. The hosts of
repositories give each of them as a zip, so that is what is fetched.
"""

from __future__ import annotations

from urllib.parse import urlsplit

_HEAD = {
    "github.com": "archive/HEAD.zip",
    "codeberg.org": "archive/HEAD.zip",
    "gitlab.com": "-/archive/HEAD/book.zip",
}


def archive_of(address: str) -> str:
    """The zip of a repository at a host that is known; any other address as it is."""
    parts = urlsplit(address)
    way = parts.path.strip("/").removesuffix(".git").split("/")
    ends = _HEAD.get((parts.hostname or "").removeprefix("www."))
    if ends is None or len(way) != 2 or not all(way):
        return address
    return f"https://{parts.hostname}/{way[0]}/{way[1]}/{ends}"
