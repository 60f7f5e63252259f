"""What is installed is exactly what was tested, wherever it is fetched from."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.repository.checkout import ROOT

NAMES = ("setup", "runtime", "dev", "bench")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>.*)$")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def entries(name: str) -> list[str]:
    """Each pin with its hashes, as one line."""
    joined = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    return [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]


def versions(name: str) -> dict[str, set[Version]]:
    pinned: dict[str, set[Version]] = {}
    for entry in entries(name):
        pin = PIN.match(entry)
        assert pin, entry
        pinned.setdefault(canonicalize_name(pin["name"]), set()).add(Version(pin["version"]))
    return pinned


@pytest.mark.parametrize("name", NAMES)
def test_every_pin_has_one_version_and_its_hashes(name: str) -> None:
    assert entries(name)
    for entry in entries(name):
        assert PIN.match(entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry


@pytest.mark.parametrize("name", NAMES)
def test_pins_say_what_is_wanted_and_not_from_where(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    options = set(re.findall(r"(?<!\S)--[a-z-]+", text))
    assert options == {"--hash"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("runtime", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["meaning"]),
        ("dev", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
        ("bench", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["bench"]),
    ],
)
def test_pins_hold_all_that_pyproject_asks_for(name: str, wanted: list[str]) -> None:
    pinned = versions(name)
    for requirement in map(Requirement, wanted):
        found = pinned.get(canonicalize_name(requirement.name), set())
        assert found, f"{requirement} is not in requirements/{name}.txt: run bin/pin"
        assert all(version in requirement.specifier for version in found), requirement


@pytest.mark.parametrize("name", ["dev", "bench"])
def test_tests_and_measurements_run_on_what_people_run(name: str) -> None:
    others = versions(name)
    for package, version in versions("runtime").items():
        assert others[package] == version, f"{package}: run bin/pin"
