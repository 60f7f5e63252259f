"""Bank accounts as people type them."""

from __future__ import annotations

import pytest

from kinweave.fund.accounts import LENGTHS, is_bic, is_iban

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "iban",
    [
        "AT611904300234573201",
        "DE89 3704 0044 0532 0130 00",
        "gb82west12345698765432",
        "NL91ABNA0417164300",
        "CH9300762011623852957",
    ],
)
def test_an_account_is_known_however_it_is_typed(iban: str) -> None:
    assert is_iban(iban)


@pytest.mark.parametrize(
    "wrong",
    [
        "AT611904300234573210",
        "AT61190430023457320",
        "AT6119043002345732011",
        "XX611904300234573201",
        "",
        "AT",
        "AT61-DROP TABLE",
        "AT٦١1904300234573201",
        "611904300234573201AT",
    ],
)
def test_what_can_be_no_account_is_refused(wrong: str) -> None:
    assert not is_iban(wrong)


def test_two_digits_that_changed_places_are_noticed() -> None:
    right = "AT611904300234573201"
    for at in range(4, len(right) - 1):
        swapped = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
        assert swapped == right or not is_iban(swapped)


def test_every_country_has_a_length_that_an_account_can_have() -> None:
    assert len(LENGTHS) > 80
    assert all(15 <= length <= 33 for length in LENGTHS.values())


def test_a_bank_is_known_by_its_code() -> None:
    assert is_bic("GIBAATWWXXX")
    assert is_bic("gibaatww")
    assert not any(map(is_bic, ("GIBAATW", "GIBAATWWXX", "1IBAATWW", "")))
