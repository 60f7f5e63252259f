"""Small pieces of sentences: names, lists, days, hours and places, as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from kinweave.words import gettext as _
from kinweave.words import ngettext, spoken

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES

# Control characters break pages and tables; the bidirectional ones could turn the rest of a line
# around. The joiners and marks that names in many scripts need (U+200C to U+200F) stay.
_UNSAYABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


# Messages, translated one at a time where they are used: pages have many thousand dates.
WEEKDAYS_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS = (
    "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def plain(text: str) -> str:
    """The text on one line, without characters that steer the machine that shows it."""
    return " ".join(_UNSAYABLE.sub(" ", text).split())


def name_of(key: str, names: Mapping[str, str]) -> str:
    """What people call somebody; never the whole address, which is not for everybody's eyes."""
    return plain(names.get(key, "")) or plain(key.partition("@")[0]) or _("somebody")


def listed(items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *rest, last = items
    if not rest:
        return last
    return joined(_("{several} and {last}"), rest, last)


def either(items: Iterable[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *rest, last = items
    if not rest:
        return last
    return joined(_("{several} or {last}"), rest, last)


def joined(words: str, rest: Iterable[str], last: str) -> str:
    """``words`` with ``{several}`` and ``{last}`` filled in. Spanish "y" and "o" turn into "e" and
    "u" before a word that begins with their own sound; other languages leave it as it is."""
    if spoken() == "es":
        begins = last.casefold()
        if re.match(r"h?[ií](?![aeo])", begins):
            words = words.replace(" y ", " e ")
        elif re.match(r"h?[oó]", begins):
            words = words.replace(" o ", " u ")
    return words.format(several=", ".join(rest), last=last)


def sentence(text: str) -> str:
    """The text with a capital at its beginning and everything else as it is."""
    return text[:1].upper() + text[1:]


def weekday_short(weekday: int) -> str:
    """``Mon`` for 0."""
    return _(WEEKDAYS_SHORT[weekday])


def weekdays(weekday: int) -> str:
    """``Mondays`` for 0: every one of them."""
    return _(WEEKDAYS[weekday])


def day(when: date, *, year_known: int | None = None) -> str:
    """``2 March``; with the year where it is not the one that the reader has in mind."""
    if year_known is not None and when.year != year_known:
        return full_day(when)
    return _("{day} {month}").format(day=when.day, month=_(MONTHS[when.month - 1]))


def full_day(when: date) -> str:
    """``2 March 2027``."""
    return _("{day} {month} {year}").format(
        day=when.day, month=_(MONTHS[when.month - 1]), year=when.year
    )


def clock(minute: int) -> str:
    """``19:05`` for a minute of a day or a week; the end of a day is ``24:00``."""
    of_day = minute % DAY_MINUTES
    if of_day == 0 and minute > 0:
        return "24:00"
    return f"{of_day // 60:02d}:{of_day % 60:02d}"


def wall(when: datetime) -> str:
    """``19:05``: what the clock on the wall says."""
    return f"{when.hour:02d}:{when.minute:02d}"


def hours_of_week(start: int, end: int) -> str:
    """``Tuesdays 18:00 to 21:00`` for minutes since Monday 00:00."""
    start %= WEEK_MINUTES
    return _("{weekdays} {start} to {end}").format(
        weekdays=weekdays(start // DAY_MINUTES),
        start=clock(start % DAY_MINUTES),
        end=clock(end),
    )


def duration(minutes: int) -> str:
    """``90 minutes``, ``2 hours``, ``9½ hours``: whole and half hours from two hours on."""
    if minutes == 60 or minutes >= 120:
        hours, rest = divmod(minutes, 60)
        if rest == 0:
            return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
        if rest == 30:
            return _("{count}½ hours").format(count=hours)
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


def every(weeks: int) -> str:
    """``every second week``."""
    if weeks == 1:
        return _("every week")
    if weeks == 2:
        return _("every second week")
    return ngettext("every {count} week", "every {count} weeks", weeks).format(count=weeks)


def times(count: int) -> str:
    """``6 times``."""
    return ngettext("once", "{count} times", count).format(count=count)


def place(zone: str) -> str:
    """``Lisbon`` for ``Europe/Lisbon``, ``UTC−5`` for ``Etc/GMT+5`` (whose sign is turned)."""
    last = zone.rpartition("/")[2]
    if fixed := re.fullmatch(r"GMT([+-])([1-9]\d?)", last):
        return f"UTC{'−' if fixed[1] == '+' else '+'}{fixed[2]}"
    if last in {"UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu"}:
        return "UTC"
    return last.replace("_", " ")
