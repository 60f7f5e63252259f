"""From a form's export to the people and calls that the crew engine is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kinweave.answers.calls import CallCell, read_call
from kinweave.answers.cells import clean, folded, says_nothing, shorten
from kinweave.answers.columns import ColumnMap
from kinweave.answers.day_words import TIMES_OF_DAY
from kinweave.answers.errors import AnswersError, BadValue, MisreadError, unusable
from kinweave.answers.hours import NO_SLOT, HoursReader, Reading, Slot, between, merged
from kinweave.answers.languages import LanguagesReader
from kinweave.answers.layout import Layout
from kinweave.answers.notes import Notes
from kinweave.answers.tables import Row
from kinweave.answers.wishes import Directory, read_email
from kinweave.answers.wording import InterestsReader, telling_words
from kinweave.answers.yes_and_no import MAYBE, NO, YesReader
from kinweave.answers.zones import ZoneReader
from kinweave.solvers.crews.problem import Call, Hosting, Hours, Person
from kinweave.words import gettext as _

NEEDED = ("email", "time_zone", "availability")
"""The columns without which there are no crews."""

ASSUMED_LANGUAGE = "en"
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody's answer: their name as they write it, and the line on which it starts."""

    name: str
    person: Person = field(repr=False)  # what it holds of "not with" is nobody's to read
    line: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file says.

    ``people``: in the file's order. ``notes``: what was guessed, in words. ``columns``: how the
    file was read, guesses included; reading it so again gives the same people. ``spelling``: for
    each interest (as ``Person.interests`` has it) how it was first written.
    """

    people: tuple[Answer, ...]
    calls: tuple[Call, ...]
    notes: tuple[str, ...]
    columns: ColumnMap
    spelling: Mapping[str, str]


def read(
    path: Path, *, columns: ColumnMap | None = None, needs: Collection[str] = NEEDED
) -> Answers:
    """The answers in a form's export.

    ``columns``: what a host said about the file; all else is guessed. ``needs``: the canonical
    columns that must be there beside the e-mail address; without a time zone people are in UTC.
    Raises :class:`AnswersError` with all that is wrong in the file.
    """
    return _Form(path, columns or ColumnMap(), needs).answers()


@dataclass(slots=True)
class _Draft:
    """A row that was read as far as it can be without the others."""

    row: Row
    key: str
    name: str
    zone: str
    hours: Hours
    languages: frozenset[str]
    interests: frozenset[str]
    host: Hosting
    call: CallCell | None


class _Form:
    """One file on its way: the readers of its cells, what was wrong, what was guessed."""

    def __init__(self, path: Path, given: ColumnMap, needs: Collection[str]) -> None:
        self.given = given
        self.notes = Notes()
        self.hours = HoursReader({**TIMES_OF_DAY, **given.times_of_day})
        self.zones = ZoneReader(given.zones)
        self.languages = LanguagesReader(given.languages)
        self.yes = YesReader(given.answers)
        self.layout = Layout(path, given, needs, self.hours, self.notes)
        self.problems: list[BadValue] = list(self.layout.table.problems)
        self.zones_guessed: dict[str, str] = {}
        self.maybes_guessed: dict[str, None] = {}
        self.interests = InterestsReader()
        self._readings: dict[tuple[str, ...], Reading] = {}

    def answers(self) -> Answers:
        """Everything. Raises AnswersError."""
        table = self.layout.table
        if not table.rows and not self.problems:
            raise unusable(
                table.file,
                _("There are no answers in this file, only the names of its columns."),
                _("Export it again once somebody has answered."),
            )
        drafts = self._drafts(table.rows)
        calls = self._calls(drafts)
        people = list(self._people(drafts, calls))
        if self.problems:
            raise AnswersError(sorted(self.problems, key=lambda problem: problem.line or 0))
        if left := [f"“{shorten(header, 40)}”" for header in self.layout.unread()]:
            self.notes.add("columns_left", ", ".join(left[:8]) + (", …" if len(left) > 8 else ""))
        return Answers(
            tuple(
                Answer(draft.name, person, draft.row.line)
                for draft, person in zip(drafts, people, strict=True)
            ),
            tuple(calls.values()),
            self.notes.in_words(),
            self._used(),
            self.interests.spelling,
        )

    def _used(self) -> ColumnMap:
        """How the file was read, guesses included."""
        assumed = {} if self.layout.at["languages"] else {"": self._assumed_language()}
        maybes = (*self.given.answers.get("maybe", ()), *self.maybes_guessed)
        return ColumnMap(
            columns=self.layout.columns,
            zones={**self.zones_guessed, **self.given.zones},
            times_of_day=self.given.times_of_day,
            answers={**self.given.answers, "maybe": maybes} if maybes else self.given.answers,
            languages={**assumed, **self.given.languages},
        )

    # Rows

    def _drafts(self, rows: Iterable[Row]) -> list[_Draft]:
        drafts: list[_Draft] = []
        lines: dict[str, int] = {}
        for row in rows:
            email = self._email(row)
            if email in lines:
                self._problem(
                    row,
                    "email",
                    MisreadError(
                        email,
                        _("Line {line} has the same e-mail address.").format(line=lines[email]),
                        _("Keep one of the two rows."),
                    ),
                )
            lines.setdefault(email, row.line)
            drafts.append(self._draft(row, email))
        return drafts

    def _draft(self, row: Row, email: str) -> _Draft:
        name = clean(" ".join(self.layout.cells(row, "name")))[:_LONGEST_NAME]
        if not name:
            name = email.partition("@")[0]
            self.notes.add("no_name")
        return _Draft(
            row,
            email,
            name,
            self._zone(row),
            self._hours(row),
            self._languages(row),
            self.interests.read(self._text(row, "interests")),
            self._host(row),
            self._call(row),
        )

    def _text(self, row: Row, canonical: str) -> str:
        return self.layout.text(row, canonical)

    def _problem(
        self, row: Row, canonical: str, misread: MisreadError, at: int | None = None
    ) -> None:
        self.problems.append(self.layout.bad(row, canonical, misread, at))

    def _email(self, row: Row) -> str:
        try:
            return read_email(self._text(row, "email"))
        except MisreadError as misread:
            self._problem(row, "email", misread)
            return f"line {row.line}"

    def _zone(self, row: Row) -> str:
        if not self.layout.at["time_zone"]:
            return "UTC"
        text = self._text(row, "time_zone")
        try:
            reading = self.zones.read(text)
        except MisreadError as misread:
            self._problem(row, "time_zone", misread)
            return "UTC"
        if reading.remark:
            self.notes.add(*reading.remark)
            self.zones_guessed.setdefault(reading.remark[1], reading.zone)
        return reading.zone

    def _assumed_language(self) -> str:
        return self.given.languages.get("", ASSUMED_LANGUAGE)

    def _languages(self, row: Row) -> frozenset[str]:
        if not self.layout.at["languages"]:
            if "" not in self.given.languages:
                self.notes.add("language_assumed", ASSUMED_LANGUAGE)
            return frozenset([self._assumed_language()])
        try:
            reading = self.languages.read(self._text(row, "languages"))
        except MisreadError as misread:
            self._problem(row, "languages", misread)
            return frozenset()
        for remark in reading.remarks:
            self.notes.add(*remark)
        return reading.codes

    def _hours(self, row: Row) -> Hours:
        cells = self.layout.cells(row, "availability")
        reading = self._readings.get(cells)
        if reading is None:
            readings: list[Reading] = []
            for (at, said), cell in zip(self.layout.slots.items(), cells, strict=True):
                try:
                    readings += self._hours_of(cell, said, self.layout.table.headers[at])
                except MisreadError as misread:
                    self._problem(row, "availability", misread, at)
                    return Hours()
            reading = self._readings[cells] = merged(readings)
        for remark in reading.remarks:
            self.notes.add(*remark)
        return reading.hours

    def _hours_of(self, cell: str, said: Slot, header: str) -> Iterator[Reading]:
        """What a cell says; under a header with days or times it may only say yes or maybe."""
        if said == NO_SLOT:
            if not says_nothing(cell):
                yield self.hours.read(cell)
            return
        answer = self.yes.begins(cell) if said.days and said.times else self.yes.exact(cell)
        if says_nothing(cell) or answer == NO:
            return
        if answer is None:
            yield self.hours.read(cell, said)
            return
        reading = self.hours.whole(said, if_need_be=answer == MAYBE)
        if said.times is None:
            remark = ("whole_day", header, between(*self.hours.whole_day))
            reading = replace(reading, remarks=(remark,))
        elif said.days is None:
            reading = replace(reading, remarks=(*said.remarks, ("every_day", header)))
        yield reading

    def _host(self, row: Row) -> Hosting:
        text = self._text(row, "host")
        if not text.strip():
            return Hosting.NO
        answer = self.yes.begins(text)
        if answer is None:
            self.notes.add("host", clean(text))
            self.maybes_guessed[clean(text)] = None
        return Hosting(answer or MAYBE)

    def _call(self, row: Row) -> CallCell | None:
        try:
            return read_call(self._text(row, "call"))
        except MisreadError as misread:
            self._problem(row, "call", misread)
            return None

    # What people say about each other

    def _calls(self, drafts: list[_Draft]) -> dict[str, Call]:
        """Every call that has a caller, by its folded name."""
        calls: dict[str, Call] = {}
        lines: dict[str, int] = {}
        for draft in drafts:
            cell = draft.call
            if cell is None or not cell.caller:
                continue
            name = folded(cell.name)
            if name in calls:
                self._problem(
                    draft.row,
                    "call",
                    MisreadError(
                        cell.name,
                        _("Line {line} is the caller of this call too.").format(line=lines[name]),
                        _("Leave “(caller)” in one of the two."),
                    ),
                )
                continue
            lines[name] = draft.row.line
            calls[name] = Call(cell.name, draft.key, cell.smallest, cell.largest)
        return calls

    def _people(self, drafts: list[_Draft], calls: Mapping[str, Call]) -> Iterator[Person]:
        directory = Directory((draft.key, draft.name) for draft in drafts)
        words = telling_words([self._text(draft.row, "intention") for draft in drafts])
        for draft, intention in zip(drafts, words, strict=True):
            apart = directory.among(self._text(draft.row, "not_with")) - {draft.key}
            yield Person(
                key=draft.key,
                zone=draft.zone,
                hours=draft.hours,
                languages=draft.languages,
                interests=draft.interests,
                intention=intention,
                host=draft.host,
                wishes=self._wishes(draft, directory, apart),
                apart=apart,
                met=self._met(draft.row, directory) - {draft.key},
                call=self._joined(draft.call, calls),
            )

    def _wishes(self, draft: _Draft, directory: Directory, apart: frozenset[str]) -> frozenset[str]:
        wishes: set[str] = set()
        impossible = False
        for mention, key in directory.named_in(self._text(draft.row, "with")):
            if key is None:
                self._problem(draft.row, "with", directory.nobody(mention))
            elif key == draft.key or key in apart:
                impossible = True
            else:
                wishes.add(key)
        if impossible:
            # One sentence for a wish for oneself and for one that the same person takes back under
            # "not with", and no value: whom somebody would rather not be with is nobody's to read.
            self._problem(
                draft.row,
                "with",
                MisreadError(
                    "",
                    _("What this answer wishes cannot be as it stands."),
                    _("Ask this person whom they would like to be with, or empty the cell."),
                ),
            )
        return frozenset(wishes)

    def _met(self, row: Row, directory: Directory) -> frozenset[str]:
        met: set[str] = set()
        for _mention, key in directory.named_in(self._text(row, "met")):
            if key is None:
                self.notes.add("met_elsewhere")
            else:
                met.add(key)
        return frozenset(met)

    def _joined(self, cell: CallCell | None, calls: Mapping[str, Call]) -> str | None:
        if cell is None:
            return None
        call = calls.get(folded(cell.name))
        if call is None:
            self.notes.add("nobody_calls", cell.name)
        return call.name if call else None
