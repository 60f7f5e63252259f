"""What is told before any work is done."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kinweave import __version__
from kinweave.command import main
from kinweave.command.help import COMMANDS
from tests.command.running import COMMAND, ENVIRONMENT, typed

WORDS = ([], *([command] for command in COMMANDS))


def help_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("words", WORDS)
def test_help_fits_a_screen_of_80_columns(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, help_of(words, capsys).splitlines())) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example_the_files_and_the_exit_statuses(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = help_of([command], capsys)
    for part in (f"  kinweave {command} answers.csv", "files, all", "exit status:", "  130  "):
        assert part in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained_with_what_it_is_without_it(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = help_of([command], capsys).partition("\noptions:")[2].partition("\nexamples:")[0]
    explained = [" ".join(part.split()) for part in options.split("\n  --")[1:] if part.strip()]
    assert len(explained) >= 8
    for option in explained:
        assert len(option.split()) > 4, option
    for name in ("out", "seed", "time", "size", "rounds", "length", "every", "start"):
        for option in explained:
            if option.startswith(f"{name} "):
                assert "(default: " in option


def test_the_version_is_told(tmp_path: Path) -> None:
    run = typed("--version", folder=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"kinweave {__version__}\n", "")


def test_without_a_word_the_command_introduces_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 0
    assert "kinweave weave answers.csv" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["weave", "--help"], ["weave", "nowhere.csv"]])
def test_help_and_complaints_do_not_wait_for_numbers_to_load(
    words: list[str], tmp_path: Path
) -> None:
    python, *rest = COMMAND
    run = subprocess.run(
        [python, "-X", "importtime", *rest, *words],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "kinweave.command.help" in loaded
    assert not {"numba", "highspy", "rustworkx"} & loaded
