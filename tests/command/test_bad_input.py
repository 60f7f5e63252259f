"""What cannot be used is refused: where it stands, what was understood, what to write instead.

Nothing is written then, and nothing that was there is touched.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answers.forms import Forms, answer, text_of
from tests.command.running import files_in, kinweave, typed

ADA, BEN, CY = answer("Ada"), answer("Ben"), answer("Cy")
MEGABYTES = 100


def refused(folder: Path, *words: object) -> str:
    """What is said when it refuses; that it leaves everything as it was is looked at here."""
    out = folder / "out"
    out.mkdir()
    (out / "plan.html").write_text("last season's")
    run = typed(*words, "--out", out, folder=folder)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert files_in(out) == {"plan.html": b"last season's"}
    return run.stderr


@pytest.mark.parametrize(
    ("changed", "line", "column", "value", "understood", "instead"),
    [
        ({"time_zone": "Atlantis"}, 3, "time_zone", "Atlantis", "zone", "Did you mean"),
        ({"availability": "Mon 25:00-26:00"}, 3, "availability", "25:00", "", "Mon 18:00"),
        ({"availability": "Mon 18:00-18:00"}, 3, "availability", "18:00-18:00", "", ""),
        ({"email": "ada@example.org"}, 3, "email", "ada@example.org", "Line 2", "one of the two"),
        ({"email": "=ben@example.org"}, 3, "email", "=ben@example.org", "not an e-mail", "ada@"),
        ({"with": "cyy@example.org"}, 3, "with", "cyy@example.org", "Nobody", "cy@example.org"),
        ({"languages": "Englsh"}, 3, "languages", "Englsh", "", "English"),
        ({"time_zone": "=1+1"}, 3, "time_zone", "=1+1", "", ""),
        ({"availability": "=1+1"}, 3, "availability", "=1+1", "", ""),
    ],
)
def test_a_cell_is_named_with_its_place_and_what_to_write(
    forms: Forms,
    tmp_path: Path,
    changed: dict[str, str],
    line: int,
    column: str,
    value: str,
    understood: str,
    instead: str,
) -> None:
    people = [ADA | {"with": ""}, BEN | changed, CY]
    said = refused(tmp_path, "weave", forms.write(text_of(people)))
    assert f"{forms.path}, line {line}, column “{column}”: “" in said
    head, *rest = said.splitlines()
    assert value in head
    assert understood in rest[0]
    assert instead in said
    assert len(rest) >= 2


def test_contradictory_wishes_are_refused_without_telling_them(
    forms: Forms, tmp_path: Path
) -> None:
    both = {"with": "cy@example.org", "not_with": "cy@example.org"}
    said = refused(tmp_path, "weave", forms.write(text_of([ADA, BEN | both, CY])))
    assert "line 3, column “with”" in said
    assert "cy@" not in said
    assert "not_with" not in said


def test_nobody_is_ever_free(forms: Forms, tmp_path: Path) -> None:
    people = [one | {"availability": ""} for one in (ADA, BEN, CY)]
    said = refused(tmp_path, "weave", forms.write(text_of(people)))
    assert f"{forms.path}, column “availability”" in said
    assert "Nobody in this file has any free hours." in said
    assert "Mon 18:00-21:00" in said


@pytest.mark.parametrize(
    ("people", "says"), [([ADA], "There is 1 answer"), ([ADA, BEN], "There are 2 answers")]
)
def test_too_few_people_for_a_crew(
    forms: Forms, tmp_path: Path, people: list[dict[str, str]], says: str
) -> None:
    said = refused(tmp_path, "weave", forms.write(text_of(people)))
    assert says in said
    assert "a crew needs 3 people" in said
    assert str(forms.path) in said


def test_nobody_at_all(forms: Forms, tmp_path: Path) -> None:
    header = text_of([ADA]).splitlines()[0]
    said = refused(tmp_path, "weave", forms.write(header))
    assert "There are no answers in this file" in said


def test_a_file_of_a_hundred_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(MEGABYTES * 1_000_000)
    said = refused(tmp_path, "weave", path)
    assert str(path) in said
    assert "MB" in said


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\x7fELF" + bytes(range(256)), "not a text"), (b"PK\x03\x04\x14\x00", "workbook")],
)
def test_a_file_that_is_no_text(forms: Forms, tmp_path: Path, content: bytes, says: str) -> None:
    said = refused(tmp_path, "weave", forms.write(content))
    assert str(forms.path) in said
    assert says in said


@pytest.mark.parametrize("option", ["", "--past", "--columns", "--check"])
def test_a_file_that_is_not_there(forms: Forms, tmp_path: Path, option: str) -> None:
    file = forms.write(text_of([ADA, BEN, CY])) if option else "nowhere.csv"
    said = refused(tmp_path, "weave", file, *([option, "nowhere.csv"] if option else []))
    assert "nowhere.csv" in said
    assert "cannot open" in said


@pytest.mark.parametrize("command", ["weave", "rotate", "mix"])
def test_a_folder_for_the_files_that_is_a_file(forms: Forms, tmp_path: Path, command: str) -> None:
    file = forms.write(text_of([ADA, BEN, CY]))
    for out in (file, file / "deeper"):
        run = kinweave(command, file, "--out", out, folder=tmp_path)
        assert (run.returncode, run.stdout) == (2, "")
        assert f"--out {out}: {file} is a file, not a folder." in run.stderr
    assert files_in(tmp_path).keys() == {file.name}


def test_a_folder_in_which_nothing_can_be_written(forms: Forms, tmp_path: Path) -> None:
    file = forms.write(text_of([ADA, BEN, CY]))
    run = kinweave("mix", file, "--out", "/dev/null/kinweave", folder=tmp_path)
    assert run.returncode == 2
    assert "--out /dev/null/kinweave" in run.stderr
    run = kinweave("mix", file, "--out", "/proc/kinweave", folder=tmp_path)
    assert run.returncode == 2
    assert "--out /proc/kinweave: I cannot write there" in run.stderr


def test_a_file_with_a_folder_s_name_in_the_way_leaves_the_others_as_they_were(
    forms: Forms, tmp_path: Path
) -> None:
    file = forms.write(text_of([ADA, BEN, CY]))
    out = tmp_path / "mix-out"
    (out / "groups.json").mkdir(parents=True)
    run = kinweave("mix", file, folder=tmp_path)
    assert run.returncode == 2
    assert [path.name for path in out.iterdir()] == ["groups.json"]


@pytest.mark.parametrize("option", ["--size 6-3", "--every fortnightly", "--time soon"])
def test_an_option_that_cannot_be(forms: Forms, tmp_path: Path, option: str) -> None:
    file = forms.write(text_of([ADA, BEN, CY]))
    said = refused(tmp_path, "weave", file, *option.split())
    assert option.split()[0] in said
    assert f"“{option.split()[1]}”" in said
