"""The demo's community writes a handbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinweave.circles.models import Circle
from kinweave.demo.calendar import Calendar
from kinweave.handbook import actions
from kinweave.handbook.models import Page
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
        )  # fmt: skip
    for row in texts["changes"]:
        page = pages[row["page"]]
        words = {"text": _changed(page, row), "why": row["why"], "at": days.ago(row["days"])}
        pages[row["page"]] = actions.revise(people[row["by"]], page, based_on=1, **words)
    for row in texts["proposals"]:
        page = pages[row["page"]]
        words = {"text": _changed(page, row), "why": row["why"], "at": days.ago(row["days"])}
        actions.propose(people[row["by"]], page, based_on=1, **words)


def _changed(page: Page, row: Row) -> str:
    text = page.current.text if page.current else ""
    return text.replace(str(row["find"]), str(row["put"]))
