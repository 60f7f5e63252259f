"""A member reads a book, asks it, follows the source and a link, proposes a change; an editor looks
at it and takes it up, puts a picture into a page and has it in two languages.

With JavaScript and without it, at 320 pixels; with it, axe finds nothing.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinweave.demo.harbor import harbor
from kinweave.handbook import actions
from kinweave.handbook.models import Page, Wording
from kinweave.jobs.actions import run_due
from tests.builders import NOW
from tests.journeys import test_whole_way as whole_way
from tests.journeys.test_whole_way import Open
from tests.world import World
from tests.world.again import build_again

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

!!! danger "In fog"

    Stay *ashore*.

??? tip "With cold hands"
    Blow on them.

## By day

[The sluices](sluices.md)[^1]

## By night

The night watch begins at nine in the evening.

## In winter

[^1]: Slowly.
"""


@pytest.fixture
def world() -> World:
    return build_again()


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
    reader.page.get_by_text("With cold hands").click()
    expect(reader.page.get_by_text("Blow on them.")).to_be_visible()
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


def test_an_editor_puts_in_a_picture_translates_the_page_and_compares(
    world: World, open_as: Open
) -> None:
    pavel = world["partner"]
    book = actions.begin(pavel, world.riverbend, title="River craft", at=NOW)
    other = actions.begin(pavel, world.riverbend, title="Oficio", language="es", at=NOW)
    page = actions.write_page(pavel, book, title="Ropes", text=TEXT, at=NOW)
    editor = open_as(pavel)
    editor.go(page.get_absolute_url())
    editor.follow("Change this page")
    words = editor.page.get_by_label("Words")
    words.fill("Before it.\n\n🐟 After it.")
    words.evaluate("words => words.setSelectionRange(3, 3)")
    editor.page.get_by_text("Put in a picture or a file").click()
    picture = {"name": "Harbor.png", "mimeType": "image/png", "buffer": harbor().getvalue()}
    editor.page.get_by_label("Picture or file").set_input_files([picture])  # type: ignore[list-item]  # a dict will do
    editor.page.get_by_label("What is to be seen").fill("The harbor at dusk")
    editor.press("Put it in")
    editor.reads("It stands in the words now.")
    shown = "![The harbor at dusk](files/harbor.webp)"
    text = editor.page.get_by_label("Words").input_value()
    lines = ["Before it.", "🐟 After it."]
    lines.insert(1 if editor.scripted else 2, shown)
    assert text == "\n\n".join(lines)
    editor.press("Keep it so")
    assert editor.page.get_by_alt_text("The harbor at dusk").is_visible()
    editor.follow("In other languages")
    editor.follow("español: Oficio")
    editor.page.get_by_label("Title").fill("Cuerdas")
    editor.press("Keep it so")
    editor.click(editor.page.get_by_role("link", name="Side by side with “Ropes”"))
    editor.reads("After it.")
    editor.go(page.get_absolute_url())
    editor.follow("What it said before")
    editor.press("Compare")
    editor.reads("They differ in")
    editor.go(f"/handbooks/{book.slug}/-/kept/")
    editor.reads("files/harbor.webp")
    editor.go(f"/handbooks/{other.slug}/-/pages/{Page.objects.get(book=other).pk}/place/")
    editor.press("Take it out")
    editor.press("Put it back")
    editor.reads("The page is in the book again")
