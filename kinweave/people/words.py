"""Words as they are kept: in one spelling, each once."""

from __future__ import annotations

import re
import unicodedata

from kinweave.people.fields import one_line

MOST = 20
"""How many interests, skills or things to learn somebody puts down."""

LONGEST = 60
"""How many signs each of them has at the most."""

BETWEEN = re.compile(r"[,;\n،、，]")


def separate(text: str) -> list[str]:
    """The words between commas, each once however it is written; the first spelling stays."""
    found: dict[str, str] = {}
    for part in BETWEEN.split(text):
        words = unicodedata.normalize("NFC", one_line(part))
        if words:
            found.setdefault(words.casefold(), words)
    return list(found.values())
