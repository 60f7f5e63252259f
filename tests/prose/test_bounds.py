"""Long and hostile texts: the work stays bounded, and words are not lost."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from kinweave.prose import first_words, html, plain
from kinweave.prose.rendering import MOST, MOST_ADDRESS, MOST_MARKS
from tests.prose.test_rendering import Reader

HOSTILE = [
    *("> ", ">", "[", "*", "`", "(", "<", "![](", "\\", "|", "- ", "1. ", "![", "[a](", "[]", "]"),
    *(
        "**a ",
        "*a_ ",
        "~~a",
        "``a`",
        "<a ",
        "<!--",
        "<?",
        "<http:",
        "&",
        "&#",
        "\n",
        "a\n",
        "- a\n",
    ),
    *(
        "[a]: b\n",
        "[a]:\n",
        "```\n",
        "> - ",
        "a|b\n-|-\n",
        "https://a(",
        "https://a.b/ ",
        "[![a",
        "#",
    ),
    *("a b ", "[x](y) ", "[a](<", '[a](b "', "\t", " ", "\r", "é", "==\n", "<a@b.c>", "[a\\", "*_"),
]
"""What, written over and over, has made a parser of Markdown slow somewhere."""


def calls(text: str) -> int:
    """How many functions are called while a text is rendered: work, without a clock."""
    count = 0

    def counted(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        html(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_text_is_about_twice_the_work(unit: str) -> None:
    text = unit * (2_000 // len(unit))

    assert calls(text * 2) < 2.5 * calls(text) + 2_000


def test_lazy_lines_below_deep_quotes_are_about_twice_the_work_when_twice_as_many() -> None:
    assert calls("> " * 20 + "a\n" * 800) < 2.5 * calls("> " * 20 + "a\n" * 400)


@pytest.mark.parametrize("unit", ["[", "> a\n", "a*b", "![](", "é"])
def test_of_a_megabyte_only_the_beginning_is_read_and_the_end_says_so(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))

    page = html(text)

    assert page == html(text[: MOST + 1])
    assert page.endswith("<p>…</p>\n")
    assert plain(text).endswith("\n\n…")
    assert first_words(text).endswith("…")
    assert len(page) < 10 * MOST


def test_a_text_of_exactly_the_most_is_read_to_its_end() -> None:
    words = "x" * MOST
    marked = "x&" * MOST_MARKS + "x"

    assert plain(words) == words
    assert plain(f"{words}x") == f"{words}\n\n…"
    assert plain(marked) == marked
    assert plain(f"{marked}&x") == f"{marked}\n\n…"


@pytest.mark.parametrize("text", ["> " * 40, "- " * 40, "> - " * 20, "*a **a " * 40, "[a " * 40])
def test_what_is_too_deep_loses_its_form_and_not_its_words(text: str) -> None:
    read = Reader(html(f"{text}hello\n\nafter"))

    assert "hello" in read.words
    assert "after" in read.words
    assert read.deepest <= 22


def test_marks_that_close_are_dropped_where_they_stand_too_deep() -> None:
    text = "*a **a " * 40 + "a** a*" * 40

    assert Reader(html(text)).deepest <= 22
    assert plain(text).count("a") == text.count("a")


def test_one_address_used_by_many_links_is_not_written_over_and_over_without_end() -> None:
    address = "/" + "b" * (MOST_ADDRESS - 1)

    page = html(f"[a]: {address}\n\n" + "[a] " * 1_000 + "![a] " * 1_000)

    assert page.count("<a ") == MOST // MOST_ADDRESS
    assert len(page) < 2 * MOST


def test_an_address_that_is_too_long_is_no_link() -> None:
    assert Reader(html("[a](/" + "b" * MOST_ADDRESS + ")")).links == []


def test_rows_beyond_the_cells_that_a_text_may_have_stay_words() -> None:
    wide = "|".join("a" * 256) + "\n" + "|".join("-" * 256) + "\n" + "b\n" * 255

    page = html(f"{wide}\n" * 10)

    assert 0 < page.count("<td>") + page.count("<th>") <= MOST_MARKS
    assert Reader(page).words.count("b") > 2_000
