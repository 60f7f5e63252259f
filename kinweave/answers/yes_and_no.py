"""Yes, maybe and no, in the words of people and of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kinweave.answers.cells import plain
from kinweave.answers.columns import ANSWERS

YES, MAYBE, NO = "yes", "maybe", "no"


class YesReader:
    """Reads answers; ``own``: a host's words for yes, maybe and no, which go before ours."""

    def __init__(self, own: Mapping[str, tuple[str, ...]]) -> None:
        self._words = {
            _bare(word): answer
            for table in (ANSWERS, own)
            for answer, phrases in table.items()
            for word in phrases
        }
        phrases = sorted(filter(None, self._words), key=len, reverse=True)
        self._start = re.compile(rf"({'|'.join(map(re.escape, phrases))})(?!\w)")

    def exact(self, text: str) -> str | None:
        """The answer that a cell is: one such word, or several with commas between.

        Somebody who ticked both "yes" and "maybe" is held to "maybe".
        """
        if (answer := self._words.get(_bare(text))) or ("," not in text and ";" not in text):
            return answer
        found = {self._words.get(_bare(part)) for part in re.split("[,;]", text) if part.strip()}
        if None in found or not found:
            return None
        return found.pop() if len(found) == 1 else MAYBE

    def begins(self, text: str) -> str | None:
        """The answer that a cell is or begins with: "Yes, I would love to"."""
        if answer := self.exact(text):
            return answer
        found = self._start.match(_bare(text))
        return self._words[found[1]] if found else None


def _bare(text: str) -> str:
    return " ".join(plain(text).replace("’", "'").strip(" .!\t\r\n").split())
