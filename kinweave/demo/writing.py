"""The demo's community writes a handbook."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from kinweave.circles.models import Circle
from kinweave.demo.calendar import Calendar
from kinweave.demo.harbor import harbor
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Page
from kinweave.handbook.practice import Practice
from kinweave.handbook.putting import line_of, with_line
from kinweave.people.models import Person

Row = Mapping[str, Any]
People = Mapping[str, Person]


def write_a_book(
    texts: Mapping[str, Any], by: Person, circle: Circle, people: People, days: Calendar
) -> None:
    """All of ``texts/handbook.toml``."""
    said = {name: value for name, value in texts["book"].items() if name != "days"}
    at = days.ago(texts["book"]["days"])
    book = actions.begin(by, circle, at=at, **said)
    pages: dict[str, Page] = {}
    for row in texts["pages"]:
        pages[row["title"]] = actions.write_page(
            by, book, title=row["title"], text=row["text"].strip("\n"), at=at,
            description=row["description"], parent=pages.get(row.get("under", "")),
            practice=Practice(**row["practice"]) if "practice" in row else None,
        )  # fmt: skip
    _translate(texts["translated"], by, circle, pages, days)
    for row in texts["changes"]:
        page = pages[row["page"]]
        words = {"text": _changed(page, row), "why": row["why"], "at": days.ago(row["days"])}
        pages[row["page"]] = actions.revise(people[row["by"]], page, based_on=1, **words)
    for row in texts["shown"]:
        pages[row["page"]] = _show(people[row["by"]], book, pages[row["page"]], row, days)
    for row in texts["out"]:
        who, when = people[row["by"]], days.ago(row["days"])
        said = {"title": row["title"], "text": row["text"].strip("\n")}
        page = actions.write_page(by, book, at=at, parent=pages[book.title], **said)
        actions.take_out(who, page, at=when)
    for row in texts["proposals"]:
        page = pages[row["page"]]
        words = {"text": _changed(page, row), "why": row["why"], "at": days.ago(row["days"])}
        actions.propose(people[row["by"]], page, based_on=1, **words)


def _translate(
    texts: Mapping[str, Any], by: Person, circle: Circle, pages: Mapping[str, Page], days: Calendar
) -> None:
    """Some pages in another language, in a book of their own."""
    said = {name: value for name, value in texts["book"].items() if name != "days"}
    at = days.ago(texts["book"]["days"])
    book = actions.begin(by, circle, at=at, **said)
    words = f"# {book.title}\n\n{book.about}"
    first = actions.write_page(by, book, title=book.title, text=words, at=at)
    for row in texts["pages"]:
        page = actions.write_page(
            by, book, title=row["title"], text=row["text"].strip("\n"), parent=first, at=at,
            description=row["description"],
        )  # fmt: skip
        actions.translate(by, page, pages[row["of"]])


def _show(who: Person, book: Book, page: Page, row: Row, days: Calendar) -> Page:
    """A picture or a file at the end of a page."""
    words = str(row.get("words", "")).strip("\n").encode()
    upload = BytesIO(words) if words else harbor()
    called = str(row.get("file", "Harbor.png"))
    size = upload.getbuffer().nbytes
    kept = actions.put_in(who, book, upload=upload, size=size, called=called)
    now = page.current
    text, number = (now.text, now.number) if now else ("", 0)
    line = line_of(kept, page.file, str(row.get("alt", "")))
    at = days.ago(row["days"])
    return actions.revise(
        who, page, based_on=number, text=with_line(text, line, None), why=row["why"], at=at
    )


def _changed(page: Page, row: Row) -> str:
    text = page.current.text if page.current else ""
    return text.replace(str(row["find"]), str(row["put"]))
