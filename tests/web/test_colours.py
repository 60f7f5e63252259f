"""Words and controls can be told apart from what they stand on, by day and by night."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("kinweave.web").joinpath("static/web/css")
TOKENS = CSS.joinpath("tokens.css").read_text("utf-8")
PAIRS = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
DAY = {name: day for name, day, _ in PAIRS}
NIGHT = {name: night for name, _, night in PAIRS}

# Words and controls have 4.5:1; lines, signs and the edges of controls have 3:1.
GROUNDS = ("linen", "paper", "cloth")
THREADS = ("madder", "weld", "moss", "woad", "heather")
READ = ("ink", "quiet", "madder", "weld-words", "moss", "woad", "heather-words")
WORDS = [
    *((word, ground) for word in ("ink", "quiet") for ground in GROUNDS),
    *((word, ground) for word in READ[2:] for ground in ("linen", "paper")),
    *(("paper", dye) for dye in ("ink", "woad", "moss", "heather-words", "madder")),
]
SIGNS = [(line, ground) for line in ("line", *THREADS) for ground in ("linen", "paper")]


def contrast(one: str, other: str) -> float:
    """The ratio of the Web Content Accessibility Guidelines 2.2, 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(
    ("one", "other", "least"), [(*pair, 4.5) for pair in WORDS] + [(*pair, 3.0) for pair in SIGNS]
)
def test_colours_can_be_told_apart(
    colours: dict[str, str], one: str, other: str, least: float
) -> None:
    assert contrast(colours[one], colours[other]) >= least


def test_no_colour_stands_outside_the_tokens() -> None:
    for path in CSS.iterdir():
        if path.name not in {"tokens.css", "print.css"}:
            found = re.findall(
                r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", path.read_text("utf-8")
            )
            assert found == [], path.name


def test_whatever_is_named_is_given() -> None:
    css = "".join(path.read_text("utf-8") for path in CSS.iterdir())
    given = set(re.findall(r"(--[a-z-]+):", css))
    assert set(re.findall(r"var\((--[a-z-]+)", css)) - given == set()
