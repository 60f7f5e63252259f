"""From "Mon 18:00-21:00; Tue 09:00-12:00?", and what people write in its place, to hours.

A statement (what stands between semicolons or line ends) is turned into tokens, one sign each, and
the signs are read with one regular expression: ``D`` days, ``T`` a time of day, ``C`` a clock,
``-`` until, ``F`` from, ``B`` before, ``O`` onwards, ``W`` between, ``,`` and, ``?`` if need be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kinweave.answers import day_words
from kinweave.answers.cells import plain, shorten
from kinweave.answers.errors import MisreadError
from kinweave.solvers.crews.problem import WEEK_MINUTES, Hours
from kinweave.words import gettext as _

DAY_MINUTES = 24 * 60
QUARTER = 15

_STATEMENTS = re.compile(r"[;\n\r]+")
_RANGE = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_CLOCK = (
    r"(?<!\d)(?P<hour>\d{1,2})(?:\s?[:.h](?P<minute>\d{2})(?::00)?|(?P<minutes>\d{2}))?(?!\d)"
    r"(?:\s?h(?!\w))?(?:\s?(?P<half>[ap])\.?m(?!\w)\.?)?"
)
_SIGNS = re.compile(
    r"(?P<days>D-D|D)|(?P<range>TF?C-C|TWC[-,]C|F?C-CT?|WC[-,]CT?)|(?P<after>FC|CO)|(?P<before>BC)"
    r"|(?P<time>T)|(?P<maybe>\?)|(?P<clock>C)|."
)

Range = tuple[int, int]
Remark = tuple[str, ...]


class Slot(NamedTuple):
    """What a column's header says of when: days, and times of the day; either may be unsaid.

    ``remarks``: what was guessed about its times.
    """

    days: tuple[int, ...] | None = None
    times: tuple[Range, ...] | None = None
    remarks: tuple[Remark, ...] = ()


NO_SLOT = Slot()


@dataclass(frozen=True, slots=True)
class Reading:
    """Hours out of a cell, and remarks about what was guessed (see :mod:`.notes`)."""

    hours: Hours
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    sign: str
    text: str
    days: tuple[int, ...] = ()
    minute: int = 0
    half: str = ""


@dataclass(slots=True)
class _Piece:
    """Days, or times of a day (then ``days`` is empty)."""

    days: tuple[int, ...] = ()
    time: Range | None = None
    if_need_be: bool = False


def parse_range(text: str) -> Range:
    """Minutes of "18:00-21:00"; an end before the start passes midnight. Raises ValueError."""
    found = _RANGE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    start, end = 60 * hour + minute, 60 * end_hour + end_minute
    if max(minute, end_minute) > 59 or start >= DAY_MINUTES or end > DAY_MINUTES or start == end:
        raise ValueError(text)
    return start, end if end > start else end + DAY_MINUTES


def between(start: int, end: int) -> str:
    """Two minutes of the day as "18:00–21:00"; an end past midnight as on the next day."""
    end = end if end <= DAY_MINUTES else end - DAY_MINUTES
    return f"{start // 60:02}:{start % 60:02}–{end // 60:02}:{end % 60:02}"


def merged(readings: Iterable[Reading]) -> Reading:
    """All hours together: sorted, without overlaps among the free or among the if-need-be."""
    readings = list(readings)
    if len(readings) == 1:
        return readings[0]
    free: list[Range] = []
    if_need_be: list[Range] = []
    remarks: dict[Remark, None] = {}
    for reading in readings:
        free += reading.hours.free
        if_need_be += reading.hours.if_need_be
        remarks.update(dict.fromkeys(reading.remarks))
    return Reading(Hours(_union(free), _union(if_need_be)), tuple(remarks))


class HoursReader:
    """Reads availability.

    ``times_of_day``: what "evening" and its like mean, as "18:00-21:00"; must hold ``day``.
    """

    def __init__(self, times_of_day: Mapping[str, str]) -> None:
        self._times = {plain(word): parse_range(text) for word, text in times_of_day.items()}
        self._words = {
            phrase: _Token(sign, phrase)
            for sign, phrases in (
                ("", day_words.FILLERS),
                (",", day_words.JOIN),
                ("-", day_words.UNTIL),
                ("F", day_words.FROM),
                ("B", day_words.BEFORE),
                ("O", day_words.ONWARDS),
                ("W", day_words.BETWEEN),
                ("?", day_words.IF_NEED_BE),
            )
            for phrase in phrases
        }
        self._words |= {word: _Token("D", word, days=days) for word, days in day_words.DAYS.items()}
        self._words |= {
            word: _Token("C", word, minute=minute) for word, minute in day_words.CLOCKS.items()
        }
        self._words |= {
            phrase: _Token("T", time)
            for phrase, time in [*day_words.SAME_TIME.items(), *((own, own) for own in self._times)]
            if time in self._times
        }
        phrases = "|".join(map(re.escape, sorted(self._words, key=len, reverse=True)))
        self._pattern = re.compile(
            rf"(?P<clock>{_CLOCK})|(?<![^\W\d_])(?P<word>{phrases})(?![^\W\d_])"
            r"|(?P<sign>-+|\?+|\+)|(?P<join>[,/&|])|(?P<skip>[\s()\[\]{}<>:.•*·!'’\"]+)|(?:\w+|.)"
        )
        self._statements: dict[tuple[str, Slot], tuple[Reading, Slot]] = {}

    @property
    def whole_day(self) -> Range:
        """When somebody is free who names a day and no time."""
        return self._times["day"]

    def read(self, text: str, slot: Slot = NO_SLOT) -> Reading:
        """The hours that a cell gives under a header that says ``slot``. Raises MisreadError.

        A statement that names no day is about the days of the one before it.
        """
        readings: list[Reading] = []
        for statement in _STATEMENTS.split(text):
            known = self._statements.get((statement, slot))
            if known is None:
                known = self._statements[statement, slot] = self._statement(statement, slot)
            reading, slot = known
            readings.append(reading)
        return merged(readings)

    def whole(self, slot: Slot, *, if_need_be: bool) -> Reading:
        """All the hours that a header says, for a cell that only says "yes" or "maybe" to it."""
        days = slot.days or tuple(range(7))
        hours = _union(_in_week(days, slot.times or (self.whole_day,)))
        return Reading(Hours(if_need_be=hours) if if_need_be else Hours(hours), slot.remarks)

    def label(self, text: str) -> Slot | None:
        """What a text says that holds days and times and nothing else; else ``None``."""
        try:
            pieces, remarks = self._pieces(text)
        except MisreadError:
            return None
        days = tuple(sorted({day for piece in pieces for day in piece.days}))
        times = tuple(sorted({piece.time for piece in pieces if piece.time}))
        return Slot(days or None, times or None, tuple(remarks)) if days or times else None

    def _statement(self, text: str, slot: Slot) -> tuple[Reading, Slot]:
        pieces, remarks = self._pieces(text)
        if not pieces:
            return Reading(Hours()), slot
        hours: dict[bool, list[Range]] = {False: [], True: []}
        for days, times in _paired(pieces):
            if not days:
                if slot.days is None:
                    remarks.append(("every_day", shorten(text)))
                days = [_Piece(days=slot.days or tuple(range(7)))]
            else:
                slot = slot._replace(days=tuple(sorted({day for on in days for day in on.days})))
            if not times:
                if slot.times is None:
                    remarks.append(("whole_day", shorten(text), between(*self.whole_day)))
                remarks += slot.remarks
                times = [_Piece(time=time) for time in slot.times or (self.whole_day,)]
            for on in days:
                for at in times:
                    if at.time:
                        hours[on.if_need_be or at.if_need_be].extend(_in_week(on.days, [at.time]))
        return Reading(Hours(_union(hours[False]), _union(hours[True])), tuple(remarks)), slot

    def _pieces(self, text: str) -> tuple[list[_Piece], list[Remark]]:
        """The days and times that a statement names, in its order, and remarks."""
        tokens = self._tokens(text)
        pieces: list[_Piece] = []
        remarks: list[Remark] = []
        all_if_need_be = False
        for found in _SIGNS.finditer("".join(token.sign for token in tokens)):
            part = tokens[found.start() : found.end()]
            clocks = [token for token in part if token.sign == "C"]
            match found.lastgroup:
                case "days":
                    pieces.append(_Piece(days=_days(part[0].days, part[-1].days)))
                case "range":
                    named = next((token.text for token in part if token.sign == "T"), "")
                    first, last = clocks
                    pieces.append(_Piece(time=self._time(text, first, last, named, remarks)))
                case "after" | "before":
                    pieces.append(_Piece(time=self._open(text, clocks[0], found, remarks)))
                case "time":
                    time = self._times[part[0].text]
                    remarks.append(("time_of_day", part[0].text, between(*time)))
                    pieces.append(_Piece(time=time))
                case "maybe" if pieces:
                    pieces[-1].if_need_be = True
                case "maybe":
                    all_if_need_be = True
                case "clock":
                    raise _half_a_time(text, part[0])
        for piece in pieces:
            piece.if_need_be |= all_if_need_be
        return pieces, remarks

    def _tokens(self, text: str) -> list[_Token]:
        tokens: list[_Token] = []
        for found in self._pattern.finditer(plain(text)):
            if found["clock"]:
                tokens.append(_clock(text, found))
            elif found["word"]:
                tokens.append(self._words[found["word"]])
            elif found["sign"]:
                tokens.append(_Token({"-": "-", "?": "?", "+": "O"}[found[0][0]], found[0]))
            elif found["join"]:
                tokens.append(_Token(",", found[0]))
            elif not found["skip"]:
                raise MisreadError(
                    text,
                    _("“{word}” is neither a day nor a time that I know.").format(
                        word=shorten(found[0])
                    ),
                    _advice(),
                )
        return [token for token in tokens if token.sign]

    def _open(self, text: str, token: _Token, found: re.Match[str], remarks: list[Remark]) -> Range:
        """ "After 18:00", or before it: up to where the day ends or begins."""
        start, end = self.whole_day
        minute = _minute(token, token.half)
        if not start < minute < end:
            raise _half_a_time(text, token)
        part = (minute, end) if found.lastgroup == "after" else (start, minute)
        first, last = (_Token("C", between(at, at)[:5], minute=at) for at in part)
        time = self._time(text, first, last, "", remarks)
        remarks.append(("time_of_day", shorten(text), between(*time)))
        return time

    def _time(
        self, text: str, first: _Token, last: _Token, named: str, remarks: list[Remark]
    ) -> Range:
        """The range between two clocks, on quarters of an hour; its end may pass midnight."""
        later = named in day_words.LATER_HALF and max(first.minute, last.minute) < 12 * 60
        start, end = _halves(first, replace(last, half="p") if later and not last.half else last)
        written = f"{first.text}-{last.text}"
        if start == end or start >= DAY_MINUTES:
            raise MisreadError(
                text,
                _("From {start} to {end} is no time.").format(start=first.text, end=last.text),
                _("For a whole day write Mon 00:00-24:00."),
            )
        end = end if end > start else end + DAY_MINUTES
        bare = last.text.isdigit() and not later and end <= DAY_MINUTES // 2
        if bare and first.text in set("1234567"):
            remarks.append(("bare_hours", written, between(start, end)))
        narrowed = -(-start // QUARTER) * QUARTER, end // QUARTER * QUARTER
        if narrowed != (start, end):
            if narrowed[0] >= narrowed[1]:
                raise MisreadError(
                    text,
                    _("{start} to {end} holds no quarter of an hour.").format(
                        start=first.text, end=last.text
                    ),
                    _advice(),
                )
            remarks.append(("narrowed", written, between(*narrowed)))
        return narrowed


def _clock(text: str, found: re.Match[str]) -> _Token:
    hour, minute = int(found["hour"]), int(found["minute"] or found["minutes"] or 0)
    if minute > 59 or 60 * hour + minute > DAY_MINUTES:
        raise MisreadError(
            text,
            _("“{time}” is no time of day.").format(time=found[0].strip()),
            _("Times go from 00:00 to 24:00, as in Mon 18:00-21:00."),
        )
    return _Token("C", found[0].strip(), minute=60 * hour + minute, half=found["half"] or "")


def _advice() -> str:
    return _("Write it like this: Mon 18:00-21:00; Tue 09:00-12:00?")


def _half_a_time(text: str, token: _Token) -> MisreadError:
    return MisreadError(
        text,
        _("“{time}” is a time without an end or a start.").format(time=token.text),
        _advice(),
    )


def _minute(token: _Token, half: str) -> int:
    """The minute of a clock in that half of the day; 18:00 stays 18:00 whatever the half."""
    if half == "p" and token.minute < 12 * 60:
        return token.minute + 12 * 60
    if half == "a" and 12 * 60 <= token.minute < 13 * 60:
        return token.minute - 12 * 60
    return token.minute


def _halves(first: _Token, last: _Token) -> Range:
    """The minutes of both clocks, where one am or pm may serve for the two."""
    other = {"a": "p", "p": "a", "": ""}
    if first.half or not last.half:
        start = _minute(first, first.half)
        if last.half or not first.half:
            return start, _minute(last, last.half)
        end = _minute(last, first.half)
        return start, end if end > start else _minute(last, other[first.half])
    end = _minute(last, last.half)
    start = _minute(first, last.half)
    return start if start < end else _minute(first, other[last.half]), end


def _days(first: tuple[int, ...], last: tuple[int, ...]) -> tuple[int, ...]:
    """From the first day to the last, over Sunday if need be."""
    if first == last:
        return first
    return tuple((first[0] + step) % 7 for step in range((last[-1] - first[0]) % 7 + 1))


def _paired(pieces: list[_Piece]) -> Iterator[tuple[list[_Piece], list[_Piece]]]:
    """Days with their times: "Mon, Tue 18-21, 9-12" and "evenings Mon, Tue" alike."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and bool(runs[-1][0].days) == bool(piece.days):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    if runs[0][0].days:
        for at in range(0, len(runs), 2):
            yield runs[at], runs[at + 1] if at + 1 < len(runs) else []
    elif len(runs) % 2:  # "evenings Mon, Tue, mornings": what is left over is about the last days
        last = runs[-2] if len(runs) > 1 else []
        for at in range(0, len(runs) - 1, 2):
            yield runs[at + 1], runs[at]
        yield last, runs[-1]
    else:
        for at in range(0, len(runs), 2):
            yield runs[at + 1], runs[at]


def _in_week(days: Iterable[int], times: Iterable[Range]) -> Iterator[Range]:
    for start, end in times:
        for day in days:
            since = day * DAY_MINUTES
            yield since + start, min(since + end, WEEK_MINUTES)
            if since + end > WEEK_MINUTES:
                yield 0, since + end - WEEK_MINUTES


def _union(spans: Iterable[Range]) -> tuple[Range, ...]:
    joined: list[Range] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
