"""From the address of a repository, as people copy it, to where it is given as a zip.

Git's own protocol would need a connection that is not ours to look after: where an address leads is
looked at by :mod:`kinweave.outside`, which reads one answer from one address. The hosts of
repositories give each of them as a zip, so that is what is fetched
(``docs/decisions/0028-a-repository-comes-as-a-zip.md``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import unquote, urlsplit

from kinweave.outside import Fetched, Refused, Why
from kinweave.pages import NoBook

HEAD = "HEAD"
_PART = re.compile(r"[\w.~+%@-]+")
_KINDS = {"branch", "tag", "commit"}
_TRY_ANOTHER = {Why.GONE, Why.CLOSED, Why.TROUBLE, Why.LED_AWAY}
"""What a host says that gives repositories at another address, or this is none of."""


@dataclass(frozen=True, slots=True)
class Archive:
    """``address``: of a zip. ``folder``: in which of its folders the book lies, "" for all."""

    address: str
    folder: str = ""


def archives_of(address: str) -> tuple[Archive, ...]:
    """Where what is at an address may be had as a zip: the likeliest first. Of a repository: its
    main branch, or the branch, tag or folder that the address names. Where a host is not known, the
    address itself may be one of a zip; else it is asked as Forgejo and as GitLab give theirs."""
    parts = urlsplit(address)
    way = [part for part in parts.path.split("/") if part]
    if parts.path.lower().endswith(".zip") or len(way) < 2 or not all(map(_PART.fullmatch, way)):
        return (Archive(address),)
    host = f"{parts.scheme}://{parts.netloc}"
    match (parts.hostname or "").removeprefix("www."):
        case "github.com":
            return (_github(host, way),)
        case "codeberg.org" | "gitea.com":
            return (_forgejo(host, way),)
        case "gitlab.com":
            return (_gitlab(host, way),)
        case "git.sr.ht" | "hg.sr.ht":  # gives .tar.gz alone, which is not read
            return (Archive(address),)
        case "bitbucket.org":
            ref, folder = _below(way, "src", 2)
            return (Archive(f"{host}/{way[0]}/{_name(way[1])}/get/{ref}.zip", folder),)
    if "-" in way:
        return (_gitlab(host, way),)
    if len(way) > 3 and way[2] == "src" and way[3] in _KINDS:
        return (_forgejo(host, way),)
    tried = [Archive(address), _forgejo(host, way), _gitlab(host, way)]
    return tuple(tried if len(way) == 2 else [tried[0], tried[2]])


def read_first(
    archives: tuple[Archive, ...], seconds: float, fetch: Callable[[str, float], Fetched]
) -> tuple[Archive, Fetched]:
    """The first of them that is a zip, or is as it was. ``fetch`` is given an address and how many
    seconds are left. Raises :class:`Refused` with what the likeliest said, where none is there, or
    :class:`NoBook`, where that is something else; a single one is whatever it is."""
    ends = monotonic() + seconds
    refused: Refused | NoBook = NoBook()
    for number, archive in enumerate(archives):
        try:
            got = fetch(archive.address, max(0.1, ends - monotonic()))
        except Refused as why:
            if why.why not in _TRY_ANOTHER:
                raise
            refused = why if number == 0 else refused
            continue
        if len(archives) == 1 or got.unchanged or got.body.startswith(b"PK"):
            return archive, got
    raise refused


def _github(host: str, way: list[str]) -> Archive:
    ref, folder = _below(way, "tree", 2)
    return Archive(f"{host}/{way[0]}/{_name(way[1])}/archive/{ref}.zip", folder)


def _forgejo(host: str, way: list[str]) -> Archive:
    """Forgejo's and Gitea's: ``src/branch/main/docs``."""
    named = way[3:] if way[2:3] == ["src"] and way[3:4] and way[3] in _KINDS else []
    ref = named[1] if len(named) > 1 else HEAD
    folder = unquote("/".join(named[2:]))
    return Archive(f"{host}/{way[0]}/{_name(way[1])}/archive/{ref}.zip", folder)


def _gitlab(host: str, way: list[str]) -> Archive:
    """Groups lie in groups; what follows "-" is about the repository."""
    at = way.index("-") if "-" in way else len(way)
    inside = [*way[: at - 1], _name(way[at - 1])]
    ref, folder = _below(way[at + 1 :], "tree", 0)
    name = f"{inside[-1]}-{ref}.zip"
    return Archive(f"{host}/{'/'.join(inside)}/-/archive/{ref}/{name}", folder)


def _below(way: list[str], word: str, at: int) -> tuple[str, str]:
    """What stands behind ``word``: a branch, a tag or a revision, and a folder of it."""
    if way[at : at + 1] != [word] or len(way) < at + 2:
        return HEAD, ""
    return way[at + 1], unquote("/".join(way[at + 2 :]))


def _name(part: str) -> str:
    return part.removesuffix(".git")
