"""What is said of calendars: why one could not be read, and what of it comes in otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kinweave.importing.reading.remarks import Kind
from kinweave.outside.refusals import WORDS as OUTSIDE

NO_CALENDAR = "no calendar"
EMPTY = "empty"
LEFT = "left"

WHY: dict[str, Promise | str] = {
    **OUTSIDE,
    NO_CALENDAR: gettext_lazy("There is no calendar in it. One begins with BEGIN:VCALENDAR."),
    EMPTY: gettext_lazy(
        "There is nothing in the calendar any more. In case that is a mistake there, everything "
        "here stays as it is."
    ),
    LEFT: gettext_lazy("Whoever kept it in step may not host here any more."),
}

REMARKS: dict[str, Promise | str] = {
    Kind.LINE: gettext_lazy("Line {line}: this could not be read and is left out: {about}"),
    Kind.DATE: gettext_lazy("Line {line}: this date could not be read: {about}"),
    Kind.ZONE: gettext_lazy("Line {line}: nobody knows a time zone called “{about}”."),
    Kind.ZONE_TAKEN: gettext_lazy(
        "Line {line}: a time zone is known by what its clocks do: {about}"
    ),
    Kind.RULE: gettext_lazy("Line {line}: how this repeats could not be read: {about}"),
    Kind.RULE_OFTEN: gettext_lazy("Line {line}: “{about}” is several times a day. It is left out."),
    Kind.NO_START: gettext_lazy("Line {line}: “{about}” does not say when it begins."),
    Kind.NO_END: gettext_lazy("Line {line}: “{about}” does not say when it ends: after an hour."),
    Kind.ENDS_BEFORE: gettext_lazy("Line {line}: “{about}” would end before it starts."),
    Kind.TOO_LONG: gettext_lazy(
        "Line {line}: “{about}” lasts for more than two weeks. It is left out."
    ),
    Kind.DATE_DIFFERS: gettext_lazy(
        "Line {line}: one date of “{about}” has a name, place or length of its own there. Here all "
        "its dates have the same."
    ),
    Kind.FOLLOWING: gettext_lazy(
        "Line {line}: “{about}” changes from one date on. Here only that date is changed."
    ),
    Kind.BOUNDED: gettext_lazy(
        "Line {line}: “{about}” has more dates than the sixty, within two years, that come in."
    ),
    Kind.FAR: gettext_lazy("Line {line}: “{about}” begins in more than two years."),
    Kind.TOO_MANY_EVENTS: gettext_lazy(
        "Line {line}: from here on there are more events than the two thousand that can come in."
    ),
    Kind.TOO_MANY_DATES: gettext_lazy(
        "Line {line}: “{about}” does not come in: all events together have too many dates."
    ),
    Kind.CUT_OFF: gettext_lazy("Line {line}: what begins here has no end: the file is cut off."),
}


def why(kind: str) -> str:
    """Why something could not be read."""
    return str(WHY.get(kind, _("Something went wrong here. Nothing was changed.")))


def remark(line: int, kind: str, about: str) -> str:
    """A remark as a sentence."""
    return str(REMARKS.get(kind, "{about}")).format(line=line, about=about)


def left(counts: Mapping[str, Any]) -> list[str]:
    """How many events do not come in, and why: a sentence each."""
    said: dict[str, Callable[[int], str]] = {
        "past": lambda n: ngettext(
            "{n} event is over and stays there.", "{n} events are over and stay there.", n
        ),
        "ours": lambda n: ngettext(
            "{n} event came from this site in the first place, and does not come back.",
            "{n} events came from this site in the first place, and do not come back.",
            n,
        ),
        "private": lambda n: ngettext(
            "{n} event is marked as private there, and stays so.",
            "{n} events are marked as private there, and stay so.",
            n,
        ),
        "off": lambda n: ngettext("{n} event is called off.", "{n} events are called off.", n),
        "todo": lambda n: ngettext(
            "{n} entry is a task or a note, which is no gathering.",
            "{n} entries are tasks or notes, which are no gatherings.",
            n,
        ),
        "here": lambda n: ngettext(
            "{n} event is here already, and stays as it is.",
            "{n} events are here already, and stay as they are.",
            n,
        ),
    }
    there = [(counts[name], words) for name, words in said.items() if counts.get(name)]
    return [words(n).format(n=n) for n, words in there]
