"""What has to be said about a book's files: kinds, which a row can keep; words are for others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST = 500


class Kind(StrEnum):
    """What is remarkable. The values stand in rows: they stay."""

    DEAD_LINK = "dead link"
    NO_PART = "no part"
    LACKING_FILE = "lacking file"
    NOT_LISTED = "not listed"
    LISTED_NOT_THERE = "listed, not there"
    LISTED_TWICE = "listed twice"
    SAME_ADDRESS = "same address"
    NO_TEXT = "no text"
    OTHER_LETTERS = "other letters"
    TOO_LARGE = "too large"
    TOO_LONG = "too long"
    TOO_MANY = "too many"
    NO_FRONT = "front matter"
    NO_SETTINGS = "settings"
    REFUSED = "refused"
    LONG_NAME = "long name"
    TWICE = "twice"
    LOCKED = "locked"
    UNKNOWN_BLOCK = "unknown block"
    NOTHING_TO_TAKE_IN = "nothing to take in"
    NOT_TAKEN_IN = "not taken in"
    NO_PICTURE = "no picture"
    NO_FILE = "no file"
    CHANGED_HERE = "changed here"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Remark:
    """``file``: in which; ``line``: from 1, or 0; ``about``: what was written there."""

    kind: Kind
    file: str
    line: int = 0
    about: str = ""
