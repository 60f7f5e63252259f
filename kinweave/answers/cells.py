"""The text of cells: cleaned for people, plain for comparing, split into its parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Joiners that some scripts and emoji need; every other invisible sign goes.
_JOINERS = "\u200c\u200d"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_BETWEEN = re.compile(r"[;,\n\r]")
_LONGEST = 500
_NOTHING = (
    "|-|--|.|/|?|n/a|na|none|no|nobody|noone|no one|nil|null|nein|niemand|keine|non|personne|aucun"
    "|nadie|ninguno|ninguém|nenhum|nessuno"
)
_EMPTY = frozenset(_NOTHING.split("|"))


def clean(text: str) -> str:
    """One line: composed, without control or other invisible characters, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " "
        if (category := unicodedata.category(sign)) in {"Cc", "Zl", "Zp"}
        else ("" if category in {"Cf", "Cs", "Co"} and sign not in _JOINERS else sign)
        for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(kept).split())


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """As texts are compared that differ by case, width of spaces or composition only."""
    return unicodedata.normalize("NFC", clean(text).casefold())


def plain(text: str) -> str:
    """As words are looked up: folded, without accents, every dash a hyphen."""
    text = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_DASHES))
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return text


def words(text: str) -> str:
    """The plain words of a text with one space between, and nothing else."""
    return " ".join(re.findall(r"[^\W_]+", plain(text)))


def shorten(text: str, length: int = 60) -> str:
    """At most ``length`` characters of a cell, on one line."""
    text = clean(text[: 4 * length])
    return text if len(text) <= length else text[: length - 1] + "…"


def parts(text: str) -> list[str]:
    """What stands between semicolons, commas and line ends, cleaned; empty ones left out."""
    if not text:
        return []
    return [part for piece in _BETWEEN.split(text) if (part := clean(piece))]


def opening(text: str) -> str:
    """As much of a cell as a short answer can take; longer ones would only cost time."""
    return text[:_LONGEST]


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or holds a word by which people leave it empty."""
    return not text or folded(text) in _EMPTY


def quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = "".join(
        f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) == 127 else sign
        for sign in text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'
