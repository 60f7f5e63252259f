"""How a picture or a file stands in the Markdown of a page."""

from __future__ import annotations

import re

from kinweave.handbook.models import Enclosure, Picture
from kinweave.pages.paths import relative

_SIGN = re.compile(r"([\\`*_\[\]<>])")


def line_of(kept: Picture | Enclosure, base: str, alt: str) -> str:
    """The line that shows it in the file ``base`` of its book."""
    leads = relative(kept.file, base)
    if isinstance(kept, Picture):
        words = _SIGN.sub(r"\\\1", alt)
        return f"![{words}]({leads})"
    return f'{{% file src="{leads}" %}}'


def with_line(text: str, line: str, at: int | None) -> str:
    """The text with a line of its own, behind that in which the character ``at`` stands."""
    place = len(text) if at is None else min(at, len(text))
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    before, after = text[:end].rstrip("\n"), text[end:].lstrip("\n")
    parts = [part for part in (before, line, after) if part]
    return "\n\n".join(parts)
