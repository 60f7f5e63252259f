"""Words of a text as what they have in common: folded, stemmed, and without those that all use."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import TYPE_CHECKING

from kinweave.solvers.language.everyday import KIN as EVERYDAY
from kinweave.solvers.language.lists import LISTS

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

STEMMED = {
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "de": "german",
    "pt": "portuguese",
}
"""Languages whose endings are known; of others, words are taken as they stand."""
MOST_CHARACTERS = 40
"""Of a word; what is longer is none."""

_WORD = re.compile(r"[^\W_]+(?:[.,:][0-9]+)*(?:['’][^\W_]+)*")
_MONEY = re.compile(r"([€$£])(?=\d)|(?<=\d)([€$£])")
_APOSTROPHE = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$|^(?:[ldnmtsjc]|qu)['’]")


def fold(text: str) -> str:
    """Lower case, without accents: what people type on a phone."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    found = []
    for match in _WORD.finditer(fold(_MONEY.sub(" ", text))):
        word = _APOSTROPHE.sub("", match[0])
        if word and len(word) <= MOST_CHARACTERS:
            found.append(word)
    return found


@lru_cache(maxsize=5_000)
def stem(word: str, language: str = "en") -> str:
    """What a folded word has in common with its other forms."""
    name = STEMMED.get(language)
    if not name or word.isdigit():
        return word
    if language == "fr":
        # Without its accent, "invitée" would keep an e that "invité" has not.
        word = re.sub(r"ees?$", "e", word)
    if language == "pt":
        # "ações" of "ação": without its tilde, the ending is not known any more.
        word = re.sub(r"oes$", "ao", word)
    with _LOCK:
        return str(_stemmer(name).stemWord(word))


_LOCK = Lock()
"""A stemmer holds the word that it is at: two threads would mix theirs."""


@lru_cache(maxsize=len(STEMMED))
def _stemmer(name: str) -> BaseStemmer:
    """Of one language alone. The package, when it is run, brings all of its thirty, which is 4 MB
    in each process; so it stands there empty while one of them is fetched out of it."""
    package = "snowballstemmer"
    there = sys.modules.get(package)
    if there is None:
        spec = find_spec(package)
        if spec is None:
            raise ModuleNotFoundError(package)
        sys.modules[package] = module_from_spec(spec)
    try:
        made = getattr(import_module(f"{package}.{name}_stemmer"), f"{name.capitalize()}Stemmer")()
    finally:
        if there is None:
            del sys.modules[package]
    return made


def stems(text: str, language: str = "en") -> list[str]:
    """The stems of a text's words, in their order, empty words too."""
    return [stem(word, language) for word in words(text)]


@lru_cache(maxsize=8)
def empty(language: str) -> frozenset[str]:
    """Folded words that every text uses, so that they tell nothing of what it is about."""
    return frozenset(_listed(language, "empty"))


@lru_cache(maxsize=8)
def slight(language: str) -> frozenset[str]:
    """Stems that tell a little: "make", "people", "thing"."""
    return frozenset(stem(word, language) for word in _listed(language, "slight"))


def _listed(language: str, kind: str) -> list[str]:
    return [word for line in _lines(language, kind) for word in line]


def _lines(language: str, kind: str) -> Iterator[list[str]]:
    more = EVERYDAY if language == "en" else ""
    for line in (LISTS.get(language, "") + more).splitlines():
        head, _, rest = line.partition(":")
        if head == kind:
            yield fold(rest).split()


@lru_cache(maxsize=8)
def kin(language: str) -> dict[str, dict[str, float]]:
    """Of a stem: stems that say much the same, and how much so (0 to 1)."""
    near: dict[str, dict[str, float]] = {}
    figures = _listed(language, "figure")
    groups = [(KIN, line) for line in _lines(language, "kin")]
    groups += [(FORM, line) for line in _lines(language, "form")]
    groups += [(FORM, [*pair]) for pair in zip(figures[::2], figures[1::2], strict=True)]
    for worth, line in groups:
        group = list(dict.fromkeys(stem(word, language) for word in line))
        for one in group:
            near.setdefault(one, {}).update({other: worth for other in group if other != one})
    return near


KIN, FORM = 0.75, 0.95
"""How much a word of the same meaning counts beside the word itself, and another form of it."""


@lru_cache(maxsize=1024)
def language_of(text: str, otherwise: str = "en") -> str:
    """The language whose empty words a question uses most, or ``otherwise``."""
    said = set(words(text))
    best, most = otherwise, len(said & empty(otherwise))
    for language in STEMMED:
        count = len(said & empty(language))
        if count > most:
            best, most = language, count
    return best
