"""What is said of a file: where something could not be read, or comes in otherwise than it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

MOST = 100
"""So many are kept; of the rest it is known that there are more."""


class Kind(StrEnum):
    """What is to be said. The values stand in rows: they stay."""

    LINE = "line"
    DATE = "date"
    ZONE = "zone"
    ZONE_TAKEN = "zone taken"
    RULE = "rule"
    RULE_OFTEN = "rule often"
    NO_START = "no start"
    NO_END = "no end"
    ENDS_BEFORE = "ends before"
    TOO_LONG = "too long"
    DATE_DIFFERS = "date differs"
    FOLLOWING = "following"
    BOUNDED = "bounded"
    FAR = "far"
    TOO_MANY_EVENTS = "too many events"
    TOO_MANY_DATES = "too many dates"
    CUT_OFF = "cut off"


STOPPED = {Kind.TOO_MANY_EVENTS, Kind.TOO_MANY_DATES, Kind.CUT_OFF}
"""What says that more would have come. Each is said, however much else there is to say."""


@dataclass(frozen=True, slots=True)
class Remark:
    """``line``: where in the file; 0 where that says nothing. ``about``: the words there, or the
    name of what is meant."""

    line: int
    kind: Kind
    about: str = ""


class Unreadable(ValueError):
    """Something that could not be read. ``args[0]`` is its remark."""

    @property
    def remark(self) -> Remark:
        """What to say."""
        found: Remark = self.args[0]
        return found


@dataclass(slots=True)
class Remarks:
    """Those of one file, in the order in which they came up."""

    kept: list[Remark] = field(default_factory=list)
    more: int = 0

    def add(self, line: int, kind: Kind, about: str = "") -> None:
        """Once for each line and kind."""
        if kind in STOPPED and all(one.kind != kind for one in self.kept):
            self.kept.insert(0, Remark(line, kind, about[:120]))
        elif len(self.kept) >= MOST:
            self.more += 1
        elif (one := Remark(line, kind, about[:120])) not in self.kept:
            self.kept.append(one)
