"""``kinweave handbook``: what can be done with a book without a server."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinweave.command.errors import RefusedError
from kinweave.words import gettext as _

if TYPE_CHECKING:
    from kinweave.circles.models import Circle
    from kinweave.handbook.models import Book
    from kinweave.handbook.rewording import Reworded
    from kinweave.solvers.retrieval import Answer

LONGEST_SLUG = 60


def run(words: Sequence[str]) -> None:
    """Do what is asked for."""
    given = understood(words)
    if given.do == "import":
        bring(given.file, book=given.book, circle=given.circle)
    else:
        _ask(given)


def understood(words: Sequence[str]) -> argparse.Namespace:
    """What was typed; --help, and what cannot be understood, exit."""
    return _parser().parse_args(words)


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="kinweave handbook", allow_abbrev=False)
    commands = top.add_subparsers(dest="do", metavar="COMMAND", required=True)
    one = commands.add_parser("ask", help=_("ask a book; it answers in its own sentences"))
    one.add_argument("book", metavar="BOOK", help=_("the book, by the name in its address"))
    one.add_argument("question", metavar="QUESTION", nargs="?", help=_("what to ask"))
    one.add_argument(
        "--file", type=Path, metavar="QUESTIONS.txt", help=_("ask each line of a file")
    )
    one.add_argument("--json", action="store_true", help=_("one line of JSON for each question"))
    one.add_argument(
        "--plainly", action="store_true",
        help=_("in the book’s own sentences, where a language model would word them"),
    )  # fmt: skip
    bring = commands.add_parser(
        "import",
        help=_("bring in a folder or a zip: GitBook, mdBook, MkDocs or plain"),
        description=_(
            "Bring a folder or a zip of Markdown into a handbook, which is begun if there is none\n"
            "of this name. Doing it again brings in what has changed since."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    bring.add_argument("file", metavar="DIR", type=Path, help=_("the folder, or a .zip"))
    bring.add_argument(
        "--book", metavar="SLUG", required=True, help=_("the last part of the book’s address")
    )
    bring.add_argument(
        "--circle", metavar="SLUG", default="",
        help=_("whose book it is, if it is new (default: the only congregation there is, or else "
               "one that is named like the book)"),
    )  # fmt: skip
    return top


def _ask(given: argparse.Namespace) -> None:
    from django.utils import timezone

    from kinweave.handbook.asking import ask_all, understand_all
    from kinweave.handbook.models import Book
    from kinweave.handbook.rewording import reworded

    book = Book.objects.filter(slug=given.book).first()
    if book is None:
        raise RefusedError(
            _("There is no book called {name} here.").format(name=given.book),
            _("A book is called by the last word of its address."),
        )
    questions = list(_questions(given))
    understand_all(book, timezone.now(), _tell)
    for question, answer in zip(questions, ask_all(book, questions), strict=True):
        other = None if given.plainly else reworded(question, answer, book.language)
        out = (
            json.dumps(said(answer, other), ensure_ascii=False)
            if given.json
            else told(answer, other)
        )
        print(out, flush=True)


def _tell(done: int, of: int) -> None:
    """How far the book is read for what it means: once, and kept. Not among the answers."""
    words = _("Reading the book for what it means, once: {done} of {all} pages")
    end = "\n" if done == of or not sys.stderr.isatty() else "\r"
    if sys.stderr.isatty() or done % 10 == 0 or done == of:
        print(words.format(done=done, all=of), end=end, file=sys.stderr, flush=True)


def _questions(given: argparse.Namespace) -> Iterator[str]:
    if given.file is None:
        if given.question is None:
            raise RefusedError(_("Say what to ask, or name a file of questions with --file."))
        yield given.question
        return
    try:
        text = given.file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise RefusedError(
            _("{file} cannot be read: {reason}.").format(file=given.file, reason=error.strerror)
        ) from error
    # Not splitlines(): a line separator within a question would make two of it.
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    yield from lines if text else ()


def said(answer: Answer, other: Reworded | None = None) -> dict[str, Any]:
    """An answer for programs. ``other``: in the words of a language model, which ``model`` says
    where; its numbers are of the excerpts, from 1."""
    return {
        "answered": answer.answered,
        "perhaps": answer.perhaps,
        "answer": other.text if other else answer.text,
        **({"model": other.host} if other else {}),
        "excerpts": [
            {"page": one.page, "heading": one.heading, "text": one.text, "score": one.score}
            for one in answer.excerpts
        ],
    }


def told(answer: Answer, other: Reworded | None = None) -> str:
    """An answer for people."""
    if other is not None:
        places = (f"  [{number}] {one.page} – {one.heading}"
                  for number, one in enumerate(other.excerpts, 1))  # fmt: skip
        by = _("Worded by a language model at {host}, from:").format(host=other.host)
        return "\n".join([other.text, "", by, *places])
    lines: Iterable[str] = (f"  {one.page} – {one.heading}" for one in answer.excerpts[:3])
    if answer.answered:
        return "\n".join([answer.text, "", *lines])
    if answer.perhaps:
        nearest = _("The book may not say this. The nearest that it says:")
        return "\n".join([nearest, answer.text, "", *lines])
    if not answer.excerpts:
        return _("The book does not say.")
    return "\n".join([_("The book does not say. The nearest pages:"), *lines])


def bring(path: Path, *, book: str, circle: str) -> None:
    """Bring in a folder or a zip, and say what came of it."""
    from kinweave.handbook.bringing import bring_in
    from kinweave.handbook.words import remarks
    from kinweave.pages import Folder, NoBook, Zip, bound
    from kinweave.pages.paths import slug_of

    if not (0 < len(book) <= LONGEST_SLUG and book.isascii()) or slug_of(book) != book:
        raise RefusedError(
            _("This is no part of an address: {slug}.").format(slug=book),
            _("Small letters, numbers and hyphens are, sixty at most."),
        )
    try:
        source = Folder(path) if path.is_dir() else Zip(path)
        bound(source)  # nothing is begun for what is no book
        into = _book(book, circle, datetime.now(UTC))
        report = bring_in(into, source, by=None, at=datetime.now(UTC))
    except NoBook as error:
        raise RefusedError(
            _("There is no page of Markdown in {path}.").format(path=path),
            _("Name a folder or a .zip that holds some."),
        ) from error
    told = _("{new} new, {changed} changed, {same} as they were, {gone} taken out.")
    print(told.format(new=report.new, changed=report.changed, same=report.same, gone=report.gone))
    for line in remarks(report.kept()):
        print(f"  {line}")
    print(_("Read it at {address}").format(address=into.get_absolute_url()))


def _book(slug: str, circle: str, at: datetime) -> Book:
    """The book, begun for its circle alone if there is none."""
    from kinweave.handbook.models import Book

    found = Book.objects.filter(slug=slug).first()
    if found is not None:
        return found
    title = slug.replace("-", " ").capitalize()
    return Book.objects.create(
        circle=_circle(circle, title, slug, at), slug=slug, title=title, begun_at=at
    )


def _circle(slug: str, title: str, book: str, at: datetime) -> Circle:
    from kinweave.circles.models import Circle, Scale

    if slug:
        named = Circle.objects.filter(slug=slug).first()
        if named is None:
            raise RefusedError(_("There is no circle of this name: {slug}.").format(slug=slug))
        return named
    found = list(Circle.objects.filter(scale=Scale.CONGREGATION, ended_at=None)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(
            _("There are several congregations here."), _("Name one of them with --circle.")
        )
    made: Circle = Circle.objects.create(
        name=title, scale=Scale.CONGREGATION, slug=book, began_at=at
    )
    return made
