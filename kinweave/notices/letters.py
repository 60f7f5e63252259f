"""The letters that this site can write: each is a function and three templates.

An app puts its letters into its own ``letters.py`` and imports that when it is ready::

    @letter("circles.application_sent", kind="applications", what=_("Somebody asks to join"))
    def application_sent(reader, about):
        application = Application.objects.visible_to(reader.viewer).filter(pk=about["application"])
        ...
        return {"application": application} or None

It is called when the letter is sent, perhaps long after it was asked for: so it reads everything
through the door, as ``reader.viewer``, and returns ``None`` when this reader may not be told any
more. Then nothing goes out. The templates are ``<app>/letters/<name>.subject.txt``, ``.txt``
(extends ``notices/letter.txt``) and ``.html`` (extends ``notices/letter.html``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from zoneinfo import ZoneInfo

from kinweave.access import Viewer

About = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads a letter: somebody with an account (``person``), or only an address.

    ``viewer`` is what they may see at this moment; ``language`` and ``zone`` are theirs, and are
    active already while the letter is written.
    """

    address: str
    viewer: Viewer
    language: str
    zone: ZoneInfo
    person: Any = None


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What the reader's calendar program reads, beside the words (RFC 6047): a letter's function
    returns it as ``calendar``. ``method``: REQUEST or CANCEL, as ``content`` says."""

    method: Literal["REQUEST", "CANCEL"]
    content: bytes


Write = Callable[[Reader, About], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of this site. ``kind``: what can be stopped together. ``what``: when it comes, in
    words, for the page on which people choose.

    ``at_once``: it says what lies in no row, like a code, so it cannot be sent a second time.
    ``needed``: a person cannot do without it (a code, word that they are forgotten), so it cannot
    be stopped. ``a_day``: at most so many of its kind to one receiver within 24 hours.
    ``sample``: a context to preview it with, made up.
    """

    name: str
    kind: str
    what: Any
    write: Write
    needed: bool = False
    at_once: bool = False
    a_day: int = 20
    sample: Mapping[str, Any] = field(default_factory=dict)

    def template(self, ending: str) -> str:
        """The name of one of its three templates: ``subject.txt``, ``txt`` or ``html``."""
        app, _, name = self.name.partition(".")
        return f"{app}/letters/{name}.{ending}"


_letters: dict[str, Letter] = {}


def letter(
    name: str,
    *,
    kind: str,
    what: Any,
    needed: bool = False,
    at_once: bool = False,
    a_day: int = 20,
    sample: Mapping[str, Any] | None = None,
) -> Callable[[Write], Write]:
    """Register what gathers the words of ``name`` (``app.letter``); see :class:`Letter`."""

    def register(write: Write) -> Write:
        made = Letter(name, kind, what, write, needed, at_once, a_day, sample or {})
        before = _letters.setdefault(name, made)
        if before.write is not write:
            raise ValueError(f"two letters are called {name}")
        return write

    return register


def named(name: str) -> Letter:
    """The letter of this name; ``LookupError`` if no app registered it."""
    try:
        return _letters[name]
    except KeyError:
        raise LookupError(f"no letter is called {name}") from None


def letters() -> list[Letter]:
    """All of them, by name."""
    return [_letters[name] for name in sorted(_letters)]


def kinds() -> dict[str, list[Letter]]:
    """The kinds that can be stopped, each with its letters."""
    found: dict[str, list[Letter]] = {}
    for one in letters():
        if not one.needed:
            found.setdefault(one.kind, []).append(one)
    return found
