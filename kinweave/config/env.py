"""Typed readers of the environment. Each remembers what it read, so that a page can list it.

A value that cannot be understood does not stop Python: it is kept as a :class:`Problem` which a
system check tells in words (:mod:`kinweave.config.checks`), and the default is used meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable that is read: its name, what it stands for, and what holds without it."""

    name: str
    about: str
    default: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A variable whose value could not be used, and what to write instead.

    The value itself is not kept: it may be a password.
    """

    name: str
    hint: str


@dataclass(slots=True)
class Environment:
    """The variables read so far, and what was wrong with them."""

    variables: dict[str, Variable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, default: str = "", *, about: str) -> str:
        """The value as it stands, without white space around it."""
        return self.read(name, default, about, str.strip, "")

    def flag(self, name: str, default: bool = False, *, about: str) -> bool:
        """``yes`` or ``no``."""
        words = {"1": True, "yes": True, "true": True, "on": True}
        words |= {"0": False, "no": False, "false": False, "off": False, "": False}
        return self.read(
            name, default, about, lambda text: words[text.strip().lower()], "write yes or no"
        )

    def number(
        self, name: str, default: int, *, about: str, least: int = 0, most: int = 65_535
    ) -> int:
        """A whole number from ``least`` to ``most``."""

        def within(text: str) -> int:
            if not least <= (value := int(text)) <= most:
                raise ValueError
            return value

        hint = f"write a whole number from {least} to {most}"
        return self.read(name, default, about, within, hint)

    def choice(self, name: str, default: str, *, among: Sequence[str], about: str) -> str:
        """One of a few words."""

        def known(text: str) -> str:
            return among[among.index(text.strip())]

        return self.read(name, default, about, known, f"write one of {', '.join(among)}")

    def origin(self, name: str, default: str, *, about: str) -> str:
        """An origin, like ``https://commons.example``: a scheme and a host, perhaps a port."""

        def checked(text: str) -> str:
            parts = urlsplit(text.strip().rstrip("/"))
            more = parts.path or parts.query or parts.fragment or "@" in parts.netloc
            if parts.scheme not in {"http", "https"} or not parts.hostname or more:
                raise ValueError
            if parts.port == 0:  # asking for it refuses what is no port at all
                raise ValueError
            return f"{parts.scheme}://{parts.netloc}"

        hint = "write a scheme and a host and nothing behind them, like https://commons.example"
        return self.read(name, default, about, checked, hint)

    def read(
        self, name: str, default: T, about: str, understand: Callable[[str], T], hint: str
    ) -> T:
        """What ``understand`` makes of the value; ``default`` where there is none or it cannot."""
        shown = {True: "yes", False: "no", None: ""}.get(default, default)  # type: ignore[call-overload]  # any T
        self.variables[name] = Variable(name, about, str(shown))
        text = os.environ.get(name)
        if text is None or not text.strip():
            return default
        try:
            return understand(text)
        except (KeyError, ValueError):
            self.problems.append(Problem(name, hint))
            return default


def server(url: str) -> tuple[str, str, int | None, str, str, str]:
    """Scheme, host, port, user, password and path of a URL; quoted signs are unquoted.

    A host that is a folder, of a server which listens there and not on the network, is written
    behind the path: ``?host=/run/postgresql``.
    """
    parts = urlsplit(url)
    folder = parse_qs(parts.query).get("host", [""])[0]
    return (
        parts.scheme,
        folder or parts.hostname or "",
        parts.port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.path.lstrip("/")),
    )
