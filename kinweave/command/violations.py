"""What a check found, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from kinweave.plans.languages import language
from kinweave.plans.wording import day, listed, plain, wall, weekday_short
from kinweave.solvers.validators.crews import Violation
from kinweave.words import gettext as _

_SHOWN = 8


def violation_in_words(
    violation: Violation, crew_ids: Sequence[str], names: Mapping[str, str]
) -> str:
    """A sentence. People stand with their addresses, since the host is to find them."""
    said = _WORDS[violation.kind](violation, names)
    if violation.crew is None:
        return said
    return _("{crew}: {what}").format(crew=crew_ids[violation.crew], what=said)


def _people(violation: Violation, names: Mapping[str, str]) -> str:
    shown = [
        _("{name} ({email})").format(name=plain(names[key]), email=key)
        if key in names
        else plain(key)
        for key in violation.people[:_SHOWN]
    ]
    more = len(violation.people) - _SHOWN
    if more > 0:
        shown.append(_("{count} more").format(count=more))
    return listed(shown) if shown else _("nobody")


def _value(violation: Violation, name: str) -> str:
    """A value as people say it: instants by the clock of the zone at hand, lists with commas."""
    value = violation.values.get(name)
    if isinstance(value, datetime):
        zone = violation.values.get("zone")
        local = value.astimezone(ZoneInfo(zone) if isinstance(zone, str) else None)
        return _("{weekday} {day} {time}").format(
            weekday=weekday_short(local.weekday()), day=day(local.date()), time=wall(local)
        )
    if isinstance(value, float):
        return f"{value:.6g}"
    if value is None or value == ():
        return _("none")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(plain(str(item)) for item in value)
    return plain(str(value))


def _languages(violation: Violation, name: str) -> str:
    codes = cast(Sequence[str], violation.values[name])
    return ", ".join(language(plain(code)) for code in codes) or _("none")


Words = Callable[[Violation, Mapping[str, str]], str]


def _of_people(message: Callable[[], str]) -> Words:
    return lambda violation, names: message().format(people=_people(violation, names))


def _of_values(message: Callable[[], str]) -> Words:
    return lambda violation, _names: message().format(
        **{name: _value(violation, name) for name in violation.values}
    )


_WORDS: dict[str, Words] = {
    # Of a crew.
    "unknown": _of_people(lambda: _("not among the answers: {people}.")),
    "twice": _of_people(lambda: _("named twice: {people}.")),
    "unsorted": _of_people(lambda: _("its members are not in order.")),
    "size": _of_values(
        lambda: _("it has {size} people; this season’s crews have {smallest} to {largest}.")
    ),
    "callers": _of_people(lambda: _("it has more than one caller: {people}.")),
    "call": _of_values(lambda: _("it says that its call is {said}, and it is {is}.")),
    "language": _of_people(lambda: _("no language is shared by {people}.")),
    "languages": lambda violation, _names: _(
        "it says that it speaks {said}; what everyone speaks is {are}."
    ).format(said=_languages(violation, "said"), are=_languages(violation, "are")),
    "hosts": _of_values(lambda: _("it names as hosts: {said}. Those who would are: {are}.")),
    "cannot_meet": _of_people(lambda: _("these people cannot meet as a crew: {people}.")),
    "no_time": _of_people(lambda: _("it has no time to meet.")),
    "anchor": _of_values(lambda: _("it keeps the clock of {zone}, where none of it lives.")),
    "length": _of_values(lambda: _("its meetings last {said} minutes; this season’s last {is}.")),
    "series": _of_values(
        lambda: _("its meetings from {start} ({zone}) are not the dates of this season.")
    ),
    "busy": lambda violation, names: _("on {start} ({zone}) and after, not free: {people}.").format(
        start=_value(violation, "start"),
        zone=_value(violation, "zone"),
        people=_people(violation, names),
    ),
    "same_start": _of_people(lambda: _("it names one time twice.")),
    "if_need_be": _of_people(lambda: _("for whom an hour is “if need be” is told wrongly.")),
    "times": _of_people(lambda: _("it leaves out times that suit everyone.")),
    "score": _of_values(lambda: _("its score is said to be {said}, and is {is}.")),
    "part": _of_values(lambda: _("of its score, {part} is said to be {said}, and is {is}.")),
    # Of the whole plan.
    "two_crews": _of_people(lambda: _("In more than one crew: {people}.")),
    "both": _of_people(lambda: _("In a crew and said to be in none: {people}.")),
    "forgotten": _of_people(lambda: _("Answered, and are neither in a crew nor named: {people}.")),
    "stranger": _of_people(lambda: _("Named as in no crew, but not among the answers: {people}.")),
    "unplaced_twice": _of_people(lambda: _("Named twice as in no crew: {people}.")),
    "weights": _of_people(lambda: _("It was made with other weights than are usual.")),
    "objective": _of_values(lambda: _("Its worth is said to be {said}, and is {is}.")),
    "bound": _of_values(
        lambda: _("No plan is said to be worth more than {bound}, yet this one is: {objective}.")
    ),
    "proof": _of_values(
        lambda: _("It is said to be the best, yet {bound} is said to be possible, not {objective}.")
    ),
}
