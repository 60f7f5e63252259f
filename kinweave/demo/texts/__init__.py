"""The words of the demo, in TOML, and how they are read: frozen, checked, one name for a thing."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody, as they speak of themselves. ``days``: how many days ago they came; ``by``: who
    invited them; ``bare``: they have put up no picture."""

    name: str
    zone: str
    place: str
    about: str
    languages: str
    interests: tuple[str, ...]
    skills: tuple[str, ...]
    learning: tuple[str, ...]
    hours: str
    pronouns: str = ""
    standing: str = "friend"
    days: int = 0
    by: str = ""
    bare: bool = False
    told: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The first name in plain small letters: how all other texts call them."""
        plain = unicodedata.normalize("NFKD", self.name.split()[0])
        return plain.encode("ascii", "ignore").decode().lower()

    @property
    def address(self) -> str:
        """Goes nowhere: example.org is kept for examples."""
        return f"{self.key}@example.org"

    @property
    def spoken(self) -> list[tuple[str, int]]:
        """Codes and fluency: ``de4 en3`` is German from home, and English with ease."""
        return [(word[:-1], int(word[-1])) for word in self.languages.split()]


Group = Literal["ferrymoor", "quincebank", "asking"]


@cache
def people(group: Group) -> tuple[Said, ...]:
    """Everybody of one group."""
    file, table = {
        "ferrymoor": ("ferrymoor.toml", "people"),
        "quincebank": ("neighbors.toml", "people"),
        "asking": ("neighbors.toml", "asking"),
    }[group]
    return tuple(_said(**row) for row in _read(file)[table])


OF_PEOPLE = {"ferrymoor.toml", "neighbors.toml"}


@cache
def happenings() -> dict[str, Any]:
    """All that happens, as the files have it; texts without the space around them."""
    return {name: _stripped(value) for file in _files() for name, value in _read(file).items()}


def _files() -> list[str]:
    """All but those of people."""
    found = {one.name for one in files(__name__).iterdir() if one.name.endswith(".toml")}
    return sorted(found - OF_PEOPLE)


def _said(**row: Any) -> Said:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return Said(**fields)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(one) for one in value]
    if isinstance(value, dict):
        return {name: _stripped(one) for name, one in value.items()}
    return value
