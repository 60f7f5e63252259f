"""Groups for the rounds of a gathering, from the prompt to the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.answers.forms import Forms, answer, text_of
from tests.command.running import files_in, kinweave

NAMES = ("Ada", "Ben", "Cy", "Dot", "Eve", "Fay", "Gus", "Hal", "Ivy")
NINE = "email\n" + "".join(f"{name.lower()}@example.org\n" for name in NAMES)


def document_in(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "groups.json").read_text("utf-8"))
    return document


def test_nine_people_meet_all_the_others_in_four_rounds_of_three(
    forms: Forms, tmp_path: Path
) -> None:
    words = ("mix", forms.write(NINE), "--groups-of", "3", "--rounds", "4")
    run = kinweave(*words, folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "36 pairs meet for the first time, of 36 that could." in run.stdout
    assert "This is the best there is." in run.stdout
    document = document_in(tmp_path / "mix-out")
    assert [len(one["groups"]) for one in document["rounds"]] == [3] * 4
    assert document["quality"]["proven"] is True


def test_who_is_absent_is_in_no_group_then_and_sitting_out_is_told(
    forms: Forms, tmp_path: Path
) -> None:
    words = ("--groups-of", "3", "--rounds", "3", "--absent", "ADA@example.org:1-2")
    run = kinweave("mix", forms.write(NINE), *words, folder=tmp_path)
    assert run.returncode == 0
    rounds = document_in(tmp_path / "mix-out")["rounds"]
    seen = [any("ada@example.org" in group["members"] for group in one["groups"]) for one in rounds]
    assert seen == [False, False, True]
    assert [len(one["sitting_out"]) for one in rounds] == [2, 2, 0]
    assert run.stdout.count("Sitting out: ") == 2
    assert "Nobody sits out more than once." in run.stdout


def test_absences_that_cannot_be_are_refused(forms: Forms, tmp_path: Path) -> None:
    file = forms.write(NINE)
    for absent, says in (
        ("adda@example.org:1", "Did you mean ada@example.org?"),
        ("ada@example.org:5", "there is no round 5"),
    ):
        run = kinweave("mix", file, "--rounds", "4", "--absent", absent, folder=tmp_path)
        assert (run.returncode, run.stdout) == (2, "")
        assert says in run.stderr
    assert files_in(tmp_path).keys() == {file.name}


def test_a_language_is_shared_where_that_is_asked_for(forms: Forms, tmp_path: Path) -> None:
    people = [
        answer(name, languages=code)
        for name, code in zip(NAMES, ("de", "fr", "en") * 3, strict=True)
    ]
    file = forms.write(text_of(people))
    words = ("--groups-of", "3", "--rounds", "1", "--same-language")
    assert kinweave("mix", file, *words, folder=tmp_path).returncode == 0
    (one,) = document_in(tmp_path / "mix-out")["rounds"]
    assert sorted(group["languages"] for group in one["groups"]) == [["de"], ["en"], ["fr"]]


def test_who_met_before_meets_somebody_new(forms: Forms, tmp_path: Path) -> None:
    file = forms.write(NINE)
    words = ("mix", file, "--groups-of", "3", "--rounds", "1")
    kinweave(*words, "--out", "before", folder=tmp_path)
    past = tmp_path / "before" / "groups.csv"
    run = kinweave(*words, "--past", past, folder=tmp_path)
    assert "tells of 9 pairs here who met before." in run.stdout
    assert "9 pairs meet for the first time" in run.stdout


def test_the_same_seed_gives_the_same_groups(forms: Forms, tmp_path: Path) -> None:
    header, *rows = NINE.splitlines(keepends=True)
    for folder, text in (("one", NINE), ("two", "".join([header, *rows[::-1]]))):
        words = ("mix", forms.write(text), "--groups-of", "4,3", "--seed", "3", "--out", folder)
        assert kinweave(*words, folder=tmp_path).returncode == 0
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")
