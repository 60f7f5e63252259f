"""Amounts as people write them: read as they are meant, or asked about, and never guessed."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kinweave.fund.money import (
    DECIMALS,
    MOST,
    UnknownCurrency,
    Unreadable,
    decimals,
    plain,
    read,
    shown,
)

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12", 1200),
        ("12,50", 1250),
        ("12.50", 1250),
        ("12.5", 1250),
        ("0", 0),
        ("1.250,00", 125_000),
        ("1,250.00", 125_000),
        ("1 250,00", 125_000),
        ("1'250.00", 125_000),
        ("1.234.567", 123_456_700),
        ("€ 12,50", 1250),
        ("12.50 eur", 1250),
        ("１２", 1200),
        (" 7 ", 700),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, cents: int) -> None:
    assert read(typed, "EUR") == cents


@pytest.mark.parametrize(
    "typed",
    ["", "twelve", "1.25.0", "1,2,3", "12.505", "1..2", ",", "12,", "1.2345,00", "12.34,56", "1e3",
     "-5", "99999999999", "٣"],
)  # fmt: skip
def test_what_is_no_amount_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Unreadable) as said:
        read(typed, "EUR")
    assert str(said.value.words)


def test_what_can_be_read_in_two_ways_is_asked_about() -> None:
    with override("en"), pytest.raises(Unreadable, match=r"1250.*1\.25"):
        read("1.250", "EUR")
    with override("es"), pytest.raises(Unreadable):
        read("1,250", "EUR")


def test_a_language_says_which_sign_stands_between_thousands() -> None:
    with override("en"):
        assert read("1,250", "EUR") == 125_000
    with override("es"):
        assert read("1.250", "EUR") == 125_000


def test_a_file_says_which_sign_stands_before_decimals() -> None:
    assert read("1.250", "EUR", point=",") == 125_000
    assert read("1,250", "EUR", point=".") == 125_000
    assert read("12,50", "EUR", point=",") == 1250


def test_each_currency_has_its_own_coins() -> None:
    assert [decimals(code) for code in ("EUR", "JPY", "KWD")] == [2, 0, 3]
    assert read("1250", "JPY") == read("1.250", "JPY") == read("1,250", "JPY") == 1250
    assert read("1.250,005", "KWD") == 1_250_005
    with override("en"):
        assert read("1.250", "KWD") == 1_250
    for typed in ("12.50", "12,5"):
        with pytest.raises(Unreadable):
            read(typed, "JPY")
    for nothing in ("XXX", "eur", "", "EURO", "XAU"):
        with pytest.raises(UnknownCurrency):
            decimals(nothing)


def test_less_than_nothing_is_only_where_it_makes_sense() -> None:
    assert read("-20", "EUR", negative=True) == read("−20,00", "EUR", negative=True) == -2000
    assert read("-0", "EUR") == 0


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (1250, "EUR", "€12.50"),
        (12_000, "EUR", "€120"),
        (125_000_00, "EUR", "€125,000"),
        (-2000, "EUR", "−€20"),
        (1250, "JPY", "¥1,250"),
        (1250, "CHF", "12.50\N{NO-BREAK SPACE}CHF"),
        (0, "EUR", "€0"),
    ],
)
def test_an_amount_is_shown_as_people_read_it(amount: int, currency: str, words: str) -> None:
    with override("en"):
        assert shown(amount, currency) == words


def test_in_spanish_the_sign_stands_behind() -> None:
    with override("es"):
        assert shown(1250, "EUR") == "12,50\N{NO-BREAK SPACE}€"


@given(st.integers(0, MOST), st.sampled_from(sorted(DECIMALS)), st.sampled_from(["en", "es"]))
def test_what_a_form_shows_is_read_back(amount: int, currency: str, language: str) -> None:
    with override(language):
        assert read(plain(amount, currency), currency) == amount
