"""The contract in .importlinter speaks of the packages that there are."""

from __future__ import annotations

import configparser

from tests.repository.checkout import ROOT

KINWEAVE = ROOT / "kinweave"


def contract(name: str) -> configparser.SectionProxy:
    linter = configparser.ConfigParser()
    linter.read(ROOT / ".importlinter")
    return linter[f"importlinter:contract:{name}"]


def listed(value: str) -> set[str]:
    """The names on the lines of ``value``; neighbours stand on one, with a bar between them."""
    lines = [line for line in value.splitlines() if not line.strip().startswith("#")]
    return {name.strip() for line in lines for name in line.split("|") if name.strip()}


def test_every_package_has_its_place() -> None:
    layers = contract("layers")
    placed = listed(layers["layers"]) | listed(layers["exhaustive_ignores"])
    packages = {path.parent.name for path in KINWEAVE.glob("*/__init__.py")}
    modules = {path.stem for path in KINWEAVE.glob("*.py")} - {"__init__"}
    assert placed == packages | modules


def test_validators_are_kept_from_every_solver() -> None:
    solvers = {path.parent.name for path in KINWEAVE.glob("solvers/*/__init__.py")} - {"validators"}
    forbidden = listed(contract("validators")["forbidden_modules"])
    assert {f"kinweave.solvers.{solver}" for solver in solvers} <= forbidden


def test_the_architecture_names_every_package() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    for package in [*KINWEAVE.glob("*/__init__.py"), *KINWEAVE.glob("solvers/*/__init__.py")]:
        assert f" {package.parent.name}/" in page, package.parent
