"""From the files that somebody names to the people in them."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from kinweave.answers import NEEDED, Answers, ColumnMap, read, read_past
from kinweave.answers.cells import shorten
from kinweave.answers.errors import unusable
from kinweave.command.errors import RefusedError
from kinweave.command.options import Common
from kinweave.plans.wording import plain
from kinweave.solvers.crews.problem import Person
from kinweave.words import gettext as _
from kinweave.words import ngettext

MAP = "MAP.toml"

Pairs = frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was read. ``past``: who met whom, file by file, among the people here."""

    answers: Answers
    people: tuple[Person, ...]
    names: Mapping[str, str]
    past: tuple[Pairs, ...]
    notes: tuple[str, ...]

    def asks(self, canonical: str) -> bool:
        """Whether the form asks for this."""
        return bool(self.answers.columns.columns.get(canonical))


def gather(options: Common, *, needs: Collection[str] = NEEDED) -> Gathered:
    """Read the answers and the past. Raises AnswersError and :class:`RefusedError`."""
    columns = ColumnMap.from_toml(options.columns) if options.columns else None
    answers = read(options.file, columns=columns, needs=needs)
    people = tuple(answer.person for answer in answers.people)
    here = {person.key for person in people}
    past = tuple(
        frozenset(pair for pair in read_past(path) if pair <= here) for path in options.past
    )
    notes = [
        ngettext(
            "{file} tells of {count} pair here who met before.",
            "{file} tells of {count} pairs here who met before.",
            len(pairs),
        ).format(file=path, count=len(pairs))
        for path, pairs in zip(options.past, past, strict=True)
    ]
    names = {answer.person.key: answer.name for answer in answers.people}
    return Gathered(answers, people, names, past, (*answers.notes, *notes))


def acquainted(people: Sequence[Person], past: Sequence[Pairs]) -> tuple[Person, ...]:
    """The people, knowing also those whom they met in the past."""
    met: dict[str, set[str]] = {}
    for pairs in past:
        for pair in pairs:
            for key in pair:
                met.setdefault(key, set()).update(pair - {key})
    return tuple(
        replace(person, met=person.met | met[person.key]) if person.key in met else person
        for person in people
    )


def refuse_too_few(gathered: Gathered, file: Path, needed: int, what: str) -> None:
    """Raise AnswersError if there are not even ``needed`` people. ``what``: who needs so many."""
    count = len(gathered.people)
    if count < needed:
        raise unusable(
            str(file),
            ngettext(
                "There is {count} answer in this file; {what} needs {needed} people.",
                "There are {count} answers in this file; {what} needs {needed} people.",
                count,
            ).format(count=count, what=what, needed=needed),
            _("Export it again once more people have answered."),
        )


def refuse_no_hours(gathered: Gathered, file: Path) -> None:
    """Raise AnswersError if nobody is ever free."""
    if any(person.hours.free or person.hours.if_need_be for person in gathered.people):
        return
    headers = gathered.answers.columns.columns.get("availability", ())
    raise unusable(
        str(file),
        _("Nobody in this file has any free hours."),
        _("Write hours like “Mon 18:00-21:00; Tue 09:00-12:00?”, or say in MAP.toml which column"
          " holds them."),
        column=", ".join(headers[:3]) + (", …" if len(headers) > 3 else ""),
    )  # fmt: skip


def somebody(email: str, gathered: Gathered, option: str) -> Person:
    """The person with this address. Raises :class:`RefusedError` with somebody near it."""
    wanted = plain(email).casefold().strip("<> ")
    by_key = {person.key: person for person in gathered.people}
    if wanted in by_key:
        return by_key[wanted]
    near = get_close_matches(wanted, by_key, n=1)
    raise RefusedError(
        _("{option}: nobody in this file has the e-mail address “{email}”.").format(
            option=option, email=shorten(email)
        ),
        _("Did you mean {email}?").format(email=near[0])
        if near
        else _("Write the address with which they answered."),
    )


def refuse_folder(out: Path) -> None:
    """Raise :class:`RefusedError` if no files can be put there, before any work is done."""
    place = out
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise RefusedError(
            _("--out {out}: {place} is a file, not a folder.").format(out=out, place=place),
            _("Name a folder; it is made if need be."),
        )
    if not os.access(place, os.W_OK | os.X_OK):
        raise unwritable(out, os.strerror(13))


def unwritable(out: Path, why: str) -> RefusedError:
    """Why nothing can be written there."""
    return RefusedError(
        _("--out {out}: I cannot write there: {why}.").format(out=out, why=why),
        _("Name another folder, or make room in this one. Nothing was changed."),
    )
