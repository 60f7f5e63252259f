"""Cards out of a file: Markdown with a heading for each, or a table as CSV.

What is odd in it is left out and said, line by line; whoever brings a file looks before it counts.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from django.utils.translation import gettext as _

from kinweave.decks.models import Card
from kinweave.decks.writing import Told

MOST_BYTES: Final = 1_000_000
_FACT = re.compile(r"-\s*(kind|scale|minutes|people|licence)\s*:\s*(.*)", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PEOPLE = re.compile(r"([0-9]{1,4})?\s*[-–]\s*([0-9]{1,4})?|([0-9]{1,4})")


@dataclass(slots=True)
class Read:
    """What a file holds: its ``name`` and ``words`` where it tells them, its cards, and what of it
    could not be read."""

    name: str = ""
    words: str = ""
    licence: str = ""
    cards: list[Told] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def read(name: str, content: bytes) -> Read:
    """The cards of a file. Its name tells only whether it is a table."""
    text = _NO_LETTERS.sub("", _letters(content[:MOST_BYTES]))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _table(text) if name.lower().endswith((".csv", ".tsv")) else _markdown(text)
    if len(content) > MOST_BYTES:
        found.odd.append(_("The file is longer than a million letters; the rest was left out."))
    return found


def _letters(content: bytes) -> str:
    """In UTF-8, or as spreadsheets write them."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _markdown(text: str) -> Read:
    found, begun = Read(), False
    for part in re.split(r"^(?=##? )", text, flags=re.MULTILINE):
        heading, _newline, body = part.partition("\n")
        if heading.startswith("# "):
            found.name = found.name or heading[2:].strip()
            facts, words = _facts(body)
            found.words, found.licence = words, facts.get("licence", "")
        elif heading.startswith("## "):
            begun = True
            facts, words = _facts(body)
            _add(found, heading[3:].strip(), words, facts)
        elif part.strip() and not begun:
            found.words = part.strip()
    return found


def _facts(body: str) -> tuple[dict[str, str], str]:
    """The facts that a part tells, and its other lines."""
    facts: dict[str, str] = {}
    kept: list[str] = []
    for line in body.strip().split("\n"):
        told = _FACT.fullmatch(line.strip())
        if told and (told[1].lower() == "licence" or not "".join(kept).strip()):
            facts[told[1].lower()] = told[2].strip()
        else:
            kept.append(line.removeprefix("\\"))
    return facts, "\n".join(kept).strip()


def _table(text: str) -> Read:
    found = Read()
    heading = text.partition("\n")[0]
    try:
        rows = csv.DictReader(StringIO(text), delimiter=max(",;\t", key=heading.count))
        columns = {(one or "").strip().lower(): one for one in rows.fieldnames or ()}
        for row in rows:
            said = {
                name: (row.get(column) or "").strip().removeprefix("'")
                for name, column in columns.items()
            }
            if any(said.values()):
                _add(found, said.get("title", ""), said.get("text", ""), said)
    except csv.Error:
        found.odd.append(_("A part of the table could not be read."))
    return found


def _add(found: Read, title: str, text: str, facts: dict[str, str]) -> None:
    title = " ".join(title.split())
    if not title or not text:
        found.odd.append(_("“{title}” has no text.").format(title=title[:80] or "?"))
        return
    if len(title) > 80 or len(text) > 700:
        found.odd.append(
            _("“{title}” is too long: 80 letters for a title, 700 for a text.").format(
                title=title[:80]
            )
        )
        return
    if title in {one.title for one in found.cards}:
        found.odd.append(_("“{title}” is there twice; the first one counts.").format(title=title))
        return
    least, most = _people(facts)
    found.cards.append(
        Told(
            title=title,
            text=text,
            kind=_one_of(facts.get("kind", ""), Card.Kind.values, Card.Kind.OWN),
            scale=_one_of(facts.get("scale", ""), Card.Scale.values, Card.Scale.ANY),
            minutes=_number(facts.get("minutes", ""), 600),
            least=least,
            most=most,
        )
    )


def _people(facts: dict[str, str]) -> tuple[int | None, int | None]:
    least, most = _number(facts.get("least", ""), 999), _number(facts.get("most", ""), 999)
    if told := _PEOPLE.fullmatch(facts.get("people", "").strip()):
        low, high, alone = told.groups()
        least, most = _number(alone or low or "", 999), _number(alone or high or "", 999)
    if least is not None and most is not None and least > most:
        least, most = most, least
    return least, most


def _number(said: str, most: int) -> int | None:
    said = said.strip()
    return int(said) if re.fullmatch(r"[0-9]{1,4}", said) and 1 <= int(said) <= most else None


def _one_of(said: str, known: list[str], otherwise: str) -> str:
    said = said.strip().lower()
    return said if said in known else otherwise
