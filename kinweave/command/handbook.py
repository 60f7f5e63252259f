"""``kinweave handbook``: what can be done with a book without a server."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinweave.command.errors import RefusedError
from kinweave.words import gettext as _

if TYPE_CHECKING:
    from kinweave.solvers.retrieval import Answer


def run(words: Sequence[str]) -> None:
    """Do what is asked for."""
    given = _parser().parse_args(words)
    _ask(given)


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
    return top


def _ask(given: argparse.Namespace) -> None:
    from django.utils import timezone

    from kinweave.handbook.asking import ask_all, understand_all
    from kinweave.handbook.models import Book

    book = Book.objects.filter(slug=given.book).first()
    if book is None:
        raise RefusedError(
            _("There is no book called {name} here.").format(name=given.book),
            _("A book is called by the last word of its address."),
        )
    questions = list(_questions(given))
    understand_all(book, timezone.now())
    for answer in ask_all(book, questions):
        print(json.dumps(said(answer), ensure_ascii=False) if given.json else told(answer))
        sys.stdout.flush()


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


def said(answer: Answer) -> dict[str, Any]:
    """An answer for programs."""
    return {
        "answered": answer.answered,
        "answer": answer.text,
        "excerpts": [
            {"page": one.page, "heading": one.heading, "text": one.text, "score": one.score}
            for one in answer.excerpts
        ],
    }


def told(answer: Answer) -> str:
    """An answer for people."""
    lines: Iterable[str] = (f"  {one.page} – {one.heading}" for one in answer.excerpts[:3])
    if answer.answered:
        return "\n".join([answer.text, "", *lines])
    if not answer.excerpts:
        return _("The book does not say.")
    return "\n".join([_("The book does not say. The nearest pages:"), *lines])
