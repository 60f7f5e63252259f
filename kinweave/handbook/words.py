"""What is said of files, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kinweave.handbook.tasks import NO_BOOK, NOTHING
from kinweave.outside.refusals import WORDS, Why
from kinweave.pages import Kind

SAID: dict[str, Promise] = {
    Kind.DEAD_LINK: gettext_lazy("a link leads to no page of this book"),
    Kind.NO_PART: gettext_lazy("a link leads to a heading that is not there"),
    Kind.LACKING_FILE: gettext_lazy("this file is lacking"),
    Kind.NOT_LISTED: gettext_lazy("not in the table of contents; it stands at the end"),
    Kind.LISTED_NOT_THERE: gettext_lazy("in the table of contents, but there is no such file"),
    Kind.LISTED_TWICE: gettext_lazy("in the table of contents more than once; the first counts"),
    Kind.SAME_ADDRESS: gettext_lazy("another page had this address; it got a number"),
    Kind.NO_TEXT: gettext_lazy("no text that can be read; left out"),
    Kind.OTHER_LETTERS: gettext_lazy("not in UTF-8; read as Western European letters"),
    Kind.TOO_LARGE: gettext_lazy("larger than 8 MB; left out"),
    Kind.TOO_LONG: gettext_lazy("so long that its page shows the beginning only"),
    Kind.TOO_MANY: gettext_lazy("more files than are read; from here on, left out"),
    Kind.NO_FRONT: gettext_lazy("what stands between the lines of --- could not be read"),
    Kind.NO_SETTINGS: gettext_lazy("these settings could not be read"),
    Kind.REFUSED: gettext_lazy("a link, or a name that leads out of the folder; left out"),
    Kind.LONG_NAME: gettext_lazy("a name of more than 300 letters; left out"),
    Kind.TWICE: gettext_lazy("in the zip more than once; the first counts"),
    Kind.LOCKED: gettext_lazy("wants a password, or is packed in a rare way; left out"),
    Kind.UNKNOWN_BLOCK: gettext_lazy("this kind of block is not known; its words are shown"),
    Kind.NOTHING_TO_TAKE_IN: gettext_lazy("what is to stand here did not come along"),
    Kind.NOT_TAKEN_IN: gettext_lazy("what is to stand here goes in a circle, or is too much"),
    Kind.NO_PICTURE: gettext_lazy("no picture that can be read; left out"),
    Kind.NO_FILE: gettext_lazy("no file of a kind that is kept here; left out"),
    Kind.CHANGED_HERE: gettext_lazy("changed here as well as there; left as it is here"),
    Kind.GONE: gettext_lazy("not there any more; taken out here"),
}


def remarks(report: dict[str, Any]) -> Iterator[str]:
    """The lines of a report: where, what, and what was written there."""
    for kind, file, line, about in report.get("remarks", []):
        said = SAID.get(kind, kind)
        yield (
            f"{_where(file, line)}: {said} ({about})" if about else f"{_where(file, line)}: {said}"
        )
    if words := unsaid(report):
        yield words


def grouped(report: dict[str, Any]) -> dict[str, list[str]]:
    """The same by what is said, for people who look for one kind of thing at a time."""
    found: dict[str, list[str]] = {}
    for kind, file, line, about in report.get("remarks", []):
        where = _where(file, line)
        places = found.setdefault(str(SAID.get(kind, kind)), [])
        places.append(f"{where}: {about}" if about else where)
    return found


def unsaid(report: dict[str, Any]) -> str:
    """That there was more than a report holds."""
    more = report.get("unsaid", 0)
    said = ngettext("and {n} more line like these", "and {n} more lines like these", more)
    return said.format(n=more) if more else ""


def _where(file: str, line: int) -> str:
    return f"{file}:{line}" if line else file


def why(reason: str) -> str:
    """What was in the way."""
    if reason == NO_BOOK:
        return _("There is no page of Markdown in it, or it is no zip.")
    if reason == NOTHING:
        return _("There is neither a name nor a picture that could be shown.")
    if reason == Why.CLOSED:
        return _(
            "The server does not give this to everybody. Only what is public is read from here."
        )
    return str(WORDS.get(reason, ""))
