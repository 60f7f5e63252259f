"""What people write in Markdown, as safe HTML and as plain words.

:func:`html` is for pages and letters, :func:`plain` for a letter's text part and for calendars,
:func:`first_words` for the one line that stands in a list. All three read the same Markdown:
CommonMark, tables, ~~struck~~ words and bare web addresses; HTML in it is words like any other.

:func:`document` is for the pages of a book, which can do more, and :func:`sections` cuts such a
page at its headings.
"""

from __future__ import annotations

from kinweave.prose.blocks import KNOWN as BLOCKS
from kinweave.prose.blocks import named
from kinweave.prose.document import (
    Document,
    Heading,
    Section,
    anchor_of,
    anchor_of_part,
    document,
    sections,
    title_of_text,
)
from kinweave.prose.rendering import MOST as MOST_TEXT
from kinweave.prose.rendering import TITLED, Card, File, Picture, Places, first_words, html, plain

__all__ = [
    "BLOCKS",
    "MOST_TEXT",
    "TITLED",
    "Card",
    "Document",
    "File",
    "Heading",
    "Picture",
    "Places",
    "Section",
    "anchor_of",
    "anchor_of_part",
    "document",
    "first_words",
    "html",
    "named",
    "plain",
    "sections",
    "title_of_text",
]
