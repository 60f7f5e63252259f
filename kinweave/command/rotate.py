"""``kinweave rotate``: rounds of meetings of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kinweave.command.errors import InternalError, RefusedError
from kinweave.command.groups import document_text, put
from kinweave.command.options import Rotate
from kinweave.command.pair_times import PairTimes
from kinweave.command.reading import (
    Gathered,
    gather,
    refuse_folder,
    refuse_no_hours,
    refuse_too_few,
)
from kinweave.command.rounds import DatedRound, dated, rounds_csv, rounds_json, show_rounds
from kinweave.command.showing import Screen, quality_in_words, watched
from kinweave.command.weave import tell_what_was_read
from kinweave.solvers.dyads import Participant, Problem, ProblemError, Round, pair, rotation
from kinweave.solvers.running import Quality
from kinweave.solvers.validators.dyads import violations
from kinweave.words import gettext as _
from kinweave.words import ngettext


def rotate(options: Rotate) -> None:
    """Read, pair, look over, write, tell. Raises AnswersError, RefusedError, InternalError."""
    refuse_folder(options.out)
    gathered = gather(options, needs=())
    refuse_too_few(gathered, options.file, 2, _("a meeting"))
    if gathered.asks("availability"):
        refuse_no_hours(gathered, options.file)
    gathered = replace(gathered, notes=(*gathered.notes, *_remarks(gathered)))
    screen = Screen()
    tell_what_was_read(screen, gathered)
    planned, quality = _planned(_problem(gathered, options), options)
    rounds = [_dated(number, one, gathered, options) for number, one in enumerate(planned)]
    files = {
        "rounds.csv": rounds_csv(rounds, gathered, options.length),
        "rounds.json": document_text(
            rounds_json(rounds), quality, options.seed, length_minutes=options.length
        ),
    }
    paths = put(options, files)
    show_rounds(screen, rounds, gathered)
    screen.say()
    if options.rounds is None:
        count = len(planned)
        screen.say(
            ngettext(
                "After {count} round everyone has met everyone they can.",
                "After {count} rounds everyone has met everyone they can.",
                count,
            ).format(count=count)
        )
    screen.say(quality_in_words(quality))
    screen.paths(paths)


def _remarks(gathered: Gathered) -> list[str]:
    if not gathered.asks("availability"):
        return [_("The form asks for no hours, so each pair agrees on its own.")]
    if not gathered.asks("time_zone"):
        return [_("The form asks for no time zone, so I take it that one clock is everyone’s.")]
    return []


def _dated(number: int, planned: Round, gathered: Gathered, options: Rotate) -> DatedRound:
    """A round with its hours. Its week is looked at anew: clocks may have changed since the first,
    and two people are then left to find an hour of their own."""
    begins = options.start + timedelta(weeks=options.every * number)
    start = _no_hours if (times := _times(gathered, begins, options)) is None else times.proposed
    return dated(number + 1, begins, planned, start)


def _times(gathered: Gathered, begins: date, options: Rotate) -> PairTimes | None:
    if not gathered.asks("availability"):
        return None
    return PairTimes(gathered.people, begins, options.length)


def _no_hours(_members: Sequence[str]) -> datetime | None:
    return None


def _problem(gathered: Gathered, options: Rotate) -> Problem:
    times = _times(gathered, options.start, options)
    bits = times.bits() if times else {}
    # A form that asks whom somebody has met does not ask when: before all that is in a file.
    long_ago = len(gathered.past) + 1
    met = {person.key: dict.fromkeys(person.met, long_ago) for person in gathered.people}
    for ago, pairs in zip(range(len(gathered.past), 0, -1), gathered.past, strict=True):
        for one, two in map(sorted, pairs):
            met[one][two] = ago
    return Problem(
        tuple(
            Participant(
                person.key,
                person.languages,
                bits.get(person.key),
                person.apart,
                tuple(sorted(met[person.key].items())),
            )
            for person in gathered.people
        )
    )


def _planned(problem: Problem, options: Rotate) -> tuple[tuple[Round, ...], Quality]:
    """The rounds, looked over. A single one heeds who met lately, as a rotation cannot."""
    rounds: tuple[Round, ...]
    try:
        with watched(_("Pairing"), options.seconds) as allowance:
            if options.rounds == 1:
                one = pair(problem, seed=options.seed, allowance=allowance)
                found = violations(problem, one)
                rounds, quality = (one,), one.quality
            else:
                many = rotation(
                    problem, rounds=options.rounds, seed=options.seed, allowance=allowance
                )
                found = violations(problem, many, everyone=options.rounds is None)
                rounds, quality = many.rounds, many.quality
    except ProblemError as error:
        raise RefusedError(f"{options.file}: {error}") from error
    if found:
        raise InternalError({violation.kind for violation in found})
    return rounds, quality
