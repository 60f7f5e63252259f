"""Which of a file's columns holds what: said by a host, or guessed."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from kinweave.answers.cells import folded, quoted, shorten
from kinweave.answers.columns import CANONICAL, ColumnMap
from kinweave.answers.errors import AnswersError, BadValue, MisreadError, unusable
from kinweave.answers.headers import MANY, SINGLE, guess, slot
from kinweave.answers.hours import HoursReader
from kinweave.answers.notes import Notes
from kinweave.answers.tables import Row, open_table
from kinweave.words import gettext as _


class Layout:
    """A table and where each canonical column stands in it."""

    def __init__(
        self,
        path: Path,
        given: ColumnMap,
        needs: Collection[str],
        hours: HoursReader,
        notes: Notes,
    ) -> None:
        """Raises AnswersError where the file or its header cannot be used."""
        self.table = open_table(path, lambda headers: len(guess(headers[:MANY], {}, hours)), notes)
        self._headers = self.table.headers
        if len(self._headers) > MANY:
            raise unusable(
                self.table.file,
                _("This file has more than {count} columns.").format(count=MANY),
                _("Give the CSV file that your form exported."),
            )
        self.columns = {**given.columns, **guess(self._headers, given.columns, hours)}
        self._wrong: list[BadValue] = []
        self.at = {canonical: self._positions(canonical) for canonical in CANONICAL}
        for canonical in CANONICAL:  # without an address there would be no telling people apart
            self._check(canonical, needed=canonical == "email" or canonical in needs)
        if self._wrong:
            raise AnswersError(self._wrong)
        self.slots = {at: slot(self._headers[at], hours) for at in self.at["availability"]}

    def cells(self, row: Row, canonical: str) -> tuple[str, ...]:
        """What a row says of one thing, in all the columns that ask for it."""
        return tuple(row.cells[at] for at in self.at[canonical])

    def text(self, row: Row, canonical: str) -> str:
        """The same as one text, with line ends between."""
        at = self.at[canonical]
        return row.cells[at[0]] if len(at) == 1 else "\n".join(self.cells(row, canonical))

    def bad(
        self, row: Row, canonical: str, misread: MisreadError, at: int | None = None
    ) -> BadValue:
        """What could not be read, with its place; ``at``: the column, if there are several."""
        positions = self.at[canonical]
        header = self._headers[positions[0] if at is None else at]
        return BadValue(
            *(self.table.file, row.line, header),
            *(misread.value, misread.understood, misread.instead),
        )

    def unread(self) -> list[str]:
        """The headers of the columns that are not read."""
        used = {at for positions in self.at.values() for at in positions}
        return [header for at, header in enumerate(self._headers) if header and at not in used]

    def _positions(self, canonical: str) -> tuple[int, ...]:
        positions: list[int] = []
        for wanted in self.columns.get(canonical, ()):
            found = [
                at for at, header in enumerate(self._headers) if folded(header) == folded(wanted)
            ]
            if not found:
                self._missing(canonical, wanted)
            positions += found[:1] if canonical == "name" else found
        return tuple(dict.fromkeys(positions))

    def _missing(self, canonical: str, wanted: str) -> None:
        near = get_close_matches(shorten(wanted), self._headers, n=1)
        self._bad_header(
            wanted,
            _("The map names this column for “{canonical}”, and the file has none such.").format(
                canonical=canonical
            ),
            _("Did you mean “{header}”?").format(header=near[0]) if near else self._there_are(),
        )

    def _check(self, canonical: str, *, needed: bool) -> None:
        at = self.at[canonical]
        if canonical in SINGLE and len(at) > 1:
            headers = list(dict.fromkeys(self._headers[one] for one in at))
            self._bad_header(
                ", ".join(headers),
                _("More than one column could be “{canonical}”.").format(canonical=canonical),
                _("Say which in MAP.toml under [columns]: {canonical} = {header}").format(
                    canonical=canonical, header=quoted(headers[0])
                )
                if len(headers) > 1
                else _("Give each column a name of its own."),
            )
        elif needed and not at and not self.columns.get(canonical):
            self._bad_header(
                "",
                _("I found no column for “{canonical}”.").format(canonical=canonical),
                _('Say which it is in MAP.toml under [columns]: {canonical} = "…".').format(
                    canonical=canonical
                )
                + " "
                + self._there_are(),
            )

    def _there_are(self) -> str:
        headers = [f"“{shorten(header, 40)}”" for header in self._headers if header]
        shown = ", ".join(headers[:20]) + (", …" if len(headers) > 20 else "")
        return _("The file has: {headers}.").format(headers=shown or "–")

    def _bad_header(self, value: str, understood: str, instead: str) -> None:
        self._wrong.append(
            BadValue(self.table.file, self.table.line, None, value, understood, instead)
        )
