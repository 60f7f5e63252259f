"""Values of options, as people type them. Each function raises ArgumentTypeError in words."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date

from kinweave.answers.cells import shorten
from kinweave.words import gettext as _

LARGEST_CREW = 16
LARGEST_GROUP = 50
MOST_SEED = 2**63 - 1
ALL = "all"


def crew_sizes(text: str) -> tuple[int, int]:
    """``3-6`` as (3, 6), ``5`` as (5, 5)."""
    found = re.fullmatch(r"\s*(\d{1,3})\s*(?:(?:-|–|\.\.|to)\s*(\d{1,3})\s*)?", text)
    if not found:
        raise _wrong(text, _("Write the smallest and the largest size of a crew, like 3-6."))
    smallest, largest = int(found[1]), int(found[2] or found[1])
    if smallest > largest:
        raise _wrong(
            text,
            _("The smaller size comes first: {smallest}-{largest}.").format(
                smallest=largest, largest=smallest
            ),
        )
    if not 2 <= smallest <= largest <= LARGEST_CREW:
        raise _wrong(text, _("A crew has 2 to {most} people.").format(most=LARGEST_CREW))
    return smallest, largest


def group_sizes(text: str) -> tuple[int, ...]:
    """``3,4`` as (3, 4): the most liked size first."""
    if not re.fullmatch(r"\s*\d{1,3}(\s*,\s*\d{1,3})*\s*", text):
        raise _wrong(text, _("Write the sizes that a group may have, the best first, like 3,4."))
    sizes = tuple(dict.fromkeys(map(int, text.split(","))))
    if not all(2 <= size <= LARGEST_GROUP for size in sizes):
        raise _wrong(text, _("A group has 2 to {most} people.").format(most=LARGEST_GROUP))
    return sizes


def weeks(text: str) -> int:
    """``2w`` as 2."""
    found = re.fullmatch(r"\s*(\d{1,3})\s*(w|weeks?)\s*", text, re.IGNORECASE)
    if not found or not 1 <= int(found[1]) <= 52:
        raise _wrong(text, _("Write whole weeks, from 1w to 52w: 2w is every second week."))
    return int(found[1])


def seconds(text: str) -> float:
    """``10s``, ``10`` or ``2m`` in seconds."""
    found = re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|min)?\s*", text, re.IGNORECASE)
    taken = float(found[1]) * (1 if (found[2] or "s").lower() == "s" else 60) if found else 0.0
    if not 1 <= taken <= 3600:
        raise _wrong(text, _("Write seconds or minutes, from 1s to 60m, like 10s."))
    return taken


def minutes(text: str) -> int:
    """``90``, in quarters of an hour."""
    found = re.fullmatch(r"\s*(\d{1,4})\s*(?:m|min|minutes)?\s*", text, re.IGNORECASE)
    taken = int(found[1]) if found else 0
    if not found or not 15 <= taken <= 720:
        raise _wrong(text, _("Write minutes, from 15 to 720, like 90."))
    if taken % 15:
        raise _wrong(
            text,
            _("Times go by quarters of an hour: write {less} or {more}.").format(
                less=taken - taken % 15, more=taken - taken % 15 + 15
            ),
        )
    return taken


def day(text: str) -> date:
    """``2027-01-11``."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        found = date.fromisoformat(text)
    except ValueError:
        raise _wrong(
            text,
            _("Write the day as year-month-day: {day}.").format(day=_near(text) or "2027-01-11"),
        ) from None
    if not 2000 <= found.year <= 2150:
        raise _wrong(text, _("Write a day between the years 2000 and 2150."))
    return found


def count(text: str) -> int:
    """How many meetings or rounds there are."""
    if not re.fullmatch(r"\s*\d{1,4}\s*", text) or not 1 <= int(text) <= 100:
        raise _wrong(text, _("Write a whole number from 1 to 100."))
    return int(text)


def rounds(text: str) -> int | None:
    """A number of rounds, or ``None`` for ``all``."""
    if text.strip().casefold() == ALL:
        return None
    try:
        return count(text)
    except ArgumentTypeError:
        raise _wrong(
            text, _("Write a whole number from 1 to 100, or “all”: until everyone has met.")
        ) from None


def seed(text: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"\s*\d{1,19}\s*", text) or int(text) > MOST_SEED:
        raise _wrong(text, _("Write a whole number, 0 or more, like 7."))
    return int(text)


def absence(text: str) -> tuple[str, range]:
    """``ada@example.org:2`` or ``…:2-4`` as the address and its rounds, the first being 0."""
    found = re.fullmatch(r"\s*(\S+@[^\s:]+):(\d{1,3})(?:-(\d{1,3}))?\s*", text)
    if not found or not 1 <= int(found[2]) <= int(found[3] or found[2]):
        raise _wrong(
            text,
            _("Write an e-mail address, a colon, and the round or rounds: ada@example.org:2-4."),
        )
    return found[1].lower(), range(int(found[2]) - 1, int(found[3] or found[2]))


def _wrong(text: str, instead: str) -> ArgumentTypeError:
    return ArgumentTypeError(f"“{shorten(text)}”\n  {instead}")


def _near(text: str) -> str | None:
    """The day that somebody means who writes 11.1.2027, if that is sure."""
    found = re.fullmatch(r"\s*(\d{1,2})([./-])(\d{1,2})[./-](\d{4})\s*", text)
    if found and (found[2] == "." or int(found[1]) > 12):
        numbers = int(found[4]), int(found[3]), int(found[1])
    elif found and int(found[3]) > 12:  # nobody but Americans writes the month first
        numbers = int(found[4]), int(found[1]), int(found[3])
    elif parts := re.fullmatch(r"\s*(\d{4})[./-]?(\d{1,2})[./-]?(\d{1,2})\s*", text):
        numbers = int(parts[1]), int(parts[2]), int(parts[3])
    else:
        return None
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return None
