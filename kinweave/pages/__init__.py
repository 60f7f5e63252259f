"""Books of Markdown as files: how they lie in folders, how their pages are found by each other, and
what is in a page. It knows no rows, and nothing is lost on the way in that it does not name.

:func:`sections` is what searching a page and asking it begin with.
"""

from __future__ import annotations

from kinweave.pages.reading import Bound, Read, bound, read_page
from kinweave.pages.remarks import Kind, Remark
from kinweave.pages.sources import Folder, NoBook, Source, Zip
from kinweave.pages.tree import Entry
from kinweave.prose import Section, sections

__all__ = [
    "Bound",
    "Entry",
    "Folder",
    "Kind",
    "NoBook",
    "Read",
    "Remark",
    "Section",
    "Source",
    "Zip",
    "bound",
    "read_page",
    "sections",
]
