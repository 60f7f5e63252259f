"""Banks' lists, however they look; and what is none, in words."""

from __future__ import annotations

from datetime import date

import pytest

from kinweave.retreats.statements import (
    LARGEST,
    Line,
    NoStatement,
    lines_of,
    table_of,
    text_of,
)

pytestmark = pytest.mark.once

AUSTRIAN = (
    "Kontoauszug AT61\n\nBuchungsdatum;Partnername;Verwendungszweck;Betrag;Währung\n"
    "02.10.2026;Ada Anker;RF18 5390 0754 7034;1.180,00;EUR\n"
    '03.10.2026;"Birch; Ben";Miete;-500,00;EUR\n'
)
ENGLISH = (
    "Date,Description,Amount,Balance\n2026-10-02,RF18539007547034 ADA,180.00,\"1,180.00\"\n"
)  # fmt: skip
SPANISH = "Fecha operación\tConcepto\tImporte\n02/10/2026\tTransferencia\t180,5\n"


def lines(text: str) -> list[Line]:
    table = table_of(text)
    assert table.is_clear
    return list(lines_of(table, table.day, table.amount, "EUR"))


@pytest.mark.parametrize(
    ("text", "amount", "words"),
    [(AUSTRIAN, 118_000, "RF18 5390 0754 7034"), (ENGLISH, 18_000, "RF18539007547034"),
     (SPANISH, 18_050, "Transferencia")],
)  # fmt: skip
def test_a_list_of_any_make_is_read(text: str, amount: int, words: str) -> None:
    first = lines(text)[0]
    assert (first.day, first.amount, first.wrong) == (date(2026, 10, 2), amount, "")
    assert words in first.words


def test_what_goes_out_is_less_than_nothing() -> None:
    assert lines(AUSTRIAN)[1].amount == -50_000
    assert lines(AUSTRIAN)[1].number == 5


def test_a_list_in_another_encoding_is_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert text_of(AUSTRIAN.encode(encoding)).lstrip("\ufeff") == AUSTRIAN


def test_a_line_is_known_again_and_two_that_are_alike_are_two() -> None:
    twice = ENGLISH + ENGLISH.splitlines(keepends=True)[1]
    marks = [one.fingerprint for one in lines(twice)]
    assert len(set(marks)) == 2
    assert marks == [one.fingerprint for one in lines(twice)]
    assert marks[0] == lines(ENGLISH)[0].fingerprint


def test_columns_that_do_not_say_what_they_are_are_asked_for() -> None:
    table = table_of("A;B;C\n02.10.2026;180,00;RF18\n")
    assert not table.is_clear
    assert table.headers == ("A", "B", "C")
    assert [one.amount for one in lines_of(table, 0, 1, "EUR")] == [18_000]


def test_what_cannot_be_read_in_a_line_is_said_of_that_line() -> None:
    first, second = lines("Date,Amount,Text\nsoon,12.00,a\n2026-10-02,much,b\n")
    assert first.day is None
    assert first.wrong
    assert second.amount is None
    assert second.wrong


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"\x00\x01\x02", "not a text"),
        (b"a" * (LARGEST + 1), "megabyte"),
    ],
)
def test_another_kind_of_file_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(NoStatement, match=said):
        text_of(content)


@pytest.mark.parametrize("text", ["", "\n\n", "no columns here", "a" * 300_000, '"' * 99_999])
def test_a_text_without_columns_is_refused_in_words(text: str) -> None:
    with pytest.raises(NoStatement, match="columns"):
        table_of(text)


def test_a_long_list_is_read_and_a_wide_line_is_left_aside() -> None:
    rows = "".join(f"2026-10-02,line {number},1.00\n" for number in range(20_000))
    assert len(lines(f"Date,Text,Amount\n{rows}{',' * 5_000}\n")) == 20_000
