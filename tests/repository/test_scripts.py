"""The scripts do what the README says, also where something is missing."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.repository.checkout import ROOT

UV = ROOT / ".venv" / "bin" / "uv"
SCRIPTS = sorted(path for path in (ROOT / "bin").iterdir() if path.suffix == "" and path.is_file())
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def run(
    script: str, *arguments: str, root: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [root / "bin" / script, *arguments],
        env={"PATH": os.environ["PATH"], "HOME": str(root)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the scripts and the pins, in which nothing has been made yet."""
    for part in ("bin", "requirements"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def path_without_python(tmp_path: Path) -> str:
    """A PATH with what every Unix has, and no Python."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "cmp", "cat"):
        (tools / name).symlink_to(str(shutil.which(name)))
    return str(tools)


@pytest.mark.parametrize("script", [*SCRIPTS, ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_a_script_can_be_run_and_says_what_it_does(script: Path) -> None:
    assert os.access(script, os.X_OK)
    first, second = script.read_text().splitlines()[:2]
    assert first in {"#!/bin/sh", "#!/usr/bin/env bash"}
    assert second.startswith("# ")


@pytest.mark.parametrize("script", [*SCRIPTS, ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_a_script_is_understood_by_its_shell(script: Path) -> None:
    shell = "bash" if script.name == "run" else "sh"
    read = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_script_a_document_names_is_there(document: Path) -> None:
    named = set(re.findall(r"\bbin/(\w+)", document.read_text())) - {"python"}
    assert named <= {script.name for script in SCRIPTS}


@pytest.mark.parametrize(
    "document",
    [*DOCUMENTS, ROOT / "STYLE.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))],
    ids=lambda path: path.name,
)
def test_every_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    told = re.sub(r"^```.*?^```", "", document.read_text(), flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", told)
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_readme_gives_commands_that_are_scripts() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), flags=re.DOTALL)
    assert [block.strip() for block in blocks] == ["bin/demo", "bin/weave", "bin/test"]


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text()


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_a_machine_without_python_is_told_what_to_install(
    clone: Path, path_without_python: str
) -> None:
    answer = run("setup", root=clone, PATH=path_without_python)
    assert answer.returncode == 1
    assert "Kinweave needs Python 3.11 or newer" in answer.stderr
    assert "apt install python3" in answer.stderr
    assert not (clone / ".venv").exists()


def test_a_wrong_choice_of_python_is_named(clone: Path) -> None:
    answer = run("setup", root=clone, PYTHON="/usr/bin/false")
    assert answer.returncode == 1
    assert "PYTHON=/usr/bin/false is not a Python" in answer.stderr
    assert not (clone / ".venv").exists()


def test_an_unknown_environment_is_named_with_those_there_are(clone: Path) -> None:
    answer = run("setup", "kitchen", root=clone, PYTHON=sys.executable)
    assert answer.returncode == 1
    assert "kitchen" in answer.stderr
    assert "runtime, dev, bench" in answer.stderr


@pytest.fixture
def empty(clone: Path) -> Path:
    """A clone with an environment as ``bin/setup`` leaves it, but with nothing installed."""
    venv = clone / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    (venv / "bin" / "uv").symlink_to(UV)
    (venv / "made-from").mkdir()
    shutil.copy(clone / "requirements" / "runtime.txt", venv / "made-from")
    return clone


@pytest.fixture
def loom(tmp_path: Path) -> str:
    """A package of one line, kept in ``shelf/``; returns the hash of its wheel."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    about = "loom-1.0.dist-info"
    with zipfile.ZipFile(shelf / "loom-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("loom.py", "threads = 5\n")
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: loom\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        wheel.writestr(f"{about}/RECORD", "")
    return hashlib.sha256((shelf / "loom-1.0-py3-none-any.whl").read_bytes()).hexdigest()


def from_the_shelf(root: Path) -> dict[str, str]:
    """Settings with which nothing is asked of a network."""
    return {
        "UV_OFFLINE": "1",
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(root / "shelf"),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(root / "shelf"),
        "PIP_CONFIG_FILE": os.devnull,
    }


def ask(root: Path, line: str) -> str:
    return subprocess.check_output([root / ".venv" / "bin" / "python", "-c", line], text=True)


def test_an_environment_that_fits_its_pins_is_left_as_it_is(empty: Path) -> None:
    before = sorted(empty.rglob("*"))
    for _ in range(2):
        answer = run("setup", root=empty)
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert sorted(empty.rglob("*")) == before


def test_changed_pins_are_noticed_and_installed(empty: Path, loom: str) -> None:
    pins = empty / "requirements" / "runtime.txt"
    pins.write_text(f"loom==1.0 --hash=sha256:{loom}\n")
    answer = run("setup", root=empty, **from_the_shelf(empty))
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == ""
    assert "Installing the packages that requirements/runtime.txt names." in answer.stderr
    assert ask(empty, "import loom; print(loom.threads)") == "5\n"
    assert run("setup", root=empty).stderr == ""


def test_a_package_that_is_not_the_pinned_one_is_refused(empty: Path, loom: str) -> None:
    pins = empty / "requirements" / "runtime.txt"
    pins.write_text(f"loom==1.0 --hash=sha256:{loom[::-1]}\n")
    answer = run("setup", root=empty, **from_the_shelf(empty))
    assert answer.returncode == 1
    assert "could not be installed" in answer.stderr
    assert ask(empty, "from importlib.util import find_spec; print(find_spec('loom'))") == "None\n"


def test_a_folder_that_was_moved_still_finds_its_code(empty: Path, loom: str) -> None:
    (empty / "requirements" / "runtime.txt").write_text(f"loom==1.0 --hash=sha256:{loom}\n")
    assert run("setup", root=empty, **from_the_shelf(empty)).returncode == 0
    moved = empty.rename(empty.with_name("moved"))
    (moved / "kinweave.py").write_text("")
    found = ask(moved, "import os; os.chdir('/'); import kinweave; print(kinweave.__file__)")
    assert found == f"{moved / 'kinweave.py'}\n"


def test_two_at_once_wait_for_one_another(empty: Path, loom: str) -> None:
    (empty / "requirements" / "runtime.txt").write_text(f"loom==1.0 --hash=sha256:{loom}\n")
    environment = {"PATH": os.environ["PATH"], "HOME": str(empty)} | from_the_shelf(empty)
    setups = [
        subprocess.Popen(
            [empty / "bin" / "setup"], env=environment, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [setup.communicate()[1] for setup in setups]
    assert [setup.returncode for setup in setups] == [0, 0, 0]
    assert sum("Installing" in words for words in said) == 1


def test_an_answer_on_standard_output_is_the_commands_alone() -> None:
    answer = run("kinweave", "--version")
    assert answer.returncode == 0
    assert re.fullmatch(r"kinweave \d+\.\d+\.\d+\n", answer.stdout)
