"""plan.json, read back: nothing in it is taken on trust."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from math import isfinite
from typing import Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kinweave.plans.document import starts_local
from kinweave.plans.reasons import SAID
from kinweave.plans.wording import plain
from kinweave.solvers.crews.problem import (
    CommonTime,
    Crew,
    Plan,
    Season,
    Series,
    Unplaced,
    Weights,
)
from kinweave.solvers.running import Quality, Reason
from kinweave.words import gettext as _

LONGEST_SHOWN = 60
MOST_MEETINGS = 1000
FIRST_YEAR, LAST_YEAR = 2000, 2199

T = TypeVar("T")


class PlanError(ValueError):
    """The plan cannot be read. ``where``: the place in it, ``crews[2].zone``; str() says why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}" if where else why)
        self.where = where


def plan_from_text(text: str | bytes) -> dict[str, Any]:
    """The values in the text of a plan.json, still to be read. Raises :class:`PlanError`."""
    try:
        document = json.loads(text, parse_constant=_not_json)
    except RecursionError:
        raise PlanError("", _("it is nested far too deep to be a plan.json")) from None
    except UnicodeDecodeError:
        raise PlanError("", _("it is not text in UTF-8; a plan.json is")) from None
    except json.JSONDecodeError as error:
        why = _("it is not JSON: {error}, at line {line}, column {column}")
        raise PlanError(
            "", why.format(error=error.msg, line=error.lineno, column=error.colno)
        ) from None
    except ValueError:  # a number with thousands of digits, or NaN
        raise PlanError("", _("it holds a number that JSON does not know")) from None
    return _Value(document, "").mapping()


def plan_from_json(document: object) -> Plan:
    """The plan in the values of a plan.json, as far as they hold it.

    That is enough to check and to repair it: of each crew the proposed time and language, but no
    parts of its score; reasons come back as the words that they were. Raises :class:`PlanError`.
    """
    root = _Value(document, "")
    season_from_json(document)
    quality = root.at("quality")
    return Plan(
        crews=tuple(_crew(crew) for crew in root.at("crews").items()),
        unplaced=tuple(_unplaced(person) for person in root.at("unplaced").items()),
        quality=_quality(quality),
        weights=_weights(quality.at("weights")),
        seed=root.at("seed").whole(least=None),
    )


def season_from_json(document: object) -> Season:
    """The season in the values of a plan.json. Raises :class:`PlanError`."""
    season = _Value(document, "").at("season")
    numbers = {
        name: season.at(name).whole(least=1, most=most)
        for name, most in (
            ("meetings", MOST_MEETINGS),
            ("every_weeks", 520),
            ("length_minutes", 24 * 60),
            ("smallest", 1000),
            ("target", 1000),
            ("largest", 1000),
        )
    }
    return Season(start=season.at("start").day(), **numbers)


def _crew(crew: _Value) -> Crew:
    zone = crew.at("zone").zone()
    meetings = crew.at("meetings")
    starts = tuple(meeting.instant() for meeting in meetings.items(most=MOST_MEETINGS))
    if not starts:
        raise meetings.wrong(_("there is no meeting in it; a crew has one at least"))
    local = crew.at("starts_local")
    if local.text() != (really := starts_local(starts[0], zone)):
        raise local.wrong(
            _("it says {said}, but the first meeting begins at {really} in {zone}").format(
                said=local.shown(), really=really, zone=zone
            )
        )
    length = crew.at("length_minutes").whole(least=1, most=24 * 60)
    crew.at("id").text()
    return Crew(
        members=tuple(sorted(member.address() for member in crew.at("members").items())),
        languages=(crew.at("language").text(),),
        times=(CommonTime(Series(zone, starts, length)),),
        hosts=tuple(host.address() for host in crew.at("hosts").items()),
        score=crew.at("score").number(),
        parts={},
        call=crew.at("call").maybe(_Value.text),
        reasons=tuple(_said(reason) for reason in crew.at("reasons").items()),
    )


def _unplaced(person: _Value) -> Unplaced:
    return Unplaced(
        key=person.at("email").address(),
        reason=_said(person.at("reason")),
        would_help=tuple(_said(help_) for help_ in person.at("would_help").items()),
    )


