"""The same in plain words: for letters, calendars, and one line of a list."""

from __future__ import annotations

import pytest

from kinweave.prose import first_words, plain

PLAIN = [
    ("# Hi\n\nSoft *and* **loud**\nand `on`.", "Hi\n\nSoft and loud and on."),
    ("one\\\ntwo  \nthree", "one\ntwo\nthree"),
    ("a\n\n- b\n- c\n\nd", "a\n\n– b\n– c\n\nd"),
    ("- a\n\n  b\n\n- c", "– a\n\n  b\n\n– c"),
    ("- a\n  - b\n    - c\n- d", "– a\n  – b\n    – c\n– d"),
    ("- a\\\n  b\n- \n- c", "– a\n  b\n– c"),
    ("9. a\n10. b", "9. a\n10. b"),
    ("- a\n\n* b", "– a\n\n– b"),
    ("> said\n>\n> twice\n\nonce", "said\n\ntwice\n\nonce"),
    ("a\n\n---\n\nb", "a\n\nb"),
    ("    x\n      y\n\nz", "x\n  y\n\nz"),
    ("- ```\n  x\n   y\n  ```", "– x\n   y"),
    ("|Who|Brings|\n|-|-|\n|Ada|*soup*|\n|Max|\n||", "Who | Brings\nAda | soup\nMax"),
    ("[words](https://a.example)", "words (https://a.example)"),
    ("[*some* words](/b) here", "some words (/b) here"),
    ("[https://a.example](https://a.example)", "https://a.example"),
    ("https://a.example, <ada@a.example>", "https://a.example, ada@a.example"),
    ("![A hat](/hat.png)", "A hat (/hat.png)"),
    ("![](/hat.png)", "/hat.png"),
    ("[words](javascript:x)", "[words](javascript:x)"),
    ("[words]()", "words"),
    ("Fish &amp; chips &lt;3 \\*", "Fish & chips <3 *"),
    ("<b>bold</b>", "<b>bold</b>"),
    ("~~gone~~", "gone"),
    ("[a]: /b", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), PLAIN)
def test_plain_words_read_like_a_letter(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "most", "line"),
    [
        ("# Soup\n\nWe *cook*\n\n- on [Friday](/friday)", 160, "Soup We cook – on Friday"),
        ("We cook on Friday", 17, "We cook on Friday"),
        ("We cook on Friday", 16, "We cook on…"),
        ("We cook on Friday", 11, "We cook on…"),
        ("We cook on Friday", 10, "We cook…"),
        ("We cook, on Friday", 10, "We cook…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("We cook", 1, "…"),
        ("---", 160, "---"),
        ("[a]: /b", 160, "[a]: /b"),
        (" \n\t\n", 160, ""),
    ],
)
def test_first_words_are_cut_after_a_word(text: str, most: int, line: str) -> None:
    assert first_words(text, most) == line


def test_a_line_without_room_for_anything_is_an_error() -> None:
    with pytest.raises(ValueError, match="no line of 0"):
        first_words("We cook", 0)
