"""A file with cards, as somebody brings it: Markdown, a table, or a zip of one and its pictures.

The cards are read at once; their pictures are only looked for, since making two hundred of them
anew takes minutes (:mod:`kinweave.decks.taking_in`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinweave.decks.reading import MOST_BYTES, Read, read
from kinweave.decks.refusals import NoCards, NoZip, Several, TooMuchText
from kinweave.pages import Kind, NoBook, Zip
from kinweave.pages.sources import TooLarge

MOST_PACKED = 350_000_000
"""Bytes of a zip: the largest deck of 300 pictures that goes out from here comes in again."""
TEXTS = (".md", ".markdown", ".csv", ".tsv")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
_PACKED = b"PK"


@dataclass(slots=True)
class Brought:
    """``pictures``: what they are called in ``packed``, the zip, by the titles of their cards."""

    read: Read
    pictures: dict[str, str] = field(default_factory=dict)
    packed: BinaryIO | None = None


def is_packed(file: BinaryIO) -> bool:
    """Whether it is a zip, whatever it is called."""
    begins = file.read(len(_PACKED))
    file.seek(0)
    return begins == _PACKED


def opened(name: str, file: BinaryIO) -> Brought:
    """What is in a file. Raises a :class:`kinweave.decks.refusals.Refusal`."""
    if is_packed(file):
        found = _unpacked(file)
    else:
        found = Brought(read(name, file.read(MOST_BYTES + 1)))
        for one in found.read.cards:
            if one.picture:
                words = _(
                    "“{title}” came without its picture {file}: a zip that holds both brings it."
                )
                found.read.say(words.format(title=one.title, file=one.picture[:120]))
    for one in found.read.cards:
        if one.title in found.pictures and not one.picture_alt:
            words = _(
                "The picture of “{title}” has no words for whoever hears the page. They can be "
                "written on the card."
            )
            found.read.say(words.format(title=one.title))
    return found


def _unpacked(file: BinaryIO) -> Brought:
    try:
        packed = Zip(file)
    except NoBook as error:
        raise NoZip from error
    name = _cards_in(packed)
    try:
        found = Brought(read(name, packed.read(name)), packed=file)
    except TooLarge as error:
        raise TooMuchText from error
    except OSError as error:
        raise NoZip from error
    for words in _remarks(packed):
        found.read.say(words)
    folder, there = name.rpartition("/")[0], set(packed.names)
    for one in found.read.cards:
        if not one.picture:
            continue
        place = normpath(f"{folder}/{one.picture}" if folder else one.picture)
        if place in there:
            found.pictures[one.title] = place
        else:
            words = _("“{title}”: there is no picture {file} in the zip.")
            found.read.say(words.format(title=one.title, file=one.picture[:120]))
    _name_unnamed(found, there)
    return found


def _cards_in(packed: Zip) -> str:
    """The file of the cards: the only one, or the one that is called so. What begins with a dot
    lies there for a machine's own use."""
    names = [one for one in packed.names if not one.rpartition("/")[2].startswith(".")]
    found = [one for one in names if one.lower().endswith(TEXTS)]
    found = found or [one for one in names if one.lower().endswith(".txt")]
    if len(found) > 1:
        called = [one for one in found if one.rpartition("/")[2].lower().startswith("cards.")]
        found = called if len(called) == 1 else found
    if not found:
        raise NoCards(_first_locked(packed))
    if len(found) > 1:
        raise Several(", ".join(found[:3]))
    return found[0]


def _first_locked(packed: Zip) -> str:
    locked = (one.file for one in packed.remarks if one.kind == Kind.LOCKED)
    return next((one for one in locked if one.lower().endswith((*TEXTS, ".txt"))), "")


def _remarks(packed: Zip) -> Iterator[str]:
    said = {
        Kind.REFUSED: _("“{file}” is a link, or its name leads out of the zip; it was left out."),
        Kind.LONG_NAME: _("“{file}” has a name of more than 300 letters; it was left out."),
        Kind.TWICE: _("“{file}” is in the zip more than once; the first one counts."),
        Kind.LOCKED: _("“{file}” wants a password, or is packed in a rare way; it was left out."),
        Kind.TOO_MANY: _("The zip holds more files than are read; from “{file}” on, they were left "
                         "out."),
    }  # fmt: skip
    for one in packed.remarks:
        if one.kind in said:
            yield said[one.kind].format(file=one.file[:120])


def _name_unnamed(found: Brought, there: set[str]) -> None:
    """Whoever put a picture in meant it for a card."""
    left = sorted(one for one in there if one.lower().endswith(PICTURES))
    left = [one for one in left if one not in set(found.pictures.values())]
    if left:
        words = ngettext(
            "{n} picture in the zip is named by no card, and was left out: {names}",
            "{n} pictures in the zip are named by no card, and were left out: {names}",
            len(left),
        )
        names = ", ".join(one[:120] for one in left[:5]) + (" …" if len(left) > 5 else "")
        found.read.say(words.format(n=len(left), names=names))
