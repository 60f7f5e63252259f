"""References, and what a banking app reads from the screen."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from segno import helpers

from kinweave.fund.accounts import check_digits, checks, in_fours
from kinweave.retreats.references import LETTERS, found_in, reference, unused
from kinweave.retreats.transfers import payload, picture

pytestmark = pytest.mark.once
SIGNS = st.text(LETTERS, min_size=8, max_size=8)


@given(SIGNS)
def test_a_reference_checks_and_is_found_again_however_it_was_written(signs: str) -> None:
    one = reference(signs)
    assert checks(one)
    for written in (one, in_fours(one), one.lower(), f"XX/{one}//EREF", "-".join(one)):
        assert found_in(written, {one}) == [one]


def test_the_standards_own_example() -> None:
    assert check_digits("RF", "539007547034") == "18"


@given(SIGNS, st.integers(4, 10))
def test_a_reference_in_which_two_signs_changed_places_is_nobodys(signs: str, at: int) -> None:
    one = reference(signs)
    swapped = one[:at] + one[at + 1] + one[at] + one[at + 2 :]
    assert swapped == one or found_in(swapped, {one}) == []


def test_a_text_that_names_two_places_names_both_and_no_others() -> None:
    known = {reference(f"2345678{last}") for last in "ABC"}
    one, two, _three = sorted(known)
    assert set(found_in(f"{one}{two} {one} RF00AAAAAAAA", known)) == {one, two}


def test_a_reference_that_is_drawn_twice_is_drawn_again() -> None:
    drawn = iter(["AAAAAAAA", "AAAAAAAA", "BBBBBBBB"])
    taken = {reference("AAAAAAAA")}
    assert unused(taken, lambda: next(drawn)) == reference("BBBBBBBB")
    assert len({unused(set()) for _ in range(200)}) == 200


@pytest.mark.parametrize("amount", [1, 1250, 18_000, 99_999_999_999])
def test_a_banking_app_reads_what_another_program_would_have_written(amount: int) -> None:
    said = {"holder": "Gästehaus, ein Verein", "iban": "AT611904300234573201", "bic": "GIBAATWW"}
    ours = payload(**said, amount=amount, reference="RF18539007547034")
    theirs = helpers._make_epc_qr_data(  # type: ignore[attr-defined]  # segno's own
        said["holder"], said["iban"], f"{amount / 100:.2f}", reference="RF18539007547034",
        bic=said["bic"], encoding="utf-8",
    ).decode()  # fmt: skip
    mine, other = ours.split("\n"), theirs.split("\n")
    assert mine[:7] + mine[8:] == other[:7] + other[8:]
    assert float(mine[7].removeprefix("EUR")) == float(other[7].removeprefix("EUR"))
    assert len(ours.encode()) <= 331


def test_the_picture_holds_no_word_of_anybodys() -> None:
    drawn = picture(payload(holder="<script>", iban="A", bic="", amount=1, reference="B"))
    assert drawn.startswith("<svg")
    assert "script" not in drawn


def test_letters_that_look_alike_are_in_no_reference() -> None:
    assert not [pair for pair in permutations("O0I1", 1) if pair[0] in LETTERS]
