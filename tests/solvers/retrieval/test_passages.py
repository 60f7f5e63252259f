"""A page is cut into sentences that stand in it."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.solvers.retrieval import Page, passages
from kinweave.solvers.retrieval.passages import LONGEST_SENTENCE, anchor, plain, sentences
from tests.solvers.retrieval.book import FEAST, GARDEN, QUIET, garden

MARKDOWN = st.text(alphabet="ab .!?#*_-`|<>[]()!\\{}%:\n\t&é“1", max_size=400)


def _said(body: str) -> list[str]:
    return [one.text for some in passages(Page("p", "T", body)) for one in some.sentences]


def test_a_sentence_is_read_without_its_marks() -> None:
    assert "The garden was founded by Ruth Okafor in March 2019." in _said(GARDEN.body)


def test_a_short_form_ends_no_sentence() -> None:
    told = (
        "Dr. Imani Vale lends tools, e.g. spades, on the first Saturday of every month at 9.30am."
    )
    assert told in _said(GARDEN.body)


def test_an_item_knows_what_introduces_it_and_a_folded_answer_its_question() -> None:
    where = {one.text: some for some in garden() for one in some.sentences}
    assert where["Half a bed: €20 a year"].headings == ("Who may dig", "What it costs")
    assert where["Dogs stay at the gate."].heading == "May I bring my dog?"
    assert where["Dogs stay at the gate."].anchor == "when-it-is-dry"
    items = passages(Page("p", "T", "We need:\n\n- rope\n  - a long one\n- tea"))[0].sentences
    assert [(one.text, one.lead) for one in items] == [
        ("We need:", ""),
        ("rope", "We need:"),
        ("a long one", "rope"),
        ("tea", "We need:"),
    ]


def test_a_passage_is_shown_with_its_paragraphs_items_and_rows_apart() -> None:
    body = (
        "One. And\ntwo.\n\nThree\\\nfour\n\nBring:\n\n* rope. Much of it.\n  1. a long one\n\n"
        "     or two\n* [ ] tea\n\nThen go.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
    )
    (one,) = passages(Page("p", "T", body))
    assert one.written() == (
        "One. And two.\n\nThree\nfour\n\nBring:\n- rope. Much of it.\n  1. a long one\n\n"
        "    or two\n- tea\n\nThen go.\na: 1; b: 2\na: 3; b: 4"
    )
    assert one.written(5, 7) == "- rope. Much of it."
    assert one.written(7, 8) == "1. a long one"
    assert one.written(1, 2) == "And two."
    assert " ".join(one.written().replace("- ", "").replace("1. ", "").split()) == one.text


def test_a_block_of_gitbook_says_nothing_whatever_its_address_has_in_it() -> None:
    body = (
        'Look.\n\n{% embed url="https://a.example/b%20c%" %}\n\n'
        '{% content-ref url="knots.md" %}\n[knots.md](knots.md)\n{% endcontent-ref %}\n\nGo.'
    )
    assert _said(body) == ["Look.", "Go."]


def test_what_is_set_in_below_a_title_is_introduced_by_it_and_no_longer() -> None:
    body = (
        "# T\n\n**Boats:**\n\n!!! note "
        + '"'
        + "The *pump*"
        + '"'
        + "\n    It hums.\n\n    * once\n\n    | a | b |\n    |---|---|\n"
        "    | 1 | 2 |\n\n    ```\n    !!! so\n        far\nOars.\n\n!!! warning\n    Hot.\n\n"
        "??? tip "
        + '"'
        + "Why?"
        + '"'
        + "\n\n    Because.\n\n    ???+ bug\n        Deeper.\n    Less.\n\nSails.\n\n"
        "=== "
        + '"'
        + "By day"
        + '"'
        + "\n\tSun.\n\n!!! wow\n\n- item\n\n    !!! note "
        + '"'
        + "In it"
        + '"'
        + "\n        Rope.\n\n  more\n"
    )
    found = [
        (one.text, some.heading, one.lead)
        for some in passages(Page("p", "T", body))
        for one in some.sentences
    ]
    assert found == [
        ("It hums.", "The pump", "The pump"),
        ("once", "The pump", "The pump"),
        ("a: 1; b: 2", "The pump", "The pump"),
        ("!!! so", "The pump", "The pump"),
        ("far", "The pump", "The pump"),
        ("Oars.", "Boats:", "Boats:"),
        ("Hot.", "Boats:", "Boats:"),
        ("Because.", "Why?", ""),
        ("Deeper.", "Bug", ""),
        ("Less.", "Why?", ""),
        ("Sails.", "Boats:", "Boats:"),
        ("Sun.", "By day", "By day"),
        ("!!! wow", "Boats:", "Boats:"),
        ("item", "Boats:", "Boats:"),
        ("Rope.", "In it", "In it"),
        ("more", "Boats:", "Boats:"),
    ]


def test_a_heading_that_is_set_in_introduces_what_follows_as_on_the_page() -> None:
    body = '**Boats**\n\n!!! note "Pump"\n    a\n\n    ## Oars\n\n    b\nc'
    found = [
        (some.headings, some.anchor, [one.text for one in some.sentences])
        for some in passages(Page("p", "T", body))
    ]
    assert found == [(("Pump",), "", ["a"]), (("Oars",), "oars", ["b", "c"])]


@given(st.text(alphabet='ab !?="\n\t`>-#|.', max_size=300))
def test_no_word_is_lost_wherever_it_is_set_in(body: str) -> None:
    body = body.replace("a", "\n!!! note\n    a")
    assert sum(one.count("a") for one in _said(body)) >= body.count("   a")


def test_what_is_set_in_very_deep_is_read() -> None:
    body = "".join(f"{' ' * 4 * at}??? a\n" for at in range(700))
    found = passages(Page("p", "T", body + " " * 2_800 + "Deep.\n\nOut."))
    assert [one.text for some in found for one in some.sentences] == ["Deep.", "Out."]


def test_a_row_of_a_table_is_read_with_its_heads() -> None:
    assert "tool: wheelbarrow; hangs in: the bakery's yard" in _said(GARDEN.body)


def test_what_introduces_the_page_is_read_and_pictures_are_not() -> None:
    assert _said(GARDEN.body)[0] == "How eleven neighbours share one garden."
    assert passages(QUIET) == []


def test_a_link_that_goes_on_in_the_next_line_is_its_words() -> None:
    assert _said("More: [elm.example\\\n](https://elm.example/)and a map.") == [
        "More: elm.example and a map."
    ]


def test_links_are_their_words() -> None:
    assert "Odile Brandt keeps the recipe." in _said(FEAST.body)
    assert plain(r"a \_b\_ [c](d) ![e](f) **g** `h` &amp; <b>i</b>") == "a _b_ c g h & i"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("What it costs", "what-it-costs"), ("Ça va? Oui!", "ça-va-oui"), ("A & B", "a-b")],
)
def test_an_anchor_is_written_as_forges_do(heading: str, expected: str) -> None:
    assert anchor(heading) == expected


def test_two_headings_alike_have_two_anchors() -> None:
    found = passages(Page("p", "T", "## Soup\n\nHot.\n\n## Soup\n\nCold."))
    assert [passage.anchor for passage in found] == ["soup", "soup-1"]
    assert [passage.section for passage in found] == ["Soup", "soup-1"]


def test_a_heading_that_was_given_an_anchor_is_led_to_by_that_and_called_by_its_words() -> None:
    body = '## Costs <a href="#old" id="old"></a>\n\nA.\n\n## Knots {#tie}\n\nB.\n\n## Tie\n\nC.'
    found = [(one.heading, one.section) for one in passages(Page("p", "T", body))]
    assert found == [("Costs", "old"), ("Knots", "tie"), ("Tie", "tie-1")]


@given(MARKDOWN)
def test_whatever_is_written_is_read_and_nothing_is_added(body: str) -> None:
    letters = set(body) | set("&;:amp") | {" "}
    for passage in passages(Page("p", "T", body)):
        assert passage.sentences
        for sentence in passage.sentences:
            assert 0 < len(sentence.text) <= LONGEST_SENTENCE + 200
            assert set(sentence.text) <= letters


@given(st.text(alphabet="ab. !?E”\n", max_size=200))
def test_sentences_put_together_are_the_text(text: str) -> None:
    words = " ".join(text.split())
    assert " ".join(sentences(words)) == words


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "![", "**", "<a", "`", "> ", "- ", "{% ", "|a", "(", "\\", "<!--", "_a_", "&#"),
        *("!!! a\n    b\n", "!!! a\n\n", '??? "b"\n', '!!! a "' + "b" * 490 + "\n", " !!! a\n"),
    ],
)
def test_a_great_deal_of_one_thing_is_read_in_time_that_grows_evenly(piece: str) -> None:
    def took(size: int) -> float:
        begun = process_time()
        passages(Page("p", "T", piece * (size // len(piece))))
        return process_time() - begun

    # Not as the square, which would be 400 times as long.
    assert took(400_000) < 60 * max(took(20_000), 0.01)


def test_the_mark_of_a_footnote_is_no_word_of_its_sentence() -> None:
    (one,) = passages(Page("p", "T", "Leave without a reason.[^1] The ladder stays.\n"))
    assert [each.text for each in one.sentences] == ["Leave without a reason.", "The ladder stays."]
