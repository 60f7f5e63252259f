"""The validator of crews: what it lets pass, what it finds, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kinweave.solvers.crews.problem import (
    Call,
    CommonTime,
    Plan,
    Problem,
    Series,
    Unplaced,
    Weights,
)
from kinweave.solvers.running import Quality, Reason
from kinweave.solvers.validators.crews import Violation, score_of, violations
from tests.solvers.crews.summer_time import utc
from tests.solvers.crews.validator.cases import (
    ANA,
    BO,
    CREW,
    CY,
    FIRST,
    PARTS,
    PLAN,
    PROBLEM,
    QUARTER_PAST,
    SCORE,
    SEASON,
    SECOND,
    TUESDAY_1800,
    TUESDAY_1830,
    among,
    crew,
    kinds,
)


def test_a_plan_worked_out_by_hand_keeps_every_rule() -> None:
    assert violations(PROBLEM, PLAN) == ()


def test_a_plan_without_anybody_keeps_every_rule() -> None:
    assert violations(Problem((), SEASON), Plan((), (), Quality(0.0), Weights(), 0)) == ()


def test_the_score_of_a_crew_is_the_one_worked_out_by_hand() -> None:
    scored = score_of(PROBLEM, ("cy", "ana", "bo"))
    assert scored is not None
    assert scored[0] == pytest.approx(SCORE, abs=1e-12)
    assert scored[1] == pytest.approx(PARTS, abs=1e-12)


def test_people_who_may_not_be_a_crew_have_no_score() -> None:
    assert score_of(PROBLEM, ("ana", "dee")) is None
    assert score_of(PROBLEM, ("ana",)) is None
    assert score_of(among(bo=replace(BO, languages=frozenset({"de"}))), CREW.members) is None
    assert score_of(among(cy=replace(CY, apart=frozenset({"ana"}))), CREW.members) is None


BROKEN: dict[str, tuple[Plan, list[str]]] = {
    "names a stranger": (crew(members=("ana", "bo", "zoe")), ["unknown", "forgotten"]),
    "has nobody in it": (crew(members=()), ["unknown", "forgotten"]),
    "names somebody twice": (crew(members=("ana", "ana", "bo", "cy")), ["twice"]),
    "does not sort its members": (crew(members=("bo", "ana", "cy")), ["unsorted"]),
    "belongs to a call that is none": (crew(call="tea"), ["call"]),
    "names a language not shared": (crew(languages=("en", "de")), ["languages"]),
    "names no language": (crew(languages=()), ["languages"]),
    "puts a maybe before a yes": (crew(hosts=("ana", "bo")), ["hosts"]),
    "leaves out a host": (crew(hosts=("bo",)), ["hosts"]),
    "names no time": (crew(times=()), ["no_time"]),
    "leaves out a time": (crew(times=(FIRST, SECOND)), ["times"]),
    "names a time twice": (crew(times=(*CREW.times, FIRST)), ["same_start"]),
    "hides who comes if need be": (
        crew(times=(FIRST, QUARTER_PAST, replace(SECOND, if_need_be=()))),
        ["if_need_be"],
    ),
    "calls free hours if need be": (
        crew(times=(replace(FIRST, if_need_be=("ana",)), QUARTER_PAST, SECOND)),
        ["if_need_be"],
    ),
    "meets at a wrong length": (
        crew(
            times=(
                replace(FIRST, series=replace(FIRST.series, length_minutes=45)),
                QUARTER_PAST,
                SECOND,
            )
        ),
        ["length"],
    ),
    "goes by a clock of nobody's": (
        crew(
            times=(
                replace(FIRST, series=replace(FIRST.series, zone="Europe/Paris")),
                QUARTER_PAST,
                SECOND,
            )
        ),
        ["anchor"],
    ),
    "says it is worth more": (crew(score=SCORE + 1e-5), ["score"]),
    "is worth no number": (crew(score=float("nan")), ["score"]),
    "says a part is more": (crew(parts={**PARTS, "host": 0.5}), ["part"]),
    "leaves out a part": (
        crew(parts={part: PARTS[part] for part in PARTS if part != "size"}),
        ["part"],
    ),
    "makes up a part": (crew(parts={**PARTS, "luck": 1.0}), ["part"]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_it_is_found_when_a_crew(what: str) -> None:
    plan, expected = BROKEN[what]
    assert kinds(PROBLEM, plan) == expected


WRONG_SERIES = {
    "a meeting too few": TUESDAY_1800[:1],
    "a meeting too many": (*TUESDAY_1800, utc("2027-01-26 17:00")),
    "no meeting": (),
    "a fortnight instead of a week": (TUESDAY_1800[0], utc("2027-01-26 17:00")),
    "another hour the second time": (TUESDAY_1800[0], TUESDAY_1830[1]),
    "a start at a quarter past": (utc("2027-01-12 16:45"), utc("2027-01-19 16:45")),
    "a start with seconds": tuple(start + timedelta(seconds=1) for start in TUESDAY_1800),
    "instants without a zone": tuple(start.replace(tzinfo=None) for start in TUESDAY_1800),
    "a week too late": tuple(start + timedelta(days=7) for start in TUESDAY_1800),
    "a week too early": tuple(start - timedelta(days=7) for start in TUESDAY_1800),
}


@pytest.mark.parametrize("what", WRONG_SERIES)
def test_a_series_is_refused_for(what: str) -> None:
    series = replace(FIRST.series, starts=WRONG_SERIES[what])
    found = kinds(PROBLEM, crew(times=(replace(FIRST, series=series), QUARTER_PAST, SECOND)))
    assert found[0] == "series"
    assert set(found) <= {"series", "times"}


def test_who_is_busy_is_named_where_the_crew_could_meet_at_another_time() -> None:
    series = Series("Europe/Vienna", (utc("2027-01-12 18:00"), utc("2027-01-19 18:00")), 60)
    found = violations(PROBLEM, crew(times=(*CREW.times, CommonTime(series))))
    assert found == (
        Violation(
            "busy", 0, ("bo", "cy"), {"zone": "Europe/Vienna", "start": utc("2027-01-12 18:00")}
        ),
    )


CALL = Call("tea", "ana", smallest=3, largest=3)


def test_a_crew_with_a_caller_is_of_the_call_and_of_its_size() -> None:
    called = replace(among(ana=replace(ANA, call="tea")), calls=(CALL,))
    assert kinds(called, PLAN) == ["call"]
    assert kinds(called, crew(call="tea")) == []
    bigger = replace(called, calls=(replace(CALL, smallest=4, largest=None),))
    assert "size" in kinds(bigger, crew(call="tea"))
    assert violations(bigger, crew(call="tea"))[0].values == {
        "size": 3,
        "smallest": 4,
        "largest": 4,
    }


def test_a_target_is_brought_within_the_bounds_of_the_call() -> None:
    larger = replace(PROBLEM, season=replace(SEASON, target=6, largest=6))
    scored = score_of(larger, CREW.members)
    assert scored is not None
    assert scored[1]["size"] == 0
    scored = score_of(replace(larger, calls=(CALL,)), CREW.members)
    assert scored is not None
    assert scored[1]["size"] == 1


def test_two_callers_are_not_in_one_crew() -> None:
    called = replace(PROBLEM, calls=(CALL, Call("walk", "bo")))
    assert violations(called, crew(call="tea"))[0] == Violation("callers", 0, ("ana", "bo"))


@pytest.mark.parametrize(
    ("wishes", "call", "share"),
    [
        ((), None, 1),
        (("bo",), None, 1),
        (("dee",), None, 0),
        (("bo", "dee"), None, 1 / 2),
        (("gone",), None, 1),
        ((), "tea", 1),
        (("dee",), "tea", 3 / 4),
        (("ana",), "tea", 1),
        (("bo", "dee"), "walk", 1 / 5),
        (("bo",), "no such call", 1),
    ],
)
def test_wishes_of_somebody_come_true_in_part(
    wishes: tuple[str, ...], call: str | None, share: float
) -> None:
    problem = among(ana=replace(ANA, wishes=frozenset()), cy=replace(
        CY, wishes=frozenset(wishes), call=call
    ))  # fmt: skip
    problem = replace(problem, calls=(Call("tea", "ana"), Call("walk", "dee")))
    scored = score_of(problem, CREW.members)
    assert scored is not None
    assert scored[1]["wishes"] == pytest.approx((2 + share) / 3, abs=1e-12)


def test_two_words_in_common_are_enough() -> None:
    both = among(ana=replace(ANA, interests=ANA.interests | BO.interests))
    scored = score_of(both, CREW.members)
    assert scored is not None
    assert scored[1]["interests"] == pytest.approx(2 / 3, abs=1e-12)


def test_two_have_met_if_either_says_so() -> None:
    strangers = {"bo": replace(BO, met=frozenset()), "cy": replace(CY, met=frozenset())}
    for who, people in {
        "nobody": {},
        "bo": {"bo": replace(BO, met=frozenset({"cy", "gone"}))},
        "cy": {"cy": replace(CY, met=frozenset({"bo"}))},
    }.items():
        scored = score_of(among(**(strangers | people)), CREW.members)
        assert scored is not None
        assert scored[1]["fresh"] == pytest.approx(1 if who == "nobody" else 2 / 3, abs=1e-12)


def test_a_call_of_ones_own_is_no_wish() -> None:
    problem = among(ana=replace(ANA, call="tea"))
    scored = score_of(replace(problem, calls=(CALL,)), CREW.members)
    assert scored is not None
    assert scored[1] == pytest.approx(PARTS, abs=1e-12)


def test_only_the_proportions_of_the_weights_matter() -> None:
    weights = {"time": 2, "interests": 0, "fresh": 0, "wishes": 0, "host": 0, "size": 0}
    only_time = replace(PROBLEM, weights=Weights(**weights, places=0))
    scored = score_of(only_time, CREW.members)
    assert scored is not None
    assert scored[0] == pytest.approx(PARTS["time"], abs=1e-12)
    assert "weights" in kinds(only_time, PLAN)


def test_everybody_is_in_one_crew_or_unplaced() -> None:
    dee = PLAN.unplaced
    bo = Unplaced("bo", Reason("nobody_free"))
    zoe = Unplaced("zoe", Reason("nobody_free"))
    assert kinds(PROBLEM, replace(PLAN, unplaced=())) == ["forgotten"]
    assert kinds(PROBLEM, replace(PLAN, unplaced=(*dee, bo))) == ["both"]
    assert kinds(PROBLEM, replace(PLAN, unplaced=(*dee, *dee))) == ["unplaced_twice"]
    assert kinds(PROBLEM, replace(PLAN, unplaced=(*dee, zoe))) == ["stranger"]
    twice = replace(PLAN, crews=(CREW, CREW), quality=Quality(6 * SCORE))
    assert violations(PROBLEM, twice) == tuple(
        Violation("two_crews", None, (key,), {"crews": (0, 1)}) for key in CREW.members
    )


def test_the_quality_is_what_the_crews_are_worth() -> None:
    def of(quality: Quality) -> list[str]:
        return kinds(PROBLEM, replace(PLAN, quality=quality))

    assert of(Quality(3 * SCORE, bound=3 * SCORE, proven=True)) == []
    assert of(Quality(3 * SCORE, bound=3)) == []
    assert of(Quality(3 * SCORE + 1e-5)) == ["objective"]
    assert of(Quality(3 * SCORE, bound=3 * SCORE - 1e-5)) == ["bound"]
    assert of(Quality(3 * SCORE, bound=3, proven=True)) == ["proof"]


def test_a_plan_from_a_file_is_not_asked_for_what_files_leave_out() -> None:
    kept = crew(members=("cy", "ana", "bo"), times=(replace(SECOND, if_need_be=()),), parts={})
    assert kinds(PROBLEM, kept, complete=False) == []
    assert kinds(PROBLEM, crew(times=()), complete=False) == ["no_time"]
    assert kinds(PROBLEM, crew(languages=("de",)), complete=False) == ["languages"]
    assert kinds(PROBLEM, crew(score=0.5, parts={}), complete=False) == ["score"]
