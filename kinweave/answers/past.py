"""Who has met whom, out of what earlier seasons left behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from kinweave.answers.cells import folded, says_nothing, words
from kinweave.answers.day_words import TIMES_OF_DAY
from kinweave.answers.errors import AnswersError, BadValue, MisreadError, unusable
from kinweave.answers.headers import MANY, guess
from kinweave.answers.hours import HoursReader
from kinweave.answers.notes import Notes
from kinweave.answers.tables import Table, open_bytes, open_table
from kinweave.answers.wishes import read_email
from kinweave.words import gettext as _

_CREW = frozenset(
    ["crew", "crews", "crew id", "crew name", "group", "group name", "pod", "your crew"]
)
_CREW |= frozenset(["which crew were you in", "gruppe", "groupe", "grupo", "gruppo", "groep"])

LARGEST_CREW = 50
"""More people than that under one name are no crew, and their pairs would be very many."""


def read_past(path: Path) -> frozenset[frozenset[str]]:
    """The pairs of e-mail addresses that have been in a crew together.

    ``path``: an earlier ``crews.csv`` or ``plan.json`` of ours, or any table with a column for
    the crew (or group, or pod) and one for the e-mail address. Raises :class:`AnswersError`.
    """
    crews = _in_plan(path) if path.suffix.lower() == ".json" else _in_table(path)
    for name, members in crews.items():
        if len(members) > LARGEST_CREW:
            raise unusable(
                str(path),
                _("{count} people are in the crew “{name}”, too many for a crew.").format(
                    count=len(members), name=name
                ),
                _("Name the column that tells who was in which crew “crew”."),
            )
    return frozenset(
        frozenset(pair) for members in crews.values() for pair in combinations(members, 2)
    )


def _in_plan(path: Path) -> dict[str, set[str]]:
    try:
        crews = json.loads(open_bytes(path).decode("utf-8-sig"))["crews"]
        return {str(at): _addresses(crew["members"]) for at, crew in enumerate(crews)}
    except (ValueError, LookupError, TypeError, RecursionError, MisreadError) as error:
        if isinstance(error, AnswersError):
            raise
        raise unusable(
            str(path),
            _("This is not a plan.json with crews and their members."),
            _("Give the plan.json or the crews.csv of an earlier season."),
        ) from error


def _addresses(members: Iterable[object]) -> set[str]:
    return {read_email(str(member)) for member in members}


def _in_table(path: Path) -> dict[str, set[str]]:
    hours = HoursReader(TIMES_OF_DAY)
    table = open_table(path, lambda headers: len(_columns(headers, hours)), Notes())
    columns = _columns(table.headers, hours)
    problems = list(table.problems) + [
        BadValue(
            table.file,
            table.line,
            None,
            "",
            _("I found no column, or more than one, for “{canonical}”.").format(canonical=wanted),
            _("Name the column that holds it “{canonical}”.").format(canonical=wanted),
        )
        for wanted in ("crew", "email")
        if wanted not in columns
    ]
    crews: dict[str, set[str]] = {}
    if not problems:
        problems = _read_rows(table, columns, crews)
    if problems:
        raise AnswersError(problems)
    return crews


def _columns(headers: tuple[str, ...], hours: HoursReader) -> dict[str, int]:
    """Where the crew and the e-mail address stand, each only where that is sure."""
    emails = guess(headers[:MANY], {}, hours).get("email", ())
    crews = tuple(header for header in headers if words(header) in _CREW)
    return {
        canonical: headers.index(found[0])
        for canonical, found in (("crew", crews), ("email", emails))
        if len(found) == 1
    }


def _read_rows(
    table: Table, columns: Mapping[str, int], crews: dict[str, set[str]]
) -> list[BadValue]:
    """Put everybody into their crew; give back what is wrong."""
    problems: list[BadValue] = []
    for row in table.rows:
        crew = folded(row.cells[columns["crew"]])
        if says_nothing(crew):
            continue
        try:
            crews.setdefault(crew, set()).add(read_email(row.cells[columns["email"]]))
        except MisreadError as misread:
            problems.append(
                BadValue(
                    table.file,
                    row.line,
                    table.headers[columns["email"]],
                    misread.value,
                    misread.understood,
                    misread.instead,
                )
            )
    return problems
