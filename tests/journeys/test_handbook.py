"""A member reads a book, asks it, follows the source and a link, proposes a change; an editor looks
at it and takes it up.

With JavaScript and without it, at 320 pixels; with it, axe finds nothing.
"""

from __future__ import annotations

import pytest

from kinweave.handbook import actions
from kinweave.handbook.models import Wording
from kinweave.jobs.actions import run_due
from tests.builders import NOW
from tests.journeys import test_whole_way as whole_way
from tests.journeys.test_whole_way import Open
from tests.world import World, build

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]

open_as = whole_way.open_as
"""The same phones, with scripts and without."""

TEXT = """# Ropes

| Knot | For |
| --- | --- |
| Bowline | a loop |

{% hint style="warning" %}
Never *alone*.
{% endhint %}

## By day

[The sluices](sluices.md)[^1]

## By night

The night watch begins at nine in the evening.

## In winter

[^1]: Slowly.
"""


@pytest.fixture
def world() -> World:
    return build()


def test_a_member_reads_and_proposes_and_an_editor_takes_it_up(world: World, open_as: Open) -> None:
    pavel = world["partner"]
    book = actions.begin(pavel, world.riverbend, title="River craft", at=NOW)
    actions.write_page(pavel, book, title="Ropes", text=TEXT, at=NOW)
    actions.write_page(pavel, book, title="Sluices", text="# Sluices\n\nSlowly.", at=NOW)
    run_due(NOW, Wording)
    reader, editor = open_as(world["friend"]), open_as(pavel)
    reader.go("/handbooks/")
    reader.follow("River craft")
    reader.reads("Never alone.")
    reader.page.get_by_label("Ask the book").fill("When does the night watch begin?")
    reader.press("Ask")
    reader.reads("The night watch begins at nine in the evening.")
    reader.page.locator("figcaption").get_by_role("link", name="Ropes: By night").click()
    assert reader.page.url.endswith("#h-by-night")
    reader.follow("The sluices")
    reader.follow("Propose a change")
    reader.page.get_by_label("Words").fill("# Sluices\n\nSlowly, and **twice**.")
    reader.press("Look how it reads")
    reader.reads("Slowly, and twice.")
    reader.press("Propose it")
    reader.reads("Your proposal is with those who edit the book.")
    reader.follow("Search this book")
    reader.page.get_by_label("Words that you remember").fill("evenign")
    reader.press("Find")
    reader.reads("No page has “evenign”. These have “evening”.")

    editor.go(f"/handbooks/{book.slug}/-/proposals/")
    editor.follow("Sluices")
    editor.press("Take it up")
    editor.reads("Slowly, and twice.")
    editor.follow("What it said before")
    editor.page.locator("main .list a").first.click()
    editor.reads("New: Slowly, and **twice**.")
