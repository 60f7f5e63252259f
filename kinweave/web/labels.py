"""Names under the circles of a map: in two lines where one is too short, in finer letters where
two are. Only what fits nowhere is cut; the whole name is the shape's title, and in the list."""

from __future__ import annotations

from dataclasses import dataclass

BELOW = 24
"""How far a name of one line reaches below its circle."""
LINE = 22
"""How far one line is below another."""
FINE = 1.25
"""So many times more fine letters than others stand in a line."""


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a name, ``fine`` or not. ``more``: whether something else stands under them."""

    lines: tuple[str, ...] = ()
    fine: bool = False
    more: bool = False

    def at(self, y: int) -> list[tuple[int, str]]:
        """Each line with its height, where the first stands at ``y``."""
        return [(y + LINE * number, line) for number, line in enumerate(self.lines)]

    @property
    def reach(self) -> int:
        """How far it reaches below its circle."""
        return BELOW + LINE * max(len(self.lines) - 1 + self.more, 0)

    @property
    def letters(self) -> int:
        """How wide it is, in letters of the usual size."""
        longest = max((len(line) for line in self.lines), default=0)
        return round(longest / FINE + 0.5) if self.fine else longest


NOTHING = Label()


def wrapped(name: str, most: int) -> Label:
    """``name`` in lines of ``most`` letters."""
    name = " ".join(name.split())
    if len(name) <= most:
        return Label((name,)) if name else NOTHING
    words, fine = name.split(), int(most * FINE)
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    best: tuple[str, ...] = min(halves, key=_longest, default=(name,))
    if _longest(best) <= fine:
        return Label(best, fine=_longest(best) > most)
    first = next((half for half in reversed(halves) if len(half[0]) <= fine), best)
    return Label(tuple(_shortened(line, fine) for line in first), fine=True)


def _longest(lines: tuple[str, ...]) -> int:
    return max(map(len, lines))


def _shortened(line: str, most: int) -> str:
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
