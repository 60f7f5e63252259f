"""``kinweave weave``: crews, with their files."""

from __future__ import annotations

from pathlib import Path

from kinweave.command.crews import show_plan
from kinweave.command.errors import InternalError, RefusedError
from kinweave.command.explaining import explain
from kinweave.command.options import Weave
from kinweave.command.reading import (
    MAP,
    Gathered,
    acquainted,
    gather,
    refuse_folder,
    refuse_no_hours,
    refuse_too_few,
    somebody,
    unwritable,
)
from kinweave.command.showing import Screen, watched
from kinweave.plans import crews_csv, plan_text, plan_to_json, render_page, write_all
from kinweave.plans.wording import full_day
from kinweave.solvers.crews.problem import Plan, Problem, ProblemError, Season
from kinweave.solvers.validators.crews import violations
from kinweave.words import gettext as _
from kinweave.words import ngettext


def weave(options: Weave) -> None:
    """Read, propose, look over, write, tell. Raises AnswersError, RefusedError, InternalError."""
    refuse_folder(options.out)
    gathered = gather(options)
    refuse_too_few(gathered, options.file, options.size[0], _("a crew"))
    refuse_no_hours(gathered, options.file)
    asked = somebody(options.explain, gathered, "--explain") if options.explain else None
    screen = Screen()
    tell_what_was_read(screen, gathered)
    problem = Problem(
        acquainted(gathered.people, gathered.past), season_of(options), gathered.answers.calls
    )
    plan = _proposed(problem, options)
    look_over(problem, plan)
    paths = _write(options, gathered, problem, plan)
    show_plan(screen, plan, gathered.names)
    if asked:
        explain(screen, problem, plan, asked.key, gathered)
    screen.paths(paths)
    _tell_of_map(screen, options, gathered, paths)


def season_of(options: Weave) -> Season:
    """The season that the options describe."""
    smallest, largest = options.size
    return Season(
        start=options.start,
        meetings=options.meetings,
        every_weeks=options.every,
        length_minutes=options.length,
        smallest=smallest,
        target=options.target,
        largest=largest,
    )


def look_over(problem: Problem, plan: Plan) -> None:
    """Raise :class:`InternalError` for a plan that breaks a rule: nobody is to see it."""
    if broken := violations(problem, plan):
        raise InternalError({violation.kind for violation in broken})


def tell_what_was_read(screen: Screen, gathered: Gathered) -> None:
    """How many answers there are, and what had to be guessed."""
    count = len(gathered.people)
    screen.say(ngettext("I read {count} answer.", "I read {count} answers.", count).format(
        count=count
    ))  # fmt: skip
    for note in gathered.notes:
        screen.say(note, indent=2)
    screen.flush()


def _proposed(problem: Problem, options: Weave) -> Plan:
    from kinweave.solvers.crews.propose import propose

    try:
        with watched(_("Weaving"), options.seconds) as allowance:
            return propose(problem, seed=options.seed, allowance=allowance)
    except ProblemError as error:
        raise RefusedError(f"{options.file}: {error}") from error


def _write(options: Weave, gathered: Gathered, problem: Problem, plan: Plan) -> tuple[Path, ...]:
    title = options.title or _("Crews from {day}").format(day=full_day(options.start))
    files = {
        "plan.html": render_page(plan, problem, gathered.names, title=title),
        "crews.csv": crews_csv(plan, problem, gathered.names),
        "plan.json": plan_text(plan_to_json(plan, problem, gathered.names)),
    }
    if options.columns is None and not (options.out / MAP).exists():
        files[MAP] = gathered.answers.columns.to_toml()
    try:
        return write_all(options.out, files)
    except OSError as error:
        raise unwritable(options.out, error.strerror or str(error)) from error


def _tell_of_map(
    screen: Screen, options: Weave, gathered: Gathered, paths: tuple[Path, ...]
) -> None:
    """What MAP.toml is for when it is new, and that it was not used where it would matter."""
    place = options.out / MAP
    if place in paths:
        screen.say(
            _("{map} holds what was guessed. To put it right, change it and add --columns {map}.")
            .format(map=place)
        )  # fmt: skip
    elif options.columns is None and _differs(place, gathered):
        screen.say(
            _("{map} was there already and was not used; to read by it, add --columns {map}.")
            .format(map=place)
        )  # fmt: skip


def _differs(place: Path, gathered: Gathered) -> bool:
    try:
        return place.read_text("utf-8") != gathered.answers.columns.to_toml()
    except (OSError, UnicodeDecodeError):
        return True
