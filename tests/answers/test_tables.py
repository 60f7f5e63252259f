from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kinweave.answers import AnswersError, read
from kinweave.answers.tables import LARGEST
from tests.answers.forms import Forms, answer, text_of

PEOPLE = (answer("Zoë", interests="bread; gardens"), answer("Ben", call='Say "yes", slowly'))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_may_use_commas_semicolons_or_tabs(forms: Forms, delimiter: str) -> None:
    answers = forms.read_text(text_of(PEOPLE, delimiter))
    assert [one.name for one in answers.people] == ["Zoë", "Ben"]
    assert answers.people[0].person.interests == {"bread", "gardens"}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_file_may_be_written_in_any_usual_encoding(
    forms: Forms, encoding: str, ending: str
) -> None:
    text = text_of(PEOPLE).replace("\r\n", ending)
    answers = forms.read_text(text.encode(encoding))
    assert [one.name for one in answers.people] == ["Zoë", "Ben"]
    assert [one.line for one in answers.people] == [2, 3]
    assert any("Windows-1252" in note for note in answers.notes) == (encoding == "cp1252")


def test_excel_s_own_first_line_is_obeyed(forms: Forms) -> None:
    answers = forms.read_text("sep=;\r\n" + text_of(PEOPLE, ";"))
    assert [(one.name, one.line) for one in answers.people] == [("Zoë", 3), ("Ben", 4)]


def test_empty_rows_and_columns_are_passed_over(forms: Forms) -> None:
    lines = text_of(PEOPLE).splitlines()
    text = "\n,,,\n" + "\n".join([lines[0] + ",,", lines[1] + ",,", "", ",,,,,", lines[2], ",", ""])
    answers = forms.read_text(text)
    assert [(one.name, one.line) for one in answers.people] == [("Zoë", 4), ("Ben", 7)]


def test_a_line_is_counted_as_an_editor_counts_it(forms: Forms) -> None:
    rows = (
        answer("Ada", availability="Mon 18-21\nTue 18-21\n"),
        answer("Ben", time_zone="Nowhere"),
    )
    problem = forms.error(*rows).problems[0]
    assert (problem.line, problem.value, problem.column) == (5, "Nowhere", "time_zone")
    assert problem.file == str(forms.path)


def test_names_lose_what_no_name_holds(forms: Forms) -> None:
    odd = answer("Ada") | {"name": "Ada\nLove\u200blace \x1b[31m"}
    spaced = answer("Ben") | {"name": "  Ben \u00a0 B. "}
    answers = forms.read(odd, spaced)
    assert [one.name for one in answers.people] == ["Ada Lovelace [31m", "Ben B."]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no column"),
        (b"\xef\xbb\xbf", "no column"),
        (b"PK\x03\x04\x14\x00", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (b"name,email\x00\x00\x01\x02\x03", "not a text file"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"<!DOCTYPE html><title>Sign in</title>", "web page"),
        (b"\xff\xfe\x00\xd8a\x00", "encoding"),
        (b"name,email\n\x81\x8d\x8f", "encoding"),
    ],
)
def test_what_is_no_csv_is_refused_in_words(forms: Forms, content: bytes, says: str) -> None:
    error = forms.error_in(content)
    assert says in str(error)
    assert str(forms.path) in str(error)


def test_a_header_without_answers_is_refused(forms: Forms) -> None:
    assert "no answers" in str(forms.error_in(text_of([answer()]).splitlines()[0]))


def test_one_person_is_enough_to_be_read(forms: Forms) -> None:
    assert len(forms.read(answer()).people) == 1


def test_a_folder_and_a_missing_file_are_refused_in_words(tmp_path: Path) -> None:
    for path, says in (
        (tmp_path, "folder"),
        (tmp_path / "none.csv", "cannot open"),
        (tmp_path / ("x" * 300), "cannot open"),
        (tmp_path / "a\0b", "cannot open"),
    ):
        with pytest.raises(AnswersError) as caught:
            read(path)
        assert says in str(caught.value)


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(AnswersError, match=f"larger than {LARGEST // 1_000_000} MB"):
        read(path)


def test_a_quotation_mark_that_is_never_closed_swallows_nobody(forms: Forms) -> None:
    text = text_of([answer("Ada"), answer("Ben"), answer("Cy")])
    error = forms.error_in(text.replace("Ben,", '"Ben,'))
    assert error.problems[0].line == 3
    assert "never closed" in str(error)


def test_a_row_with_too_many_cells_is_refused_and_none_of_them_shown(forms: Forms) -> None:
    lines = text_of([answer("Ada", not_with="secret@example.org")]).splitlines()
    error = forms.error_in("\n".join([lines[0], lines[1] + ",,other@example.org"]))
    assert "8 cells, the header has 6" in str(error)
    assert "secret" not in str(error)
    assert "other" not in str(error)


def test_a_cell_that_is_too_long_is_refused_in_words(forms: Forms) -> None:
    long = "x" * (csv.field_size_limit() + 1)
    error = forms.error(answer("Ada"), answer("Ben", interests=long))
    assert error.problems[0].line == 3
    assert "too long" in str(error)


def test_a_long_cell_costs_no_time_and_little_room(forms: Forms) -> None:
    for said in ("(caller", "((((", "a b ", "/a", "+ ", "@", "é"):
        long = said * (100_000 // len(said))
        people = answer("Ada", time_zone=long, languages=long, availability=long, call=long)
        error = forms.error(people | {"email": long, "with": long, "not_with": long})
        assert len(str(error)) < 4_000


def test_more_columns_than_any_form_has_are_refused(forms: Forms) -> None:
    assert "500 columns" in str(forms.error_in(",".join(f"c{at}" for at in range(600))))
