"""Fields for what people write."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms


def one_line(text: str) -> str:
    """``text`` as one line: whatever breaks or hides one becomes a blank, and blanks are single.

    A name stands in a subject, a log, a calendar: none of it may begin a line of its own there.
    """
    shown = (sign if unicodedata.category(sign) not in {"Cc", "Zl", "Zp"} else " " for sign in text)
    return " ".join("".join(shown).split())


class OneLine(forms.CharField):
    """A name, a title, a few words: always one line."""

    def to_python(self, value: Any) -> str:
        """What was typed, as one line."""
        return super().to_python(one_line(str(value)) if value is not None else value) or ""
