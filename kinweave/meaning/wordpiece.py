"""Text as the numbered pieces that BERT's uncased models read.

The vocabulary is that of ``bert-base-uncased`` (Google, Apache-2.0), one piece a line, its number
the line's. The way of cutting is that of Devlin and others, "BERT", 2019: lower case, accents off,
words and signs apart, then always the longest known piece. It is written out here because the
library that does so brings a client for a model hub with it, which a quiet server does not want.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

PAD, UNKNOWN, START, END = 0, 100, 101, 102
LONGEST_WORD = 100
"""Characters; a longer "word" is one unknown piece."""


class WordPieces:
    """Cuts text into pieces, and knows their numbers."""

    def __init__(self) -> None:
        text = files("kinweave.meaning").joinpath("vocab.txt").read_text(encoding="utf-8")
        self._numbers = {piece: at for at, piece in enumerate(text.split("\n")) if piece}
        self._word = lru_cache(maxsize=4096)(self._cut)

    def numbers(self, text: str, *, most: int) -> list[int]:
        """Pieces of ``text`` between start and end, ``most`` in all; the rest is left off."""
        pieces: list[int] = [START]
        for word in words(text):
            pieces.extend(self._word(word))
            if len(pieces) >= most:
                break
        return [*pieces[: most - 1], END]

    def words(self, text: str, *, most: int) -> list[tuple[str, int]]:
        """The words of which :meth:`numbers` are the pieces, each with how many these are."""
        found: list[tuple[str, int]] = []
        left = most - 2
        for word in words(text):
            count = min(len(self._word(word)), left)
            if not count:
                break
            found.append((word, count))
            left -= count
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (UNKNOWN,)
        pieces = []
        begin = 0
        while begin < len(word):
            end = len(word)
            while end > begin:
                piece = word[begin:end] if begin == 0 else "##" + word[begin:end]
                if piece in self._numbers:
                    pieces.append(self._numbers[piece])
                    break
                end -= 1
            else:
                return (UNKNOWN,)
            begin = end
        return tuple(pieces)


def words(text: str) -> list[str]:
    """Lower case, without accents; each sign and each ideogram is a word."""
    plain = []
    for char in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn":
            continue
        if char.isspace() or kind[0] == "Z":
            plain.append(" ")
        elif char == "\ufffd" or kind in ("Cc", "Cf"):
            continue
        elif _is_sign(char, kind) or _is_ideogram(char):
            plain.append(f" {char} ")
        else:
            plain.append(char)
    return "".join(plain).split()


def _is_sign(char: str, kind: str) -> bool:
    return kind[0] == "P" or (char.isascii() and not char.isalnum())


def _is_ideogram(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"
