"""Groups of different sizes are good for different things: a kind sentence and a small picture.

Pure: numbers in, words and points out. Sizes guide, they forbid nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

USUAL: dict[str, tuple[int, int]] = {
    "dyad": (2, 2),
    "crew": (3, 7),
    "congregation": (15, 149),
    "network": (2, 150),
}
"""The least and the most at which a scale does what it is good for."""

DRAWN = 24
"""More people than this are drawn as this many: threads between more cannot be told apart."""


def threads(people: int) -> int:
    """How many pairs there are among so many people: n(n-1)/2."""
    return people * (people - 1) // 2


@dataclass(frozen=True, slots=True)
class Sense:
    """What a size means. ``points`` and ``lines``: a picture in a square of 100 by 100."""

    people: int
    threads: int
    words: str
    points: tuple[tuple[float, float], ...]
    lines: tuple[tuple[float, float, float, float], ...]

    @property
    def title(self) -> str:
        """The picture in words."""
        people = ngettext("{count} person", "{count} people", self.people).format(count=self.people)
        ties = ngettext("{count} thread", "{count} threads", self.threads)
        return _("{people}, {threads} between them").format(
            people=people, threads=ties.format(count=self.threads)
        )


def sense(scale: str, people: int, least: int | None = None, most: int | None = None) -> Sense:
    """What it means to be so many at this scale; ``least`` and ``most`` are a circle's own."""
    usual_least, usual_most = USUAL[scale]
    low = usual_least if least is None else least
    high = usual_most if most is None else most
    points = ring(min(people, DRAWN))
    lines = tuple((*one, *other) for n, one in enumerate(points) for other in points[n + 1 :])
    return Sense(people, threads(people), _words(scale, people, low, high), points, lines)


def ring(people: int) -> tuple[tuple[float, float], ...]:
    """So many points, evenly on a circle, the first one on top."""
    turn = 2 * math.pi / max(people, 1)
    return tuple(
        (round(50 + 42 * math.sin(n * turn), 1), round(50 - 42 * math.cos(n * turn), 1))
        for n in range(people)
    )


def _words(scale: str, people: int, least: int, most: int) -> str:
    if people < least:
        return {
            "dyad": _("A pair begins when a second person says yes."),
            "crew": _("A crew begins to feel like one with three. Whom would you like to ask?"),
            "congregation": _("Still small enough for one table. That is a fine way to begin."),
            "network": _("A network begins with the second one who joins."),
        }[scale]
    if people > most:
        return {
            "dyad": _("A pair is two. With more, this may be a crew by now."),
            "crew": _("So many at one table: this may be two crews by now."),
            "congregation": _(
                "So many that not everybody can know everybody: this may be two congregations "
                "by now."
            ),
            "network": _("So many that it may be two networks by now."),
        }[scale]
    return {
        "dyad": _("Two people, one thread."),
        "crew": _("Few enough for one table, and for everybody to be heard."),
        "congregation": _("Enough for crews to form, few enough to know each other's faces."),
        "network": _("Enough to learn from each other."),
    }[scale]
