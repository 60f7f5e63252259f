"""Cards out of a file: Markdown with a heading for each, or a table as CSV.

What is odd in it is left out and said, line by line; whoever brings a file looks before it counts.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from django.utils.translation import gettext as _

from kinweave.decks.models import Card
from kinweave.decks.writing import OF_CARD, OF_DECK, Told, picture_in

MOST_BYTES: Final = 1_000_000
MOST_ODD: Final = 100
"""So many lines are said of what is odd; beyond that, how many more there are."""
_NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_APOSTROPHE = re.compile(r"^'(?=[-=+@\t\r'])")
"""By which a spreadsheet knows words that would be a formula; others may begin with one, too."""
_PEOPLE = re.compile(r"([0-9]{1,4})?\s*[-–]\s*([0-9]{1,4})?|([0-9]{1,4})")


@dataclass(slots=True)
class Read:
    """What a file holds: its ``name`` and ``words`` where it tells them, its cards, and what of it
    could not be read."""

    name: str = ""
    words: str = ""
    licence: str = ""
    language: str = ""
    cards: list[Told] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    unsaid: int = 0

    def say(self, words: str) -> None:
        """Something of it is odd."""
        if len(self.odd) < MOST_ODD:
            self.odd.append(words)
        else:
            self.unsaid += 1


def read(name: str, content: bytes) -> Read:
    """The cards of a file. Its name tells only whether it is a table."""
    text = _NO_LETTERS.sub("", _letters(content[:MOST_BYTES]))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = Read()
    if len(content) > MOST_BYTES:
        found.say(_("The file is longer than a million letters; the rest was left out."))
    reading = _Reading(found)
    if name.lower().endswith((".csv", ".tsv")):
        reading.table(text)
    else:
        reading.markdown(text)
    return found


def _letters(content: bytes) -> str:
    """In UTF-8, or as spreadsheets write them."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


class _Reading:
    """``titles``: those that are taken."""

    def __init__(self, found: Read) -> None:
        self._found = found
        self._titles: set[str] = set()

    def markdown(self, text: str) -> None:
        found, begun = self._found, False
        for part in re.split(r"^(?=##? )", text, flags=re.MULTILINE):
            heading, _newline, body = part.partition("\n")
            if heading.startswith("# "):
                found.name = found.name or heading[2:].strip()
                facts, words = _of_deck(body)
                found.words, found.licence = words, facts.get("licence", "")
                found.language = facts.get("language", "")
            elif heading.startswith("## "):
                begun = True
                facts, words = _of_card(body)
                self._add(heading[3:].strip(), words, facts)
            elif part.strip() and not begun:
                found.words = part.strip()

    def table(self, text: str) -> None:
        heading = text.partition("\n")[0]
        try:
            rows = csv.DictReader(StringIO(text), delimiter=max(",;\t", key=heading.count))
            columns = {(one or "").strip().lower(): one for one in rows.fieldnames or ()}
            for row in rows:
                said = {
                    name: _APOSTROPHE.sub("", (row.get(column) or "").strip())
                    for name, column in columns.items()
                }
                self._found.licence = self._found.licence or said.get("licence", "")
                if any(said.values()):
                    self._add(said.get("title", ""), said.get("text", ""), said)
        except csv.Error:
            self._found.say(_("A part of the table could not be read."))

    def _add(self, title: str, text: str, facts: dict[str, str]) -> None:
        title = " ".join(title.split())
        if not title or not text:
            self._found.say(_("“{title}” has no text.").format(title=title[:80] or "?"))
            return
        if len(title) > 80 or len(text) > 700:
            self._found.say(
                _("“{title}” is too long: 80 letters for a title, 700 for a text.").format(
                    title=title[:80]
                )
            )
            return
        if title in self._titles:
            words = _("“{title}” is there twice; the first one counts.")
            self._found.say(words.format(title=title))
            return
        self._titles.add(title)
        said = {name: words.strip() for name, words in facts.items()}
        least, most = _people(said)
        card = Told(
            title=title,
            text=text,
            kind=_one_of(said.get("kind", ""), Card.Kind.values, Card.Kind.OWN),
            scale=_one_of(said.get("scale", ""), Card.Scale.values, Card.Scale.ANY),
            minutes=_number(said.get("minutes", ""), 600),
            least=least,
            most=most,
            picture=said.get("picture", ""),
            picture_alt=" ".join(said.get("picture_alt", "").split()),
        )
        self._found.cards.append(card)
        for words in _not_understood(card, said):
            self._found.say(
                _("“{title}”: “{words}” was not understood, and left out.").format(
                    title=title, words=words[:80]
                )
            )


def _of_deck(body: str) -> tuple[dict[str, str], str]:
    """What a deck says of itself in lines of their own, and its other lines."""
    facts: dict[str, str] = {}
    kept: list[str] = []
    for line in body.strip().split("\n"):
        if told := OF_DECK.fullmatch(line.strip()):
            facts[told[1].lower()] = told[2].strip()
        else:
            kept.append(line.removeprefix("\\"))
    return facts, "\n".join(kept).strip()


def _of_card(body: str) -> tuple[dict[str, str], str]:
    """The facts that a card begins with, its picture among them, and its other lines."""
    facts: dict[str, str] = {}
    lines = body.strip().split("\n")
    text = len(lines)
    for number, line in enumerate(lines):
        if told := OF_CARD.fullmatch(line.strip()):
            facts[told[1].lower()] = told[2].strip()
        elif "picture" not in facts and (picture := picture_in(line)):
            facts["picture"], facts["picture_alt"] = picture
        elif line.strip():
            text = number
            break
    return facts, "\n".join(one.removeprefix("\\") for one in lines[text:]).strip()


def _people(facts: dict[str, str]) -> tuple[int | None, int | None]:
    least, most = _number(facts.get("least", ""), 999), _number(facts.get("most", ""), 999)
    if told := _PEOPLE.fullmatch(facts.get("people", "")):
        low, high, alone = told.groups()
        least, most = _number(alone or low or "", 999), _number(alone or high or "", 999)
    if least is not None and most is not None and least > most:
        least, most = most, least
    return least, most


def _number(said: str, most: int) -> int | None:
    return int(said) if re.fullmatch(r"[0-9]{1,4}", said) and 1 <= int(said) <= most else None


def _one_of(said: str, known: list[str], otherwise: str) -> str:
    return said.lower() if said.lower() in known else otherwise


def _not_understood(card: Told, said: dict[str, str]) -> Iterator[str]:
    """What was said and did not become a fact of the card."""
    for name in ("kind", "scale"):
        if said.get(name) and said[name].lower() != getattr(card, name):
            yield said[name]
    for name in ("minutes", "least", "most"):
        if said.get(name) and getattr(card, name) is None:
            yield said[name]
    if said.get("people") and not _PEOPLE.fullmatch(said["people"]):
        yield said["people"]
