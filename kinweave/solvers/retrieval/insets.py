"""What is set in below a line, as MkDocs has it: ``!!! note "Title"``, ``??? note``, ``=== "Tab"``.

Lines are given one by one; each is told as it reads within the blocks that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

INWARD = 4
"""How far what belongs to a block is set in."""
_TAB = 4
_BEGINS = re.compile(
    r"(!!!|\?\?\?\+?|===[+!]?)[ ]?((?:[\w-]{1,40}(?:[ ]+[\w-]{1,40}){0,5})?)"
    r"(?:[ ]*\"(.{0,500})\")?[ ]*"
)


@dataclass(frozen=True, slots=True)
class Inset:
    """One that begins. ``title``: what introduces it, where somebody wrote that, or it folds."""

    inward: int
    folds: bool
    title: str


def indent_of(line: str) -> int:
    """How far in a line begins."""
    space = line[: len(line) - len(line.lstrip(" \t"))]
    return len(space.expandtabs(_TAB))


def outdented(line: str, inward: int) -> str:
    """The line without so much of the space before it."""
    if not inward:
        return line
    words = line.lstrip(" \t")
    space = line[: len(line) - len(words)].expandtabs(_TAB)
    return space[inward:] + words


def begun(lines: Sequence[str], number: int) -> Inset | None:
    """The block that begins in a line, if one does: something is set in below it, or it folds and
    has a title."""
    line = lines[number]
    words = line.lstrip(" \t")
    if not words.startswith(("!!!", "???", "===")):
        return None
    found = _BEGINS.fullmatch(words.rstrip())
    if found is None or not (found[2] or found[3]):
        return None
    kind, title = found[2], found[3]
    inward = indent_of(line) + INWARD
    is_tab = found[1].startswith("=")
    if is_tab and (kind or not title):
        return None
    if is_tab or title is None:
        after = next((at for at in range(number + 1, len(lines)) if lines[at].strip()), None)
        if after is None or indent_of(lines[after]) < inward:
            return None
    folds = found[1].startswith("?")
    named = title or (kind.split(" ")[0].capitalize() if folds else "")
    return Inset(inward, folds, named.strip())
