"""Words are found whatever their ending, their accent, or a slip of the finger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.solvers.language import terms
from kinweave.solvers.language.everyday import KIN
from kinweave.solvers.retrieval import Page, passages
from kinweave.solvers.retrieval.index import Index
from tests.solvers.retrieval.book import garden

ALIKE = [
    ("en", "gathering", "gatherings"),
    ("es", "reunión", "reuniones"),
    ("es", "reunion", "reunión"),
    ("fr", "réunion", "reunions"),
    ("fr", "invité", "invitée"),
    ("de", "Gärten", "garten"),
    ("de", "Straße", "strasse"),
    ("pt", "reunião", "REUNIÃO"),
    ("pt", "amigo", "amigos"),
]


@pytest.mark.parametrize(("language", "one", "two"), ALIKE)
def test_forms_of_a_word_have_one_stem(language: str, one: str, two: str) -> None:
    assert terms.stems(one, language) == terms.stems(two, language)


def _first(question: str, language: str = "en") -> str:
    index = Index(garden(), language)
    scores = index.scores(index.terms(question))
    return index.passages[scores.index(max(scores))].heading if any(scores) else ""


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("digging", "Who may dig"),
        ("wheelbarow", "When it is dry"),
        ("simmmers", "Soup"),
        ("smiering soup", "Soup"),
        ("THE SOUP", "Soup"),
        ("zeppelin", ""),
    ],
)
def test_words_lead_to_their_place(words: str, heading: str) -> None:
    assert _first(words) == heading


@pytest.mark.parametrize(("asked", "told"), [("visitor", "guest"), ("mend", "repaired")])
def test_everyday_words_lead_to_their_kin_and_count_for_less(asked: str, told: str) -> None:
    pages = [Page("a", "One", f"It is {told}."), Page("b", "Two", f"It is {asked}.")]
    index = Index([passage for page in pages for passage in passages(page)])
    kin, same = index.scores(index.terms(asked))
    assert same > kin > 0


def test_each_line_of_everyday_kin_says_something_once() -> None:
    lines = [line.partition(":")[2].split() for line in KIN.split("\n") if line]
    assert all(len(set(line)) == len(line) >= 2 for line in lines)
    assert len({frozenset(line) for line in lines}) == len(lines)


def test_a_heading_weighs_more_than_the_text() -> None:
    pages = [Page("a", "One", "Tea here."), Page("b", "Two", "## Tea\n\nIt is hot here.")]
    index = Index([passage for page in pages for passage in passages(page)])
    scores = index.scores(index.terms("tea"))
    assert scores[1] > scores[0] > 0


def test_short_words_and_numbers_are_never_taken_for_others() -> None:
    index = Index(passages(Page("a", "T", "A lego set of 1955 pieces.")))
    assert index.terms("logo")[0].near == {}
    assert index.terms("1956")[0].near == {}


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [("en", "fifty", "50 cards"), ("en", "12", "twelve cards"), ("de", "zwölf", "12 Karten")],
)
def test_a_number_is_the_same_in_words_and_in_digits(language: str, asked: str, told: str) -> None:
    index = Index(passages(Page("a", "T", told, language)), language)
    assert any(index.scores(index.terms(asked)))


def test_a_name_is_what_is_nowhere_written_small() -> None:
    index = Index(garden())
    assert [index.names(term) for term in index.terms("okafor bakery zeppelin 2019")] == [
        True,
        False,
        False,
        False,
    ]


@given(st.text(max_size=300))
def test_any_words_can_be_sought(words: str) -> None:
    index = Index(garden())
    scores = index.scores(index.terms(words))
    assert min(scores) >= 0


def test_what_is_said_otherwise_is_found_too() -> None:
    assert _first("price of a plot") == "What it costs"


def test_the_language_of_a_question_is_told_by_its_small_words() -> None:
    assert terms.language_of("¿Cuánto cuesta la mitad de un bancal?") == "es"
    assert terms.language_of("Wann ist das Fest in dem Garten?") == "de"
    assert terms.language_of("tomatoes") == "en"
