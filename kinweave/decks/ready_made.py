"""The deck that comes with Kinweave, in the languages it is written in."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kinweave.decks.reading import Read
from kinweave.decks.writing import Told

_FOLDER = files("kinweave.decks") / "threads"


def languages() -> list[str]:
    """The codes of those languages."""
    return sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir())


@cache
def threads(language: str) -> Read:
    """The deck, as if it were read from a file."""
    told = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    return Read(
        name=told["name"],
        words=" ".join(told["words"].split()),
        licence=told["licence"],
        cards=[_card(**one) for one in told["cards"]],
    )


def _card(people: tuple[int, int] = (0, 0), text: str = "", **said: object) -> Told:
    least, most = (one or None for one in people)
    return Told(text=" ".join(text.split()), least=least, most=most, **said)  # type: ignore[arg-type]  # as the file has it
