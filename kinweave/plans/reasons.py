"""Reasons in words: what the engine found out, said to the people whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import cast

from kinweave.plans.languages import language
from kinweave.plans.wording import (
    day,
    duration,
    either,
    hours_of_week,
    listed,
    name_of,
    place,
    plain,
)
from kinweave.solvers.running import Reason
from kinweave.words import gettext as _
from kinweave.words import ngettext

SAID = "said"  # a reason that came back from plan.json: its words, as they were written there
CROWDED = 8  # from so many people on, a crew is told that it may as well be two


class UnknownReasonError(LookupError):
    """There are no words for this kind of reason."""


class _Values:
    """The values of one reason, read as what they are, and the names to say people by."""

    def __init__(self, reason: Reason, names: Mapping[str, str]) -> None:
        self._values = reason.values
        self._names = names

    def has(self, name: str) -> bool:
        return name in self._values

    def number(self, name: str) -> int:
        return int(cast(int, self._values[name]))

    def text(self, name: str) -> str:
        return plain(str(self._values[name]))

    def texts(self, name: str) -> list[str]:
        return [plain(str(text)) for text in cast(Iterable[object], self._values[name])]

    def people(self, name: str) -> list[str]:
        return [name_of(key, self._names) for key in cast(Iterable[str], self._values[name])]

    def languages(self, name: str) -> list[str]:
        return [language(code) for code in self.texts(name)]

    def ranges(self, name: str) -> list[str]:
        pairs = cast(Iterable[tuple[int, int]], self._values[name])
        return [hours_of_week(start, end) for start, end in pairs]


def reason_in_words(reason: Reason, names: Mapping[str, str]) -> str:
    """The reason as a sentence or two, ending in a full stop.

    ``names``: what people are called, by key. Raises :class:`UnknownReasonError`.
    """
    try:
        words = _WORDS[reason.kind]
    except KeyError:
        raise UnknownReasonError(reason.kind) from None
    return words(_Values(reason, names))


def _said(values: _Values) -> str:
    return values.text("words")


# --- why a crew is a good one -------------------------------------------------------------------


def _common_times(values: _Values) -> str:
    count = values.number("count")
    return ngettext(
        "{count} time of the week works on every date; {hours} a week are free together.",
        "{count} times of the week work on every date; {hours} a week are free together.",
        count,
    ).format(count=count, hours=duration(values.number("minutes")))


def _one_time(_values: _Values) -> str:
    return _("Only this one time works for everyone, so it would be hard to move.")


def _clocks_change(values: _Values) -> str:
    days = [day(date.fromisoformat(text)) for text in sorted(set(values.texts("dates")))]
    places = sorted({place(zone) for zone in values.texts("zones")})
    return ngettext(
        "Clocks change on {days} ({places}); the time works before and after.",
        "Clocks change on {days} ({places}); the time works all the way through.",
        len(days),
    ).format(days=listed(days), places=listed(places))


def _if_need_be(values: _Values) -> str:
    return _("For {names} some of these hours are “if need be”.").format(
        names=listed(values.people("people"))
    )


def _met(values: _Values) -> str:
    met, pairs = values.number("met"), values.number("pairs")
    if met == 0:
        return _("New to each other: nobody here has met another before.")
    return ngettext(
        "{met} of the {pairs} pairs has met before.",
        "{met} of the {pairs} pairs have met before.",
        met,
    ).format(met=met, pairs=pairs)


def _hosts(values: _Values) -> str:
    willing, unsure = values.people("yes"), values.people("maybe")
    said = []
    if willing:
        said.append(_("{names} would host.").format(names=listed(willing)))
    if unsure:
        said.append(_("{names} might host.").format(names=listed(unsure)))
    return " ".join(said) or _nobody_hosts(values)


def _nobody_hosts(_values: _Values) -> str:
    return _("Nobody has offered to host yet; hosting can go round.")


def _shared(values: _Values) -> str:
    return _("Shared: {words}.").format(words=", ".join(values.texts("words")))


def _language(values: _Values) -> str:
    if values.has("people"):  # the same kind says what language would help
        return _another_language(values)
    return _("Everyone speaks {languages}.").format(languages=listed(values.languages("languages")))


def _wishes(values: _Values) -> str:
    met = values.number("met")
    return ngettext(
        "{count} wish to be in a crew together is met.",
        "{count} wishes to be in a crew together are met.",
        met,
    ).format(count=met)


def _call(values: _Values) -> str:
    joined = values.number("joined")
    return ngettext(
        "This is the crew of the call “{name}”, which {count} person asked to join.",
        "This is the crew of the call “{name}”, which {count} people asked to join.",
        joined,
    ).format(name=values.text("name"), count=joined)


def _size(values: _Values) -> str:
    size, target = values.number("size"), values.number("target")
    if size >= CROWDED:
        return _("{size} people can well be two crews, if they like.").format(size=size)
    if size == target:
        return _("{size} people, just what this season aims for.").format(size=size)
    return _("{size} people; this season aims for {target}.").format(size=size, target=target)


def _places(values: _Values) -> str:
    zones = values.number("zones")
    return ngettext(
        "Everyone lives by the same clock.", "{count} time zones meet here.", zones
    ).format(count=zones)


# --- why somebody has no crew -------------------------------------------------------------------


def _no_hours(_values: _Values) -> str:
    return _("There were no free hours in the answer.")


def _hours_too_short(values: _Values) -> str:
    return _("No stretch of the free hours is long enough for a meeting of {length}.").format(
        length=duration(values.number("length"))
    )


def _no_language(_values: _Values) -> str:
    return _("There was no language in the answer.")


def _alone_in_language(values: _Values) -> str:
    return _("Nobody else here speaks {languages} so far.").format(
        languages=either(values.languages("languages"))
    )


def _nobody_free(_values: _Values) -> str:
    return _("Nobody else is free at these hours on every date.")


def _too_few_free(values: _Values) -> str:
    people = values.number("people")
    return ngettext(
        "Only {count} other person is free at these hours; a crew needs {needed}.",
        "Only {count} other people are free at these hours; a crew needs {needed}.",
        people,
    ).format(count=people, needed=values.number("needed"))


def _no_room(values: _Values) -> str:
    people = values.number("people")
    return ngettext(
        "{count} other person is free at these hours, but no crew came out of it that would"
        " leave nobody worse off.",
        "{count} other people are free at these hours, but no crew came out of it that would"
        " leave nobody worse off.",
        people,
    ).format(count=people)


# --- what would help ----------------------------------------------------------------------------


def _more_hours(values: _Values) -> str:
    crews = values.number("crews")
    return ngettext(
        "Being free {hours} as well would fit {count} crew.",
        "Being free {hours} as well would fit {count} crews.",
        crews,
    ).format(hours=either(values.ranges("ranges")[:3]), count=crews)


def _another_language(values: _Values) -> str:
    people = values.number("people")
    return ngettext(
        "A little {language} would open the way to {count} more person.",
        "A little {language} would open the way to {count} more people.",
        people,
    ).format(language=language(values.text("language")), count=people)


def _larger_crew(values: _Values) -> str:
    crews = values.number("crews")
    return ngettext(
        "If crews may be one person larger, {count} crew has a chair.",
        "If crews may be one person larger, {count} crews have a chair.",
        crews,
    ).format(count=crews)


def _next_season(_values: _Values) -> str:
    return _("The next season looks again; nothing needs to be done until then.")


_WORDS: dict[str, Callable[[_Values], str]] = {
    SAID: _said,
    "common_times": _common_times,
    "one_time": _one_time,
    "clocks_change": _clocks_change,
    "if_need_be": _if_need_be,
    "met": _met,
    "hosts": _hosts,
    "nobody_hosts": _nobody_hosts,
    "shared": _shared,
    "language": _language,
    "wishes": _wishes,
    "call": _call,
    "size": _size,
    "places": _places,
    "no_hours": _no_hours,
    "hours_too_short": _hours_too_short,
    "no_language": _no_language,
    "alone_in_language": _alone_in_language,
    "nobody_free": _nobody_free,
    "too_few_free": _too_few_free,
    "no_room": _no_room,
    "hours": _more_hours,
    "larger_crew": _larger_crew,
    "next_season": _next_season,
}

KINDS = frozenset(_WORDS)
