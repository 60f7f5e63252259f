"""The colours of the page can be told apart, by day and by night."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("kinweave.plans").joinpath("page.css").read_text("utf-8")
DAY, NIGHT = (
    dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)

# Words have 4.5:1 against what they stand on; lines and signs that mean something have 3:1.
WORDS = [
    ("ink", "linen"), ("ink", "paper"), ("quiet", "linen"), ("quiet", "paper"),
    ("moss", "paper"), ("madder", "paper"),
    *(("paper", dye) for dye in ("woad", "moss", "heather", "madder", "ink")),
]  # fmt: skip
SIGNS = [("moss", "cloth"), ("moss", "felt"), ("madder", "cloth"), ("madder", "paper"),
         ("woad", "linen"), ("woad", "paper")]  # fmt: skip


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


def test_day_and_night_have_the_same_colours_by_name() -> None:
    assert set(DAY) == set(NIGHT)
    assert len(DAY) == 13
