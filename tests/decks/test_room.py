"""What fits on a printed card."""

from __future__ import annotations

import pytest

from kinweave.decks.ready_made import threads
from kinweave.decks.room import fit

pytestmark = pytest.mark.once
WORDS = "Walk with somebody you do not know, and let them choose the way. "


def test_each_card_of_our_own_deck_is_printed_whole_in_large_letters() -> None:
    found = [fit(one.title, one.text, pictured=False) for one in threads("en").cards]
    assert {(one.type, one.cut) for one in found} == {("", False)}
    pictured = [fit(one.title, one.text, pictured=True) for one in threads("en").cards]
    assert {one.picture for one in pictured} <= {"", "low"}


def test_the_longer_a_text_the_smaller_its_letters_and_its_picture() -> None:
    found = [fit("Walk", (WORDS * 11)[:letters], pictured=True) for letters in range(50, 700, 50)]
    seen = list(dict.fromkeys((one.picture, one.type) for one in found))
    assert seen == [
        ("", ""), ("", "long"), ("low", "long"), ("low", "longest"),
        (None, "long"), (None, "longest"), (None, "smallest"),
    ]  # fmt: skip
    assert not any(one.cut for one in found)


@pytest.mark.parametrize("text", [(WORDS * 11)[:700], "a\n\n" * 233, "- a\n" * 175])
def test_what_has_no_room_ends_at_a_word_and_says_so(text: str) -> None:
    found = fit("What would you say to somebody " * 2, text, pictured=True)
    assert found.cut
    assert found.picture is None
    assert text.startswith(found.text)
    assert 20 < len(found.text) < len(text)
    rest = text[len(found.text) :]
    assert rest[0].isspace()


@pytest.mark.parametrize("title", ["W" * 30, "What would you say to somebody else?????"])
def test_a_long_word_or_title_has_smaller_letters(title: str) -> None:
    assert fit(title, "a", pictured=False).title == ("small" if "W" * 30 in title else "")
    assert fit(title + "?", "a", pictured=False).title == "small"
