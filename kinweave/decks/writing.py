"""A deck as text that others can take in: Markdown to read and edit, or a table as CSV.

Both are read back to the same by :mod:`kinweave.decks.reading`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

COLUMNS = ("title", "kind", "scale", "minutes", "least", "most", "text")
OF_DECK = re.compile(r"-\s*(licence)\s*:\s*(.*)", re.IGNORECASE)
OF_CARD = re.compile(r"-\s*(kind|scale|minutes|people)\s*:\s*(.*)", re.IGNORECASE)
"""Facts, in lines of their own: a deck's stand anywhere in its words, a card's before its text."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Told:
    """A card as it is written down: the fields of the model that make it one."""

    title: str
    text: str
    kind: str = "own"
    scale: str = ""
    minutes: int | None = None
    least: int | None = None
    most: int | None = None


def people(least: int | None, most: int | None) -> str:
    """As in "3-8", "3 or more"'s "3-", "up to 8"'s "-8" and "2"; "" for any number."""
    if least is not None and least == most:
        return str(least)
    if least is None and most is None:
        return ""
    return f"{'' if least is None else least}-{'' if most is None else most}"


def markdown(name: str, words: str, licence: str, cards: Iterable[Told]) -> str:
    """The whole deck: its name as the first heading, then one heading for each card."""
    parts = [f"# {_line(name)}"]
    parts += [_inside(words, OF_DECK)] if words.strip() else []
    parts += [f"- licence: {_line(licence)}"] if licence else []
    for one in cards:
        facts = {
            "kind": one.kind,
            "scale": one.scale,
            "minutes": "" if one.minutes is None else str(one.minutes),
            "people": people(one.least, one.most),
        }
        listed = [f"- {fact}: {said}" for fact, said in facts.items() if said]
        parts += [f"## {_line(one.title)}", "\n".join(listed), _inside(one.text, OF_CARD)]
    return "\n\n".join(parts) + "\n"


def table(cards: Iterable[Told]) -> str:
    """A line for each card. What a spreadsheet would take for a formula begins with an
    apostrophe, as it does itself for words."""
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for one in cards:
        values = ("" if (said := getattr(one, name)) is None else str(said) for name in COLUMNS)
        rows.writerow(f"'{said}" if said.startswith((*_FORMULA, "'")) else said for said in values)
    return out.getvalue()


def _line(text: str) -> str:
    return " ".join(text.split())


def _inside(text: str, facts: re.Pattern[str]) -> str:
    """Words in which no line may be taken for a heading, or for one of these facts."""
    lines = text.strip().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    taken = ("# ", "## ", "\\")
    return "\n".join(
        f"\\{one}" if one.startswith(taken) or facts.fullmatch(one.strip()) else one
        for one in lines
    )