def _said(words: _Value) -> Reason:
    return Reason(SAID, {"words": words.text()})


def _quality(quality: _Value) -> Quality:
    quality.at("gap").maybe(_Value.number)
    return Quality(
        objective=quality.at("objective").number(),
        bound=quality.at("bound").maybe(_Value.number),
        proven=quality.at("proven").truth(),
        cut_short=quality.has("cut_short") and quality.at("cut_short").truth(),
    )


def _weights(weights: _Value) -> Weights:
    return Weights(**{field.name: weights.at(field.name).number() for field in fields(Weights)})


def _not_json(_constant: str) -> NoReturn:
    raise ValueError


class _Value:
    """A value and where it stands, so that whoever wrote it can find what is wrong with it."""

    def __init__(self, value: object, where: str) -> None:
        self._value = value
        self._where = where

    def wrong(self, why: str) -> PlanError:
        return PlanError(self._where or _("the plan"), why)

    def shown(self) -> str:
        """The value, short enough and harmless to show."""
        value = self._value
        if isinstance(value, list):
            return _("a list")
        if isinstance(value, dict):
            return _("an object")
        text = plain(json.dumps(value, ensure_ascii=False))
        return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"

    def _expected(self, what: str) -> PlanError:
        stands = _("{value} stands here; it has to be {what}")
        return self.wrong(stands.format(value=self.shown(), what=what))

    def mapping(self) -> dict[str, Any]:
        if not isinstance(self._value, dict):
            raise self._expected(_("an object in { }"))
        return self._value

    def has(self, name: str) -> bool:
        return name in self.mapping()

    def at(self, name: str) -> _Value:
        if not self.has(name):
            raise self.wrong(_("“{name}” is missing").format(name=name))
        return _Value(self.mapping()[name], f"{self._where}.{name}" if self._where else name)

    def items(self, most: int | None = None) -> list[_Value]:
        if not isinstance(self._value, list):
            raise self._expected(_("a list in [ ]"))
        if most is not None and len(self._value) > most:
            raise self.wrong(_("there are more than {most} entries").format(most=most))
        return [_Value(item, f"{self._where}[{n}]") for n, item in enumerate(self._value)]

    def maybe(self, read: Callable[[_Value], T]) -> T | None:
        return None if self._value is None else read(self)

    def text(self) -> str:
        if not isinstance(self._value, str):
            raise self._expected(_("text"))
        return self._value

    def address(self) -> str:
        text = self.text()
        if not text or text != plain(text) or " " in text or len(text) > 320:
            raise self._expected(_("an e-mail address"))
        return text

    def truth(self) -> bool:
        if not isinstance(self._value, bool):
            raise self._expected(_("true or false"))
        return self._value

    def number(self) -> float:
        if isinstance(self._value, bool) or not isinstance(self._value, int | float):
            raise self._expected(_("a number"))
        try:
            number = float(self._value)
        except OverflowError:
            raise self._expected(_("a number of sensible size")) from None
        if not isfinite(number):
            raise self._expected(_("a number of sensible size"))
        return number

    def whole(self, least: int | None, most: int = 2**63 - 1) -> int:
        value = self._value
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._expected(_("a whole number"))
        if abs(value) > most or (least is not None and value < least):
            raise self._expected(_("a whole number of sensible size"))
        return value

    def day(self) -> date:
        text = self.text()
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            try:
                day = date.fromisoformat(text)
            except ValueError:
                raise self._expected(_("a day that exists")) from None
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
        raise self._expected(_("a day such as 2027-01-11"))

    def instant(self) -> datetime:
        text = self.text()
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", text):
            try:
                instant = datetime.fromisoformat(text)
            except ValueError:
                raise self._expected(_("an instant that exists")) from None
            if FIRST_YEAR <= instant.year <= LAST_YEAR:
                return instant
        raise self._expected(_("an instant in UTC such as 2027-03-02T18:00:00Z"))

    def zone(self) -> str:
        text = self.text()
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise self._expected(_("the name of a time zone such as Europe/Vienna")) from None
        return text
