"""What people write becomes a tree, and XML that everything can read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.binding.trees import as_html, as_xml, letters, tree_of
from kinweave.prose import Places, document

pytestmark = pytest.mark.once

_BITS = st.sampled_from([
    "<details>", "<summary>a</summary>", "</details>", "{% hint %}", "{% endhint %}", "{% tabs %}",
    '{% tab title="x" %}', "{% endtab %}", "\n", "\n\n", "- ", "> ", "# A & <b>", "[^1]", "[^1]: x",
    "<table>", "<tr><td>", "</table>", "`a<b`", "&nbsp;", "]]>", "<!--", "-->", "\x0c", "\x00", "ü",
    "| a | b |\n| - | - |\n| 1 | 2 |\n", "![p](a.png)", "[l](b.md#c)", "<a id='q'></a>", "<br>",
    "!!! note\n    ", '??? tip "T"\n    ', '=== "T"\n    ', "\n    ",
])  # fmt: skip


@given(st.lists(_BITS | st.text(max_size=8), max_size=25).map("".join))
def test_whatever_is_written_is_well_formed_and_loses_no_word(text: str) -> None:
    html = document(text, Places()).html
    tree = tree_of(html)
    read = ElementTree.fromstring(f"<div>{as_xml(tree)}</div>")  # noqa: S314 - we wrote it
    assert "".join(read.itertext()) == "".join(tree.itertext())
    again = tree_of(as_html(tree))
    assert "".join(again.itertext()) == "".join(tree.itertext())


def test_what_xml_has_no_place_for_is_left_out_and_all_else_stays() -> None:
    assert letters("a\x00b\x0cc\ud800d\ufffee\tf\n😀") == "abcde\tf\n😀"
