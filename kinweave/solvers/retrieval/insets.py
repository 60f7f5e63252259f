"""What is set in below a line, as MkDocs has it: ``!!! note "Title"``, ``??? note``, ``=== "Tab"``.

Lines are given one by one; each is told as it reads within the blocks that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SIGNS = ("!!!", "???", "===")
INWARD = 4
"""How far what belongs to a block is set in."""
_TAB = 4
_NOTE = re.compile(
    r"(!!!|\?\?\?\+?)[ ]?((?:[\w-]{1,40}(?:[ ]+[\w-]{1,40}){0,5})?)(?:[ ]*\"(.{0,500})\")?"
)
_TABBED = re.compile(r"(===)[+!]?[ ]+()\"(.{1,500})\"")


@dataclass(frozen=True, slots=True)
class Head:
    """The line that a block begins with. ``sign``: ``!!!``, ``???``, ``???+`` or ``===``;
    ``kinds``: of a note; ``title``: None where nobody wrote one, and "" where there shall be none.
    """

    sign: str
    kinds: tuple[str, ...]
    title: str | None

    @property
    def folds(self) -> bool:
        """Whether it is opened and closed by its title."""
        return self.sign.startswith("?")

    @property
    def wants_body(self) -> bool:
        """Whether it is one only with something set in below: three signs and a word alone may as
        well be what somebody calls out."""
        return self.sign == "===" or self.title is None

    @property
    def name(self) -> str:
        """Its title, or what its kind is called."""
        return self.kinds[0].capitalize() if self.title is None else self.title


def head_of(words: str) -> Head | None:
    """What a line says that begins a block, if it may: without the space around it."""
    found = _NOTE.fullmatch(words) or _TABBED.fullmatch(words)
    if found is None:
        return None
    kinds, title = tuple(found[2].split()), found[3] and found[3].strip()
    return Head(found[1], kinds, title) if kinds or title else None


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
    head = head_of(words.rstrip()) if words.startswith(SIGNS) else None
    if head is None:
        return None
    inward = indent_of(line) + INWARD
    if head.wants_body:
        after = next((at for at in range(number + 1, len(lines)) if lines[at].strip()), None)
        if after is None or indent_of(lines[after]) < inward:
            return None
    named = head.title or (head.kinds[0].capitalize() if head.folds else "")
    return Inset(inward, head.folds, named)
