"""What somebody makes of excerpts is kept where it stands in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.solvers.retrieval.checking import MOST_SENTENCES, checked

pytestmark = pytest.mark.once
SOUP = "Soup. At the stove. The soup simmers for ninety minutes. Never leave it alone, says Ada."
TABLE = "Table. Twelve people sit at the table. Bring 3.50 euro each. It isn't far."
BOTH = (SOUP, TABLE)


def kept(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.text, one.numbers) for one in checked(text, BOTH, "en")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Soups simmer for ninety minutes [1].", [("Soups simmer for ninety minutes.", (1,))]),
        ("Bring 3.50 euro.[2]", [("Bring 3.50 euro.", (2,))]),
        ("Twelve people, ninety minutes [1, 2].", [("Twelve people, ninety minutes.", (1, 2))]),
        ("Twelve sit [2] at the table [2].", [("Twelve sit at the table.", (2,))]),
        ("It isn’t far [2].", [("It isn’t far.", (2,))]),
        ("Simmer soup. [1] Bring euro. [2]", [("Simmer soup.", (1,)), ("Bring euro.", (2,))]),
        ("Twelve people [1].", []),
        ("Ten people sit at the table [2].", []),
        ("Bring 3.5 euro [2].", []),
        ("Bring 350 euro [2].", []),
        ("It is far [2].", []),
        ("Leave it alone [1].", []),
        ("Bring euro [3].", []),
        ("Bring euro [².", []),
        ("Bring euro [999999999999].", []),
        ("It is the one that they are at [1].", []),
        ("Bring\x00 euro\u202e [2].", [("Bring euro.", (2,))]),
    ],
)
def test_a_sentence_is_kept_if_it_stands_in_what_it_cites(
    text: str, found: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert kept(text) == found


@given(st.text(alphabet="soup table ninety twelve not 3.50 [12]!?\n\u202e", max_size=200))
def test_whatever_is_said_what_is_kept_cites_what_is_there(text: str) -> None:
    found = kept(text)
    assert len(found) <= MOST_SENTENCES
    for words, numbers in found:
        assert numbers
        assert set(numbers) <= {1, 2}
        cited = " ".join(BOTH[number - 1] for number in numbers)
        assert all(figure in cited for figure in re.findall(r"\d+", words))


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert isinstance(kept(f"{text} [1]"), list)


def test_a_long_text_is_looked_at_as_far_as_one_reads() -> None:
    assert len(kept("Simmer soup [1]. " * 5_000)) == MOST_SENTENCES
    assert kept("[" * 100_000) == []
    assert kept("[1" * 50_000) == []
