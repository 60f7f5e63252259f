"""All that is opened is closed, in the right order: tokens whose openings and closings were found
one by one, among those of Markdown, which always fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

SOFT = "soft"
"""In a token's ``meta``: it was found on its own, and may lack the other one."""


@dataclass(slots=True)
class _Open:
    token: Token
    soft: bool
    written: bool

    @property
    def kind(self) -> str:
        return self.token.type.removesuffix("_open")


def balanced(tokens: Iterable[Token], deepest: int) -> Iterator[Token]:
    """The tokens; soft ones that lack their closing get it where what they stand in ends, closings
    without an opening are left out, as is what is deeper than ``deepest`` soft ones."""
    stack: list[_Open] = []
    soft = 0
    for token in tokens:
        is_soft = bool(token.meta.get(SOFT))
        if token.nesting > 0:
            one = _Open(token, is_soft, not is_soft or soft < deepest)
            stack.append(one)
            soft += is_soft
            if one.written:
                yield token
        elif token.nesting < 0:
            kind = token.type.removesuffix("_close")
            ends = _ends(stack, kind) if is_soft else _hard(stack)
            for one in ends:
                soft -= one.soft
                if one.written:
                    yield _closing(one, token)
        else:
            yield token
    for one in reversed(stack):
        if one.written:
            yield _closing(one, None)


def _ends(stack: list[_Open], kind: str) -> list[_Open]:
    """What ends with a soft closing: it, and what was opened within; nothing, where it is not open
    since the last of Markdown's own."""
    for at in range(len(stack) - 1, -1, -1):
        if not stack[at].soft:
            break
        if stack[at].kind == kind:
            found = stack[at:]
            del stack[at:]
            return found[::-1]
    return []


def _hard(stack: list[_Open]) -> list[_Open]:
    """What ends with one of Markdown's own: it, and the soft ones in it."""
    found = []
    while stack:
        found.append(stack.pop())
        if not found[-1].soft:
            break
    return found


def _closing(one: _Open, token: Token | None) -> Token:
    if token is not None and token.type == f"{one.kind}_close":
        return token
    return Token(f"{one.kind}_close", one.token.tag, -1, block=one.token.block)
