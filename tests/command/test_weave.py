"""Crews out of a form's export, from the prompt to the files."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import pty
import subprocess
from pathlib import Path

from tests.answers.forms import Forms, answer, text_of
from tests.command.conftest import Woven
from tests.command.running import (
    COMMAND,
    ENVIRONMENT,
    EXAMPLE,
    PAST,
    PLAN_FILES,
    files_in,
    kinweave,
    typed,
)

SEASON = ("--start", "2027-01-11", "--time", "2s")
TRIO = tuple(answer(name) for name in ("Ada", "Ben", "Cy"))


def test_sixty_answers_become_crews_with_all_their_files(woven: Woven) -> None:
    assert (woven.run.returncode, woven.run.stderr) == (0, "")
    assert files_in(woven.out).keys() == PLAN_FILES
    plan = json.loads((woven.out / "plan.json").read_text("utf-8"))
    placed = [email for crew in plan["crews"] for email in crew["members"]]
    assert len(placed) > 45
    assert len(placed) + len(plan["unplaced"]) == 60
    rows = csv.DictReader(io.StringIO((woven.out / "crews.csv").read_text("utf-8-sig")))
    assert sorted(row["email"] for row in rows) == sorted(placed)
    assert (woven.out / "plan.html").read_text("utf-8").startswith("<!doctype html>")


def test_what_was_read_and_guessed_is_told_first(woven: Woven) -> None:
    first, *lines = woven.run.stdout.splitlines()
    assert first == "I read 60 answers."
    assert any(line.startswith("  I read “CET”") and "Europe/Paris" in line for line in lines)


def test_every_crew_and_everybody_without_one_is_in_what_is_shown(woven: Woven) -> None:
    plan = json.loads((woven.out / "plan.json").read_text("utf-8"))
    lines = woven.run.stdout.splitlines()
    table = [line.split()[0] for line in lines if line.startswith("crew-")]
    assert table == [crew["id"] for crew in plan["crews"]]
    rest = lines[lines.index("Not in a crew yet, and what would help") :]
    for person in plan["unplaced"]:
        told = " ".join([person["reason"], *person["would_help"]])
        assert any(line.endswith(f": {told}") for line in rest)


def test_how_good_it_is_and_where_the_files_are_is_told_last(woven: Woven) -> None:
    lines = woven.run.stdout.splitlines()
    at = lines.index("The files are in")
    assert {line.strip() for line in lines[at + 1 : at + 5]} == {
        str(woven.out / name) for name in PLAN_FILES
    }
    assert any(
        line.startswith(("This is the best there is", "No plan can be more than"))
        for line in lines[:at]
    )


def test_a_pipe_gets_plain_text_in_80_columns(woven: Woven) -> None:
    assert "\x1b" not in woven.run.stdout
    table = [line for line in woven.run.stdout.splitlines() if line.startswith("crew-")]
    assert table
    assert max(map(len, table)) <= 80


def test_the_same_seed_gives_the_same_files_byte_for_byte(woven: Woven, tmp_path: Path) -> None:
    out = tmp_path / "again"
    assert typed("weave", EXAMPLE, "--out", out, *SEASON, folder=tmp_path).returncode == 0
    assert files_in(out) == files_in(woven.out)


def test_a_crew_of_three_out_of_three_answers(forms: Forms, tmp_path: Path) -> None:
    run = kinweave("weave", forms.write(text_of(TRIO)), *SEASON, folder=tmp_path)
    assert run.returncode == 0
    assert "Ada, Ben, Cy" in run.stdout
    assert "This is the best there is." in run.stdout
    assert files_in(tmp_path / "weave-out").keys() == PLAN_FILES


def test_people_who_are_never_free_at_one_time_get_a_plan_that_says_so(
    forms: Forms, tmp_path: Path
) -> None:
    days = ("Mon", "Tue", "Wed")
    people = [
        answer(name, availability=f"{day} 18:00-21:00")
        for name, day in zip(("Ada", "Ben", "Cy"), days, strict=True)
    ]
    run = kinweave("weave", forms.write(text_of(people)), *SEASON, folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "No crew came out of these 3 answers yet." in run.stdout
    assert "Ada: Nobody else is free at these hours on every date." in run.stdout
    plan = json.loads((tmp_path / "weave-out" / "plan.json").read_text("utf-8"))
    assert plan["crews"] == []


def test_the_map_is_written_once_and_read_only_when_it_is_named(
    forms: Forms, tmp_path: Path
) -> None:
    people = [answer(name, time_zone="CET") for name in ("Ada", "Ben", "Cy")]
    words = ("weave", forms.write(text_of(people)), *SEASON)
    place = tmp_path / "weave-out" / "MAP.toml"
    run = kinweave(*words, folder=tmp_path)
    assert "weave-out/MAP.toml holds what was guessed" in run.stdout
    assert 'CET" = "Europe/Paris"' in place.read_text("utf-8")

    run = kinweave(*words, folder=tmp_path)
    assert "MAP.toml" not in run.stdout

    edited = place.read_text("utf-8").replace("Europe/Paris", "Africa/Algiers")
    place.write_text(edited, "utf-8")
    run = kinweave(*words, folder=tmp_path)
    assert "weave-out/MAP.toml was there already and was not used" in run.stdout
    assert place.read_text("utf-8") == edited

    run = kinweave(*words, "--columns", place, "--explain", "ada@example.org", folder=tmp_path)
    assert "Time zone: Africa/Algiers" in run.stdout
    assert place.read_text("utf-8") == edited


def test_those_who_met_before_are_counted(tmp_path: Path) -> None:
    run = kinweave("weave", EXAMPLE, *SEASON, "--past", PAST, folder=tmp_path)
    assert run.returncode == 0
    assert "pairs here who met before." in run.stdout
    plan = tmp_path / "weave-out" / "plan.json"
    held = kinweave("weave", EXAMPLE, "--past", PAST, "--check", plan, folder=tmp_path)
    assert (held.returncode, held.stderr) == (0, "")


def test_one_s_own_crews_can_be_the_past(woven: Woven, tmp_path: Path) -> None:
    crews = json.loads((woven.out / "plan.json").read_text("utf-8"))["crews"]
    pairs = sum(math.comb(len(crew["members"]), 2) for crew in crews)
    past = woven.out / "crews.csv"
    run = kinweave("weave", EXAMPLE, *SEASON, "--past", past, folder=tmp_path)
    assert run.returncode == 0
    assert f"  {past} tells of {pairs} pairs here who met before." in run.stdout.splitlines()


def test_somebody_in_a_crew_is_explained(forms: Forms, tmp_path: Path) -> None:
    words = ("weave", forms.write(text_of(TRIO)), *SEASON, "--explain", "BEN@example.org")
    run = kinweave(*words, folder=tmp_path)
    told = run.stdout[run.stdout.index("Ben (ben@example.org)") :]
    for part in (
        "Time zone: Europe/Vienna",
        "Free: Mondays 18:00 to 21:00",
        "Languages: English",
        "In crew-01 (Mon 18:",
        "Ada, Ben, Cy.",
    ):
        assert part in told


def test_somebody_in_no_crew_is_explained(woven: Woven, tmp_path: Path) -> None:
    plan = json.loads((woven.out / "plan.json").read_text("utf-8"))
    email = plan["unplaced"][0]["email"]
    words = ("weave", EXAMPLE, "--check", woven.out / "plan.json", "--explain", email)
    run = kinweave(*words, folder=tmp_path)
    assert run.returncode == 0
    told = run.stdout[run.stdout.index(f"({email})") :]
    assert "In no crew yet. Why, and what would help:" in told
    assert plan["unplaced"][0]["reason"] in told
    assert files_in(tmp_path) == {}


def test_nobody_at_that_address_is_answered_with_somebody_near_it(
    forms: Forms, tmp_path: Path
) -> None:
    words = ("weave", forms.write(text_of(TRIO)), *SEASON, "--explain", "bem@example.org")
    run = kinweave(*words, folder=tmp_path)
    assert run.returncode == 2
    assert "“bem@example.org”" in run.stderr
    assert "Did you mean ben@example.org?" in run.stderr
    assert not (tmp_path / "weave-out").exists()


def test_cells_that_begin_like_a_formula_are_harmless_in_every_file(
    forms: Forms, tmp_path: Path
) -> None:
    evil = '=HYPERLINK("http://example.org";"x")'
    people = [
        answer(name) | {"name": evil, "interests": "=1+1; @SUM(A1)", "intention": "=cmd|' /C'!A0"}
        for name in ("Ada", "Ben", "Cy")
    ]
    run = kinweave("weave", forms.write(text_of(people)), *SEASON, folder=tmp_path)
    assert run.returncode == 0
    text = (tmp_path / "weave-out" / "crews.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_on_a_terminal_a_bar_says_what_is_being_done(forms: Forms, tmp_path: Path) -> None:
    file = forms.write(text_of(TRIO))
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "weave", str(file), *SEASON],
        cwd=tmp_path,
        env={**ENVIRONMENT, "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as run:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # on Linux the end of a terminal is an error
            pass
    os.close(ours)
    assert run.returncode == 0
    assert "━".encode() in seen
