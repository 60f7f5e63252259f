"""What people write in Markdown, as safe HTML and as plain words.

:func:`html` is for pages and letters, :func:`plain` for a letter's text part and for calendars,
:func:`first_words` for the one line that stands in a list. All three read the same Markdown:
CommonMark, tables, ~~struck~~ words and bare web addresses; HTML in it is words like any other.
"""

from __future__ import annotations

from kinweave.prose.rendering import first_words, html, plain

__all__ = ["first_words", "html", "plain"]
