"""Rounds of meetings of two, from the prompt to the files."""

from __future__ import annotations

import csv
import io
import json
from itertools import combinations
from pathlib import Path

from tests.answers.forms import Forms, answer, text_of
from tests.command.running import files_in, kinweave

START = ("--start", "2027-03-08")
NAMES = ("Ada", "Ben", "Cy", "Dot", "Eve")


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_everyone_meets_everyone_in_the_fewest_rounds(forms: Forms, tmp_path: Path) -> None:
    file = forms.write(text_of([answer(name) for name in NAMES[:4]]))
    run = kinweave("rotate", file, "--rounds", "all", *START, folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "After 3 rounds everyone has met everyone they can." in run.stdout
    assert "This is the best there is." in run.stdout
    document = json.loads((tmp_path / "rotate-out" / "rounds.json").read_text("utf-8"))
    met = [tuple(one["members"]) for part in document["rounds"] for one in part["meetings"]]
    emails = sorted(f"{name.lower()}@example.org" for name in NAMES[:4])
    assert sorted(met) == list(combinations(emails, 2))


def test_where_the_number_is_odd_three_meet(forms: Forms, tmp_path: Path) -> None:
    file = forms.write(text_of([answer(name) for name in NAMES]))
    run = kinweave("rotate", file, "--rounds", "1", *START, folder=tmp_path)
    assert run.returncode == 0
    rows = rows_in(tmp_path / "rotate-out" / "rounds.csv")
    assert [row["note"].startswith("Three") for row in rows].count(True) == 3


def test_each_one_reads_the_hour_on_their_own_clock(forms: Forms, tmp_path: Path) -> None:
    people = [
        answer("Ada", time_zone="Europe/Vienna", availability="Tue 18:00-20:00"),
        answer("Bo", time_zone="America/New_York", availability="Tue 13:00-15:00"),
    ]
    words = ("--rounds", "3", *START)
    run = kinweave("rotate", forms.write(text_of(people)), *words, folder=tmp_path)
    assert run.returncode == 0
    rows = rows_in(tmp_path / "rotate-out" / "rounds.csv")
    # From 14 March on New York is an hour nearer to Vienna, until Vienna's clocks change too.
    assert [(row["time_zone"], row["starts"]) for row in rows if row["round"] != "3"] == [
        ("Europe/Vienna", "19:00"),
        ("America/New_York", "13:00"),
        ("Europe/Vienna", "18:00"),
        ("America/New_York", "13:00"),
    ]
    assert "Tue 19:00 Vienna" in run.stdout
    assert "Tue 13:00 New York" in run.stdout


def test_somebody_whom_nobody_can_meet_is_told_why(forms: Forms, tmp_path: Path) -> None:
    people = [answer("Ada"), answer("Ben"), answer("Zoe", languages="eo")]
    run = kinweave("rotate", forms.write(text_of(people)), *START, folder=tmp_path)
    assert "  Zoe: Nobody else here speaks Esperanto." in run.stdout
    rows = rows_in(tmp_path / "rotate-out" / "rounds.csv")
    (left,) = [row for row in rows if row["round"] == "1" and not row["group"]]
    assert (left["name"], left["note"]) == ("Zoe", "Nobody else here speaks Esperanto.")


def test_a_form_without_hours_leaves_the_hour_to_each_pair(forms: Forms, tmp_path: Path) -> None:
    text = "name,email\nAda,ada@example.org\nBen,ben@example.org\n"
    run = kinweave("rotate", forms.write(text), "--rounds", "1", *START, folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "each pair agrees on its own" in run.stdout
    assert {row["starts"] for row in rows_in(tmp_path / "rotate-out" / "rounds.csv")} == {""}


def test_who_met_in_an_earlier_rotation_meets_somebody_else_next(
    forms: Forms, tmp_path: Path
) -> None:
    file = forms.write(text_of([answer(name) for name in NAMES[:4]]))
    met: list[frozenset[str]] = []
    past: list[object] = []
    for number in range(3):
        words = ("--rounds", "1", "--out", f"round-{number}", *START)
        run = kinweave("rotate", file, *words, *past, folder=tmp_path)
        assert run.returncode == 0
        place = tmp_path / f"round-{number}"
        document = json.loads((place / "rounds.json").read_text("utf-8"))
        met += [frozenset(one["members"]) for one in document["rounds"][0]["meetings"]]
        past += [*([] if past else ["--past"]), place / "rounds.csv"]
    assert len(set(met)) == len(met) == 6


def test_the_same_seed_gives_the_same_rounds(forms: Forms, tmp_path: Path) -> None:
    people = [answer(name) for name in NAMES]
    for folder, rows in (("one", people), ("two", people[::-1])):
        file = forms.write(text_of(rows))
        words = ("rotate", file, "--seed", "7", "--out", folder, *START)
        assert kinweave(*words, folder=tmp_path).returncode == 0
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_one_person_has_nobody_to_meet(forms: Forms, tmp_path: Path) -> None:
    run = kinweave("rotate", forms.write(text_of([answer("Ada")])), folder=tmp_path)
    assert run.returncode == 2
    assert "a meeting needs 2 people" in run.stderr
