"""What stands in the repository is ours to publish, and true wherever it is cloned to."""

from __future__ import annotations

import hashlib
import re

from tests.repository.checkout import ROOT, own_files, words

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
    )
]
HOMES = re.compile(r"(?<![\w.<-])/(?:home|Users|root|work|tmp)/\w")


def test_no_file_names_the_host_of_a_registry() -> None:
    named = [(path, host) for path in own_files() for host in REGISTRIES if host in words(path)]
    assert named == []


def test_no_file_holds_a_path_of_the_machine_it_was_written_on() -> None:
    held = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in own_files()
        for line in words(path).splitlines()
        if HOMES.search(line)
    ]
    assert held == []


def test_every_file_of_text_ends_its_last_line() -> None:
    cut = [path for path in own_files() if words(path) and not words(path).endswith("\n")]
    assert cut == []


def test_nothing_is_named_after_a_drawer() -> None:
    drawers = {"utils", "util", "common", "helpers", "helper", "managers", "services", "misc"}
    named = [path for path in own_files() if drawers & {path.stem, path.parent.name}]
    assert named == []


IGNORED = re.compile(r"# (?:noqa|type: ignore)(?P<what>.*)")
NAMED = re.compile(r": [A-Z]+\d+(, [A-Z]+\d+)*|\[[a-z-]+(, [a-z-]+)*\]")


def test_whoever_asks_a_check_to_look_away_says_which() -> None:
    blind = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in own_files()
        if path.suffix == ".py" and path.name != "test_files.py"
        for line in words(path).splitlines()
        if (asked := IGNORED.search(line)) and not NAMED.match(asked["what"])
    ]
    assert blind == []


def test_no_module_outgrows_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in own_files()
        if path.suffix == ".py"
        and path.parent.name != "migrations"  # written by Django
        and (count := len(words(path).splitlines())) > 500
    }
    assert long == {}


def test_the_licence_is_the_whole_text_as_the_fsf_published_it() -> None:
    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert digest == "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
