"""crews.csv: for spreadsheets and letters, and safe to open."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinweave.answers import read_past
from kinweave.plans import crews_csv
from kinweave.plans.table import COLUMNS
from tests.plans.builders import NAMES, crew, person, plan, problem, the_cast, their_crew, waiting

MARK = "\ufeff"


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


def test_everyone_in_a_crew_has_a_row_in_their_own_time() -> None:
    written = rows(crews_csv(plan(their_crew()), problem(*the_cast()), NAMES))
    assert [row["name"] for row in written] == sorted(NAMES.values())
    ruben = written[3]
    assert ruben == {
        "crew": "crew-01",
        "name": "Rubén Cañas",
        "email": "ruben@example.org",
        "language": "en",
        "host": "maybe",
        "call": "Bread & grief",
        "time_zone": "America/Santiago",
        "weekday": "Tuesday",
        "starts": "15:00",
        "length_minutes": "90",
        "first_meeting": "2027-03-02T15:00:00-03:00",
        "last_meeting": "2027-05-11T13:00:00-04:00",
        "meetings": "2027-03-02 15:00; 2027-03-16 15:00; 2027-03-30 14:00; 2027-04-13 13:00; "
        "2027-04-27 13:00; 2027-05-11 13:00",
        "crewmates": "Io Nakamura, Mads Ø. Lund, Noor, Temperance Okafor",
    }


def test_those_without_a_crew_get_no_letter_from_this_file() -> None:
    written = crews_csv(plan(their_crew(), unplaced=(waiting(),)), problem(*the_cast()), NAMES)
    assert "ada@" not in written
    assert rows(crews_csv(plan(unplaced=(waiting(),)), problem(), {})) == []


def test_the_day_is_that_of_the_person_not_of_the_crew() -> None:
    far = person("far@example.org", "Pacific/Auckland")
    late = crew(["far@example.org", "near@example.org"], ((6, "19:00"),))
    written = rows(crews_csv(plan(late), problem(far, person("near@example.org")), {}))
    assert [(row["name"], row["weekday"]) for row in written] == [
        ("far", "Monday"), ("near", "Sunday"),
    ]  # fmt: skip


def test_it_is_written_as_spreadsheets_and_the_rfc_expect() -> None:
    text = crews_csv(plan(their_crew()), problem(*the_cast()), NAMES)
    lines = text.removeprefix(MARK).split("\r\n")
    assert lines[0] == ",".join(f'"{column}"' for column in COLUMNS)
    assert lines[-1] == ""
    assert "\n" not in "".join(lines)


STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
@example("=cmd|' /C calc'!A0", "-3")
@example('x"; =1', "a,\t+1")
@example("\ufeff=1", "\u202e=1")
def test_no_cell_can_become_a_formula(name: str, call: str) -> None:
    hostile = crew(["=a@example.org", "b@example.org"], call=call)
    text = crews_csv(
        plan(hostile),
        problem(person("=a@example.org"), person("b@example.org")),
        {"=a@example.org": name, "b@example.org": name},
    )
    text.encode()
    for row in csv.reader(io.StringIO(text.removeprefix(MARK), newline="")):
        assert len(row) == len(COLUMNS)
        assert not any(cell.startswith(STARTS) for cell in row)
    # Programs in half of Europe split lines at semicolons, whatever stands in the file.
    for line in text.removeprefix(MARK).split("\r\n"):
        assert not any(part.strip(' "').startswith(STARTS) for part in line.split(";"))


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("＝1", "'＝1"),
        ("x;=1", "x;'=1"),
        ('x; "=1', "x; \"'=1"),
        ("Jean-Luc O'Brien + Co", "Jean-Luc O'Brien + Co"),
    ],
)
def test_a_name_like_a_formula_is_kept_behind_a_quote(name: str, cell: str) -> None:
    text = crews_csv(plan(crew(["a@example.org"])), problem(), {"a@example.org": name})
    assert rows(text)[0]["name"] == cell


def test_the_next_season_knows_from_it_who_has_met(tmp_path: Path) -> None:
    pairs = [["a@example.org", "o'dash-@example.org"], ["b@example.org", "c@example.org"]]
    path = tmp_path / "crews.csv"
    path.write_bytes(crews_csv(plan(*map(crew, pairs)), problem(), {}).encode())
    assert read_past(path) == set(map(frozenset, pairs))
