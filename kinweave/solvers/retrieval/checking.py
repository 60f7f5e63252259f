"""Whether what somebody else has made of excerpts stands in them: sentence by sentence.

A sentence is kept if it names the excerpts it is taken from by their numbers, all of these are
there, and all that it says is too: each word that tells something in one form or another, each
number as it is, and a "not" where there is one and nowhere else. Whatever else it is, an order, a
figure out of the air or a link, has words that stand in no excerpt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kinweave.solvers.language import terms

MOST_CHARACTERS, MOST_SENTENCES = 3_000, 8
"""Of what is looked at, and of what is kept."""
MARKS = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_ENDS = re.compile(r"(?<=[.!?…])(?:[\"”’»)]*)\s+(?=\S)")
_BEHIND = re.compile(r"([.!?…][\"”’»)]*)((?:\s*\[[\d,; ]{1,40}\])+)")
"""Marks behind a full stop are of the sentence before it."""
NOT = """
no not never none nobody nothing without neither nor cannot except unless
nunca jamás nadie nada sin ni ningún ninguna ninguno
ne pas jamais rien aucun aucune sans
nicht kein keine keinen keinem keiner nie niemals ohne niemand nichts weder
não jamais ninguém sem nem nenhum nenhuma
"""
FIGURES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand million dozen half quarter twice double triple
dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta
sesenta cien mil medio media
deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante
cent mille demi
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig dreißig vierzig fünfzig
sechzig hundert tausend halb
dois três quatro sete oito nove dez onze doze vinte trinta quarenta cinquenta sessenta cem meio meia
"""
"""Numbers in words: never passed over as words that every text uses."""
_NOT, _FIGURES = (frozenset(map(terms.fold, words.split())) for words in (NOT, FIGURES))
_SHORT_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that was kept, and the numbers of the excerpts it is taken from."""

    text: str
    numbers: tuple[int, ...]


def checked(text: str, excerpts: Sequence[str], language: str) -> tuple[Cited, ...]:
    """The sentences of ``text`` that stand in what they cite. ``excerpts``: the first has the
    number 1; ``language``: theirs."""
    known = [_Excerpt(one, language) for one in excerpts]
    found: list[Cited] = []
    for words, numbers in _sentences(_plain(text[:MOST_CHARACTERS])):
        cited = [known[number - 1] for number in numbers if 1 <= number <= len(known)]
        if not numbers or len(cited) < len(numbers) or len(found) == MOST_SENTENCES:
            continue
        if _stands(words, cited, language):
            found.append(Cited(words, tuple(dict.fromkeys(numbers))))
    return tuple(found)


class _Excerpt:
    def __init__(self, text: str, language: str) -> None:
        self.words = frozenset(terms.words(text))
        self.stems = frozenset(terms.stem(word, language) for word in self.words)
        self.sentences = [
            (frozenset(terms.stems(one, language)), _denies(one)) for one in _parts(text)
        ]


def _plain(text: str) -> str:
    """Without what is no letter to read: controls, and signs that turn the direction of text."""
    return "".join(
        " " if unicodedata.category(sign)[0] == "C" or sign in "\u2028\u2029" else sign
        for sign in text
    )


def _sentences(text: str) -> list[tuple[str, list[int]]]:
    """Each with the numbers that stand in it or behind it; a sentence without any has none, also
    where the next one has."""
    found: list[tuple[str, list[int]]] = []
    for part in _parts(_BEHIND.sub(r"\2\1", text)):
        numbers = [
            int(number) for mark in MARKS.finditer(part) for number in re.findall(r"\d+", mark[1])
        ]
        words = " ".join(MARKS.sub("", part).split())
        if any(sign.isalnum() for sign in words):
            found.append((words, numbers))
    return found


def _parts(text: str) -> list[str]:
    """Sentences."""
    return [one.strip() for one in _ENDS.split(text) if one.strip()]


def _stands(words: str, cited: Sequence[_Excerpt], language: str) -> bool:
    said = terms.words(words)
    empty = terms.empty(language) - _FIGURES
    telling = [word for word in said if word not in empty and word not in _NOT]
    if not telling:
        return False
    known = frozenset[str]().union(*(one.words for one in cited))
    stems = frozenset[str]().union(*(one.stems for one in cited))
    for word in telling:
        exact = any(sign.isdigit() for sign in word) or word in _FIGURES
        if word not in known and (exact or terms.stem(word, language) not in stems):
            return False
    own = frozenset(terms.stem(word, language) for word in telling)
    nearest = max(
        (sentence for one in cited for sentence in one.sentences),
        key=lambda sentence: len(own & sentence[0]),
        default=(frozenset(), False),
    )
    return nearest[1] == _denies(words)


def _denies(text: str) -> bool:
    return bool(_SHORT_NOT.search(text)) or not _NOT.isdisjoint(terms.words(text))
