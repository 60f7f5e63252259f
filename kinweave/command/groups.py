"""What rounds of pairs and rounds of groups have in common: their files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kinweave import __version__
from kinweave.command.options import Mix, Rotate
from kinweave.command.reading import unwritable
from kinweave.plans import write_all
from kinweave.plans.wording import name_of
from kinweave.solvers.running import Quality


def group_id(number: int, of: str, place: int) -> str:
    """``round-01-pair-03``, both counted from 1: told apart over all rounds, so that --past can
    read it back, and nothing that a spreadsheet takes for a date."""
    return f"round-{number:02d}-{of}-{place:02d}"


def others(key: str, members: Sequence[str], names: Mapping[str, str]) -> str:
    """The names of the rest of a group."""
    return ", ".join(name_of(other, names) for other in members if other != key)


def document_text(rounds: list[dict[str, Any]], quality: Quality, seed: int, **more: Any) -> str:
    """The text of rounds.json or groups.json."""
    document = {
        **more,
        "rounds": rounds,
        "quality": {
            "objective": quality.objective,
            "bound": quality.bound,
            "gap": quality.gap,
            "proven": quality.proven,
            **({"cut_short": True} if quality.cut_short else {}),
        },
        "seed": seed,
        "version": __version__,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def put(options: Rotate | Mix, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write the files, all or none. Raises RefusedError."""
    try:
        return write_all(options.out, files)
    except OSError as error:
        raise unwritable(options.out, error.strerror or str(error)) from error
