"""A crew as a picture: a stitched circle, a table in the middle, its people around it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import combinations, dropwhile, takewhile
from math import cos, pi, sin

from kinweave.plans.page.markup import Html, element, together
from kinweave.words import gettext as _
from kinweave.words import ngettext

THREADS = 5  # colours of seats, in turn
_SIZE, _CLOTH, _SEATS, _TABLE = 220, 104, 76, 30


def circle(names: Sequence[str]) -> Html:
    """The picture of a crew of these names, said in words as well; a thread for every two."""
    middle = _SIZE // 2
    places = [
        (
            middle + _SEATS * sin(2 * pi * n / len(names)),
            middle - _SEATS * cos(2 * pi * n / len(names)),
        )
        for n in range(len(names))
    ]
    seat = 19 if len(names) <= 8 else max(8, round(150 / len(names)))
    threads = "".join(
        f"M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}"
        for (x, y), (to_x, to_y) in combinations(places, 2)
    )
    return element(
        "svg",
        element("circle", class_="felt", cx=middle, cy=middle, r=_CLOTH),
        element("path", class_="threads", d=threads),
        element("circle", class_="table", cx=middle, cy=middle, r=_TABLE),
        together(
            element(
                "g",
                element("circle", cx=f"{x:.0f}", cy=f"{y:.0f}", r=seat),
                element("text", initials(name), x=f"{x:.0f}", y=f"{y + 5:.0f}"),
                class_=f"seat t{n % THREADS}",
            )
            for n, (name, (x, y)) in enumerate(zip(names, places, strict=True))
        ),
        class_="circle",
        viewBox=f"0 0 {_SIZE} {_SIZE}",
        role="img",
        aria_label=relationships(len(names)),
    )


def relationships(people: int) -> str:
    """How many relationships so many people hold between them: n(n−1)/2."""
    pairs = people * (people - 1) // 2
    return _("{people} around a table, {relationships} between them.").format(
        people=ngettext("{count} person", "{count} people", people).format(count=people),
        relationships=ngettext("{count} relationship", "{count} relationships", pairs).format(
            count=pairs
        ),
    )


def initials(name: str) -> str:
    """One or two signs that stand for a name, in its own script; ``·`` where it has no letter."""
    words = [letters for word in name.split() if (letters := _letters(word))]
    if not words:
        return "·"
    first = _sign(words[0])
    if len(words) > 1:
        return (first + _sign(words[-1])).upper()
    return first.upper() + _sign(words[0][len(first) :])


def _letters(word: str) -> str:
    """The letters and digits of the word, with the marks that stand on them."""
    signs = (sign for sign in word if sign.isalnum() or unicodedata.combining(sign))
    return "".join(dropwhile(unicodedata.combining, signs))


def _sign(letters: str) -> str:
    """The first letter with the marks that stand on it."""
    marks = takewhile(unicodedata.combining, letters[1:])
    return letters[:1] + "".join(marks)
