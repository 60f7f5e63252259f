"""A deck as text that others can take in: Markdown to read and edit, or a table as CSV.

Both are read back to the same by :mod:`kinweave.decks.reading`. They name a card's picture by where
it lies beside them: :mod:`kinweave.decks.packing` puts both into a zip.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from urllib.parse import quote, unquote

COLUMNS = (
    "title", "kind", "scale", "minutes", "least", "most", "text", "picture", "picture_alt",
)  # fmt: skip
OF_DECK = re.compile(r"-\s*(licence|language)\s*:\s*(.*)", re.IGNORECASE)
OF_CARD = re.compile(r"-\s*(kind|scale|minutes|people)\s*:\s*(.*)", re.IGNORECASE)
"""Facts, in lines of their own: a deck's stand anywhere in its words, a card's before its text."""
_WORD = r"[^\[\]\\]|\\."
_PICTURE = re.compile(
    rf"!\[((?:{_WORD}|\[(?:{_WORD})*\])*)\]\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r'(?:\s+"[^"]*")?\s*\)'
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Told:
    """A card as it is written down: the fields of the model that make it one. ``picture``: not what
    the album calls it, but where it lies beside the file that tells of it."""

    title: str
    text: str
    kind: str = "own"
    scale: str = ""
    minutes: int | None = None
    least: int | None = None
    most: int | None = None
    picture: str = ""
    picture_alt: str = ""


def people(least: int | None, most: int | None) -> str:
    """As in "3-8", "3 or more"'s "3-", "up to 8"'s "-8" and "2"; "" for any number."""
    if least is not None and least == most:
        return str(least)
    if least is None and most is None:
        return ""
    return f"{'' if least is None else least}-{'' if most is None else most}"


def markdown(name: str, words: str, licence: str, cards: Iterable[Told], language: str = "") -> str:
    """The whole deck: its name as the first heading, then one heading for each card."""
    parts = [f"# {_line(name)}"]
    parts += [_inside(words, everywhere=True)] if words.strip() else []
    of_deck = {"licence": _line(licence), "language": language}
    parts += [listed] if (listed := _listed(of_deck)) else []
    for one in cards:
        facts = {
            "kind": one.kind,
            "scale": one.scale,
            "minutes": "" if one.minutes is None else str(one.minutes),
            "people": people(one.least, one.most),
        }
        parts += [f"## {_line(one.title)}", _listed(facts)]
        parts += [picture_line(one.picture, one.picture_alt)] if one.picture else []
        parts += [_inside(one.text)]
    return "\n\n".join(parts) + "\n"


def table(cards: Iterable[Told], licence: str = "") -> str:
    """A line for each card. What a spreadsheet would take for a formula begins with an
    apostrophe, as it does itself for words."""
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow((*COLUMNS, "licence") if licence else COLUMNS)
    for one in cards:
        values = ["" if (said := getattr(one, name)) is None else str(said) for name in COLUMNS]
        values += [licence] if licence else []
        rows.writerow(f"'{said}" if said.startswith((*_FORMULA, "'")) else said for said in values)
    return out.getvalue()


def picture_line(path: str, alt: str) -> str:
    """A picture as Markdown has it."""
    words = re.sub(r"([\\\[\]])", r"\\\1", _line(alt))
    return f"![{words}]({quote(path, safe='/~')})"


def picture_in(line: str) -> tuple[str, str] | None:
    """The path and the words of a line that is a picture beside the file, and nothing else."""
    found = _PICTURE.fullmatch(line.strip()) if len(line) < 1_000 else None
    if not found:
        return None
    path = (found[2] or found[3] or "").strip()
    if not path or _ELSEWHERE.match(path):
        return None
    return unquote(path), re.sub(r"\\(.)", r"\1", found[1]).strip()


def _line(text: str) -> str:
    return " ".join(text.split())


def _listed(facts: dict[str, str]) -> str:
    return "\n".join(f"- {fact}: {said}" for fact, said in facts.items() if said)


def _inside(text: str, *, everywhere: bool = False) -> str:
    """Words in which no line may be taken for a heading; nor for a fact or picture, which a deck's
    words may hold ``everywhere``, and a card's only before its text begins."""
    lines = text.strip().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    taken = ("# ", "## ", "\\")

    def means_more(number: int, line: str) -> bool:
        if everywhere:
            return bool(OF_DECK.fullmatch(line.strip()))
        return number == 0 and bool(OF_CARD.fullmatch(line.strip()) or picture_in(line))

    return "\n".join(
        f"\\{one}" if one.startswith(taken) or means_more(number, one) else one
        for number, one in enumerate(lines)
    )
