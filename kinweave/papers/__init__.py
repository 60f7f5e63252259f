"""A page of HTML as a PDF: tagged, so that a screen reader finds its way in it.

WeasyPrint draws it, and needs Pango of the system. Where that is missing, all else works, and
:class:`CannotPrint` says what to install. It takes a second to load and tens of megabytes: call
:func:`pdf` in a job, never while somebody waits for a page.
"""

from kinweave.papers.drawing import CannotPrint, Fetch, pdf

__all__ = ["CannotPrint", "Fetch", "pdf"]
