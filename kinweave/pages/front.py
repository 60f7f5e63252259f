"""What stands before a page's words: YAML between two lines of "---"."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from kinweave.pages.settings import NoSettings, settings_in, written

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Front:
    """``text``: the page without it, and without empty lines around. ``more``: what else it said,
    kept to be written again. ``before``: how many lines of the file stand before the text.
    ``broken``: it could not be read, and stands in the text still."""

    text: str
    title: str = ""
    description: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    before: int = 0
    broken: bool = False


def front_of(whole: str) -> Front:
    """A page's file, taken apart."""
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT.match(whole)
    if found is None:
        return _plain(whole)
    try:
        said = settings_in(found[1] or "")
        json.dumps(said, allow_nan=False)
    except (NoSettings, TypeError, ValueError, RecursionError):
        return _plain(whole, broken=True)
    title, description = said.pop("title", None), said.pop("description", None)
    return Front(
        whole[found.end() :].strip("\n"),
        " ".join(str(title).split())[:200] if title else "",
        " ".join(str(description).split())[:500] if description else "",
        said,
        whole[: found.end()].count("\n") + _empty(whole[found.end() :]),
    )


def _plain(whole: str, *, broken: bool = False) -> Front:
    return Front(whole.strip("\n"), before=_empty(whole), broken=broken)


def _empty(text: str) -> int:
    """How many empty lines it begins with."""
    return len(text) - len(text.lstrip("\n"))


def with_front(text: str, *, description: str = "", more: dict[str, Any] | None = None) -> str:
    """A page's file, from its parts."""
    table = {**({"description": description} if description else {}), **(more or {})}
    return (f"---\n{written(table)}---\n\n" if table else "") + text.strip("\n") + "\n"
