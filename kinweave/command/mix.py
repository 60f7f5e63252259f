"""``kinweave mix``: groups for several rounds of a gathering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from kinweave.command.errors import InternalError, RefusedError
from kinweave.command.groups import document_text, group_id, others, put
from kinweave.command.options import Mix
from kinweave.command.reading import (
    Gathered,
    acquainted,
    gather,
    refuse_folder,
    refuse_too_few,
    somebody,
)
from kinweave.command.showing import Screen, quality_in_words, watched
from kinweave.command.weave import tell_what_was_read
from kinweave.plans.languages import language
from kinweave.plans.table import table_text
from kinweave.plans.wording import either, name_of
from kinweave.solvers.mixing import MixingPlan, Participant, Problem, ProblemError, plan
from kinweave.solvers.running import Reason
from kinweave.solvers.validators.mixing import violations
from kinweave.words import gettext as _
from kinweave.words import ngettext

COLUMNS = ("round", "group", "name", "email", "with", "note")


def mix(options: Mix) -> None:
    """Read, mix, look over, write, tell. Raises AnswersError, RefusedError, InternalError."""
    refuse_folder(options.out)
    gathered = gather(options, needs=())
    refuse_too_few(gathered, options.file, min(options.groups_of), _("a group"))
    problem = _problem(gathered, options)
    screen = Screen()
    tell_what_was_read(screen, gathered)
    try:
        with watched(_("Mixing"), options.seconds) as allowance:
            mixed = plan(problem, seed=options.seed, allowance=allowance)
    except ProblemError as error:
        raise RefusedError(f"{options.file}: {error}") from error
    if broken := violations(problem, mixed):
        raise InternalError({violation.kind for violation in broken})
    files = {
        "groups.csv": table_text(COLUMNS, _rows(mixed, gathered)),
        "groups.json": document_text(_rounds(mixed), mixed.quality, options.seed),
    }
    paths = put(options, files)
    _show(screen, mixed, gathered)
    screen.paths(paths)


def _problem(gathered: Gathered, options: Mix) -> Problem:
    absent: dict[str, set[int]] = {}
    for email, rounds in options.absent:
        key = somebody(email, gathered, "--absent").key
        if rounds.stop > options.rounds:
            raise RefusedError(
                _("--absent {email}: there is no round {number}.").format(
                    email=key, number=rounds.stop
                ),
                _("Write a round from 1 to {rounds}, or ask for more with --rounds.").format(
                    rounds=options.rounds
                ),
            )
        absent.setdefault(key, set()).update(rounds)
    participants = tuple(
        Participant(
            person.key,
            languages=person.languages if options.same_language else frozenset(),
            absent=frozenset(absent.get(person.key, ())),
            apart=person.apart,
            met=person.met,
        )
        for person in acquainted(gathered.people, gathered.past)
    )
    return Problem(participants, options.rounds, options.groups_of)


def _rows(mixed: MixingPlan, gathered: Gathered) -> Iterator[dict[str, str]]:
    names = gathered.names
    for number, one in enumerate(mixed.rounds, 1):
        for place, group in enumerate(one.groups, 1):
            for key in group.members:
                yield {
                    "round": str(number),
                    "group": group_id(number, "group", place),
                    "name": name_of(key, names),
                    "email": key,
                    "with": others(key, group.members, names),
                }
        for key in one.sitting_out:
            yield {
                "round": str(number),
                "name": name_of(key, names),
                "email": key,
                "note": _("sits out"),
            }


def _rounds(mixed: MixingPlan) -> list[dict[str, Any]]:
    return [
        {
            "round": number,
            "groups": [
                {
                    "id": group_id(number, "group", place),
                    "members": list(group.members),
                    "languages": list(group.languages),
                }
                for place, group in enumerate(one.groups, 1)
            ],
            "sitting_out": list(one.sitting_out),
        }
        for number, one in enumerate(mixed.rounds, 1)
    ]


def _show(screen: Screen, mixed: MixingPlan, gathered: Gathered) -> None:
    names = gathered.names
    for number, one in enumerate(mixed.rounds, 1):
        screen.heading(_("Round {number}").format(number=number))
        rows = [
            (str(place), ", ".join(name_of(key, names) for key in group.members))
            for place, group in enumerate(one.groups, 1)
        ]
        if rows:
            screen.listing((_("Group"), _("Who")), rows, wide=1)
        if one.sitting_out:
            screen.say(
                _("Sitting out: {names}").format(
                    names=", ".join(name_of(key, names) for key in one.sitting_out)
                )
            )
    screen.say()
    for reason in mixed.reasons:
        screen.say(reason_in_words(reason))
    screen.say(quality_in_words(mixed.quality))


def reason_in_words(reason: Reason) -> str:
    """What came of the mixing, as a sentence."""
    values = cast(dict[str, int], reason.values)
    match reason.kind:
        case "new_pairs":
            return ngettext(
                "{count} pair meets for the first time, of {possible} that could.",
                "{count} pairs meet for the first time, of {possible} that could.",
                values["pairs"],
            ).format(count=values["pairs"], possible=values["possible"])
        case "repeats":
            return ngettext(
                "{count} pair meets again, here or from earlier.",
                "{count} pairs meet again, here or from earlier.",
                values["pairs"],
            ).format(count=values["pairs"])
        case "sitting_out":
            if values["fewest"] == values["most"]:
                return ngettext(
                    "Everyone sits out once.", "Everyone sits out {count} times.", values["most"]
                ).format(count=values["most"])
            return ngettext(
                "Nobody sits out more than once.",
                "Nobody sits out more than {count} times.",
                values["most"],
            ).format(count=values["most"])
        case _alone:
            people = cast(Sequence[str], reason.values["people"])
            codes = cast(Sequence[str], reason.values["languages"])
            return ngettext(
                "{count} person is without a group, as too few here speak {languages}.",
                "{count} people are without a group, as too few here speak {languages}.",
                len(people),
            ).format(count=len(people), languages=either(map(language, codes)))
