"""How much room there is on a printed card, and what fits into it.

Lines are reckoned with rather than laid out: letters of a text are about half as wide as high. It
is meant to be too careful, never too bold; what is cut off on paper is behind the card's code.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

WIDTH, HEIGHT = 53.0, 56.0
"""Millimetres for title, picture and text together: what band, kind and foot leave."""
PICTURE = {"": 27.0, "low": 16.0}
"""What a picture takes with its margin, by the class of its height."""
_POINT, _BETWEEN = 0.353, 1.5


class _Type(NamedTuple):
    """``name``: a class in the page of the sheets. ``points``: how large it is."""

    name: str
    points: float

    @property
    def letters(self) -> int:
        """So many fit beside each other."""
        return int(WIDTH / (self.points * _POINT * 0.48))

    @property
    def line(self) -> float:
        """How high a line is, in millimetres."""
        return self.points * _POINT * 1.35


_TYPES = (_Type("", 9), _Type("long", 7.8), _Type("longest", 6.8), _Type("smallest", 6))
_PLAIN = [(None, kind) for kind in _TYPES]
_PICTURED = [("", _TYPES[0]), ("", _TYPES[1]), ("low", _TYPES[1]), ("low", _TYPES[2])]
_TITLES = (_Type("", 13), _Type("small", 10.5))


@dataclass(frozen=True, slots=True)
class Fits:
    """``type``, ``title``, ``picture``: the classes of the text, the title and the picture;
    ``picture`` is ``None`` where there is no room for one. ``text``: as much as there is room for;
    ``cut``: whether that is not all."""

    type: str
    title: str
    picture: str | None
    text: str
    cut: bool = False


def fit(title: str, text: str, *, pictured: bool) -> Fits:
    """The largest letters with which all of it is there: before they are small a picture is lower,
    and there is none rather than a text that ends too soon."""
    heading = _TITLES[len(title) > 40 or _longest_word(title) > _TITLES[0].letters]
    left = HEIGHT - _high(title, heading) - 2
    for picture, kind in [*_PICTURED, *_PLAIN] if pictured else _PLAIN:
        if _high(text, kind) <= left - (PICTURE[picture] if picture is not None else 0):
            return Fits(kind.name, heading.name, picture, text)
    return Fits(_TYPES[-1].name, heading.name, None, _within(text, _TYPES[-1], left), cut=True)


def _high(text: str, kind: _Type) -> float:
    lines = text.split("\n")
    wrapped = sum(ceil(len(one) / kind.letters) for one in lines)
    between = sum(not one.strip() for one in lines)
    return wrapped * kind.line + between * _BETWEEN


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _within(text: str, kind: _Type, room: float) -> str:
    """Its first lines, of which the last may be half a one."""
    kept: list[str] = []
    for line in text.split("\n"):
        if _high("\n".join([*kept, line]), kind) > room - kind.line:
            free = int((room - _high("\n".join(kept), kind)) / kind.line) - 1
            kept += [line[: max(0, free) * kind.letters].rsplit(" ", 1)[0]]
            break
        kept.append(line)
    return "\n".join(kept).rstrip()
