"""``--check``: whether a plan keeps every rule, told in words."""

from __future__ import annotations

from pathlib import Path

from kinweave.answers.tables import open_bytes
from kinweave.command.errors import RefusedError
from kinweave.command.explaining import explain
from kinweave.command.options import Weave
from kinweave.command.reading import acquainted, gather, somebody
from kinweave.command.showing import Screen
from kinweave.command.violations import violation_in_words
from kinweave.plans import PlanError, crew_ids, plan_from_json, plan_from_text, season_from_json
from kinweave.solvers.crews.problem import Plan, Problem, Season
from kinweave.solvers.validators.crews import violations
from kinweave.words import gettext as _
from kinweave.words import ngettext

# What differs when a plan is held against fewer files, or other ones, than it was made from.
_WORTH = frozenset({"score", "part", "objective", "bound", "proof"})


def check(options: Weave) -> bool:
    """Say whether the plan holds for the answers. Raises AnswersError and RefusedError."""
    assert options.check is not None  # noqa: S101 - main asks before it comes here
    plan, season = _read(options.check)
    gathered = gather(options)
    asked = somebody(options.explain, gathered, "--explain") if options.explain else None
    people = acquainted(gathered.people, gathered.past)
    problem = Problem(people, season, gathered.answers.calls)
    found = violations(problem, plan, complete=False)
    screen = Screen()
    _tell(screen, plan, [violation_in_words(one, crew_ids(plan), gathered.names) for one in found])
    if found and {one.kind for one in found} <= _WORTH:
        screen.say(
            _("If it was made with --past or --columns, give the same ones here.")
        )  # fmt: skip
    if asked:
        explain(screen, problem, plan, asked.key, gathered)
    return not found


def _read(path: Path) -> tuple[Plan, Season]:
    content = open_bytes(path)
    try:
        document = plan_from_text(content)
        return plan_from_json(document), season_from_json(document)
    except PlanError as error:
        raise RefusedError(
            f"{path}: {error}", _("Give a plan.json as kinweave weave wrote it.")
        ) from error


def _tell(screen: Screen, plan: Plan, broken: list[str]) -> None:
    crews = len(plan.crews)
    if not broken:
        screen.say(
            ngettext(
                "This plan holds: its {count} crew keeps every rule.",
                "This plan holds: its {count} crews keep every rule.",
                crews,
            ).format(count=crews)
        )
        return
    count = len(broken)
    screen.say(
        ngettext(
            "This plan does not hold. {count} thing is not as it should be:",
            "This plan does not hold. {count} things are not as they should be:",
            count,
        ).format(count=count)
    )
    for text in broken:
        screen.say(text, indent=2)
