"""What an export consists of: each app registers the parts that it holds.

A part gives what the person told, did and was given, in plain values. Of others it gives nothing:
no name, no address, no words; at most a number that means something to this site only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinweave.people.models import Person

Give = Callable[[Person], Any]
Files = Callable[[Person], Iterable[tuple[str, Path]]]


@dataclass(frozen=True, slots=True)
class Part:
    """``name``: its key in the JSON, fixed for ever. ``labels``: what each key means, for the
    page that people read."""

    name: str
    title: Any
    give: Give
    labels: dict[str, Any]


_parts: dict[str, Part] = {}
_files: list[Files] = []


def exports(name: str, title: Any, /, **labels: Any) -> Callable[[Give], Give]:
    """Register one part: a list of rows or one row, as dicts of plain values."""

    def register(give: Give) -> Give:
        _parts[name] = Part(name, title, give, labels)
        return give

    return register


def brings_files(files: Files) -> Files:
    """Register files that go along: their name in the export, and where they lie."""
    if files not in _files:
        _files.append(files)
    return files


def all_parts() -> tuple[Part, ...]:
    """Every part, in the order of their names, so that two exports can be compared."""
    return tuple(_parts[name] for name in sorted(_parts))


def all_files(person: Person) -> dict[str, Path]:
    """Every file that is there; one that is missing on disk is not worth failing for."""
    found = [pair for files in _files for pair in files(person)]
    return {name: path for name, path in found if path.is_file()}
