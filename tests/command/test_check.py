"""``--check``: a plan held against the answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kinweave.command.errors import InternalError
from kinweave.command.weave import look_over
from kinweave.plans import plan_text, plan_to_json
from kinweave.solvers.crews.problem import Plan, Problem
from kinweave.solvers.running import Quality
from tests.answers.forms import Forms, answer, text_of
from tests.command.conftest import Woven
from tests.command.running import EXAMPLE, files_in, kinweave
from tests.plans.builders import SEASON, crew, plan, problem, the_cast, their_crew

EVENINGS = "Tue 18:00-22:00"


def written(folder: Path, made: Plan) -> Path:
    path = folder / "plan.json"
    path.write_text(plan_text(plan_to_json(made, Problem((), SEASON))), "utf-8")
    return path


def changed(woven: Woven, folder: Path, change: Any) -> Path:
    document = json.loads((woven.out / "plan.json").read_text("utf-8"))
    change(document)
    path = folder / "plan.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def test_a_plan_of_ours_holds(woven: Woven, tmp_path: Path) -> None:
    run = kinweave("weave", EXAMPLE, "--check", woven.out / "plan.json", folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("This plan holds")
    assert files_in(tmp_path) == {}


def test_a_plan_in_which_somebody_was_moved_does_not(woven: Woven, tmp_path: Path) -> None:
    def move(document: dict[str, Any]) -> None:
        first, *_others, last = document["crews"]
        last["members"].append(first["members"].pop())

    path = changed(woven, tmp_path, move)
    run = kinweave("weave", EXAMPLE, "--check", path, folder=tmp_path)
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith("This plan does not hold.")
    assert "  crew-01: " in run.stdout


def test_every_rule_that_is_broken_is_told_in_words(woven: Woven, tmp_path: Path) -> None:
    def spoil(document: dict[str, Any]) -> None:
        document["crews"][0]["members"] += ["ghost@example.org"]
        document["crews"][1]["score"] = 0.001
        document["crews"][2]["zone"] = "Asia/Kathmandu"
        document["crews"][2]["starts_local"] = None
        document["crews"][3]["length_minutes"] = 15
        document["crews"][4]["hosts"] = ["ghost@example.org"]
        document["crews"][5]["language"] = "tlh"
        document["crews"][6]["call"] = "Nobody’s"
        document["unplaced"] = document["unplaced"][1:]
        document["quality"]["weights"]["time"] = 0.9
        del document["crews"][2]

    run = kinweave("weave", EXAMPLE, "--check", changed(woven, tmp_path, spoil), folder=tmp_path)
    assert (run.returncode, run.stderr) == (1, "")
    for part in (
        "crew-01: not among the answers: ghost@example.org.",
        "its score is said to be 0.001",
        "its meetings last 15 minutes; this season’s last 90.",
        "it names as hosts: ghost@example.org.",
        "it says that it speaks tlh",
        "it says that its call is Nobody’s",
        "Answered, and are neither in a crew nor named: ",
        "It was made with other weights than are usual.",
    ):
        assert part in run.stdout


def test_two_kept_apart_are_told_in_the_words_of_people_without_a_common_time(
    forms: Forms, tmp_path: Path
) -> None:
    emails = [f"{name}@example.org" for name in ("ada", "ben", "cy")]
    path = written(tmp_path, plan(crew(emails)))

    def told(**bens: str) -> str:
        people = [
            answer("Ada", availability=EVENINGS),
            answer("Ben", **{"availability": EVENINGS, "not_with": ""} | bens),
            answer("Cy", availability=EVENINGS),
        ]
        file = forms.write(text_of(people))
        run = kinweave("weave", file, "--check", path, folder=tmp_path)
        assert run.returncode == 1
        return run.stdout + run.stderr

    apart = told(not_with="ada@example.org")
    assert apart == told(availability="Fri 08:00-09:00")
    assert "cannot meet as a crew" in apart


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not JSON"),
        ("[]", "{ }"),
        ("{}", "season"),
        ('{"season": {"start": "soon"}}', "season"),
        ("\x89PNG", "not"),
        ("[" * 100_000, "nested"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(
    forms: Forms, tmp_path: Path, content: str, says: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content.encode("latin-1"))
    file = forms.write(text_of([answer("Ada")]))
    run = kinweave("weave", file, "--check", path, folder=tmp_path)
    assert run.returncode == 2
    assert str(path) in run.stderr
    assert says in run.stderr
    assert "Traceback" not in run.stderr


def test_a_plan_of_ours_that_breaks_a_rule_is_never_shown() -> None:
    with pytest.raises(InternalError) as stopped:
        look_over(problem(*the_cast()), plan(their_crew()))
    told = str(stopped.value)
    assert "nothing was written" in told
    for person in the_cast():
        assert person.key not in told
    look_over(Problem((), SEASON), plan(quality=Quality(0.0, 0.0, proven=True)))
