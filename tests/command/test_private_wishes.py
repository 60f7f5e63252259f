"""Whom somebody would rather not be with stands in nothing that a command says or writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answers.forms import Forms, answer, text_of
from tests.command.running import files_in, kinweave

CANARY = "canary.secret@elsewhere.example"
COMMANDS = {
    "weave": ("--start", "2027-01-11", "--explain", "ada@example.org"),
    "rotate": ("--start", "2027-01-11", "--rounds", "3"),
    "mix": ("--rounds", "2"),
}


def people(not_with: str) -> list[dict[str, str]]:
    """Six who could all meet, and Zoe, whose language only three of them speak."""
    one, *others = (answer(name) for name in ("Ada", "Ben", "Cy", "Dot", "Eve", "Fay"))
    zoe = answer("Zoe", languages="eo", availability="Sat 03:00-06:00")
    return [one | {"not_with": not_with}, *others, zoe]


def all_told(command: str, folder: Path, forms: Forms, not_with: str) -> dict[str, bytes]:
    """Every byte that a command gives: its files, its words, its status."""
    out = folder / "out"
    run = kinweave(
        command, forms.write(text_of(people(not_with))), "--out", out, *COMMANDS[command],
        folder=folder,
    )  # fmt: skip
    told = {**files_in(out), "out": run.stdout.encode(), "err": run.stderr.encode()}
    for path in out.iterdir():
        path.unlink()
    assert run.returncode == 0
    return told


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_stands_there_is_nowhere_else(
    command: str, forms: Forms, tmp_path: Path
) -> None:
    told = all_told(command, tmp_path, forms, CANARY)
    assert len(told) >= 4
    for content in told.values():
        assert b"canary" not in content.lower()
        assert b"elsewhere" not in content.lower()
    assert told == all_told(command, tmp_path, forms, "")


@pytest.mark.parametrize("command", ["weave", "rotate"])
def test_nothing_tells_it_where_two_could_not_have_met_anyway(
    command: str, forms: Forms, tmp_path: Path
) -> None:
    assert all_told(command, tmp_path, forms, "zoe@example.org") == all_told(
        command, tmp_path, forms, ""
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_where_it_is_obeyed_no_word_says_so(command: str, forms: Forms, tmp_path: Path) -> None:
    told = all_told(command, tmp_path, forms, "ben@example.org")
    for name, content in told.items():
        for word in (b"not with", b"apart", b"rather not be"):
            assert word not in content.lower(), name
        if name != "MAP.toml":  # which names the columns of the form, never what is in them
            assert b"not_with" not in content


def test_two_are_kept_apart_in_every_round(forms: Forms, tmp_path: Path) -> None:
    told = all_told("mix", tmp_path, forms, "ben@example.org")
    rows = [line.split('","') for line in told["groups.csv"].decode().splitlines()[1:]]
    groups = {(row[1], row[3]) for row in rows if row[1]}
    adas = {group for group, email in groups if email == "ada@example.org"}
    bens = {group for group, email in groups if email == "ben@example.org"}
    assert adas
    assert bens
    assert not adas & bens
