"""The validator of crews: what it lets pass, what it finds, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinweave.solvers.crews.problem import (
    Call,
    CommonTime,
    Crew,
    Hosting,
    Hours,
    Person,
    Plan,
    Problem,
    Season,
    Series,
    Unplaced,
    Weights,
)
from kinweave.solvers.running import Quality, Reason
from kinweave.solvers.validators.crews import Rules, Violation, score_of, violations
from tests.solvers.crews import by_hand
from tests.solvers.crews.summer_time import CASES, Through, hours, utc

EN = frozenset({"en"})
THROUGH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

# Ana in Vienna and Bo in Lagos are at +1 all January 2027, Cy in Kathmandu at +5:45. From Monday
# 11 January, on two Tuesdays, for an hour, three starts suit them: 18:00 in Vienna, and if need be
# for Cy 18:15 (23:00 in Kathmandu, and no half hour in Vienna) and 18:30.
TUESDAY_1800 = (utc("2027-01-12 17:00"), utc("2027-01-19 17:00"))
TUESDAY_1815 = (utc("2027-01-12 17:15"), utc("2027-01-19 17:15"))
TUESDAY_1830 = (utc("2027-01-12 17:30"), utc("2027-01-19 17:30"))
SEASON = Season(
    date(2027, 1, 11), meetings=2, every_weeks=1, length_minutes=60, smallest=2, target=3, largest=4
)
ANA = Person(
    "ana", "Europe/Vienna", Hours(hours("Tue 18:00-20:00")), frozenset({"en", "de"}),
    interests=frozenset({"bread", "tea"}), intention=frozenset({"rest"}), host=Hosting.MAYBE,
    wishes=frozenset({"bo", "dee"}),
)  # fmt: skip
BO = Person(
    "bo", "Africa/Lagos", Hours(hours("Tue 18:00-19:30")), frozenset({"en", "de"}),
    interests=frozenset({"soup", "tea"}), intention=frozenset({"rest"}), host=Hosting.YES,
    met=frozenset({"cy"}),
)  # fmt: skip
CY = Person(
    "cy", "Asia/Kathmandu", Hours(hours("Tue 22:45-23:45"), hours("Tue 23:45-00:30")), EN,
    interests=frozenset({"tea"}),
)  # fmt: skip
DEE = Person("dee", "Europe/Vienna", Hours(hours("Sat 10:00-12:00")), EN)
WEIGHTS = Weights(0.25, 0.25, 0.15, 0.1, 0.1, 0.1, 0.05)
PROBLEM = Problem((ANA, BO, CY, DEE), SEASON, weights=WEIGHTS)

# Time: one start and two halves, 1 - 2 ** (-2 / 2). Interests: Ana and Bo share an interest and an
# intention, either of them one interest with Cy: (1 + 1/2 + 1/2) / 3. Fresh: all but Bo and Cy.
# Wishes: half of Ana's come true, the others have none. Places: three zones.
PARTS = {
    "time": 1 / 2,
    "interests": 2 / 3,
    "fresh": 2 / 3,
    "wishes": 5 / 6,
    "host": 1.0,
    "size": 1.0,
    "places": 1.0,
}
SCORE = 0.25 / 2 + 0.25 * 2 / 3 + 0.15 * 2 / 3 + 0.10 * 5 / 6 + 0.10 + 0.10 + 0.05
CREW = Crew(
    members=("ana", "bo", "cy"),
    languages=("en",),
    times=(
        CommonTime(Series("Europe/Vienna", TUESDAY_1800, 60)),
        CommonTime(Series("Asia/Kathmandu", TUESDAY_1815, 60), ("cy",)),
        CommonTime(Series("Africa/Lagos", TUESDAY_1830, 60), ("cy",)),
    ),
    hosts=("bo", "ana"),
    score=SCORE,
    parts=PARTS,
)
PLAN = Plan((CREW,), (Unplaced("dee", Reason("nobody_free")),), Quality(3 * SCORE), WEIGHTS, seed=0)


def kinds(problem: Problem, plan: Plan, *, complete: bool = True) -> list[str]:
    return [violation.kind for violation in violations(problem, plan, complete=complete)]


def among(**changed: Person) -> Problem:
    """The problem, with some of its people changed."""
    return replace(
        PROBLEM, people=tuple(changed.get(person.key, person) for person in PROBLEM.people)
    )


def crew(**changes: object) -> Plan:
    """The plan, with its crew changed."""
    return replace(PLAN, crews=(replace(CREW, **changes),))  # type: ignore[arg-type]


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


FIRST, QUARTER_PAST, SECOND = CREW.times
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


def test_a_start_counts_once_whatever_clocks_it_goes_by() -> None:
    # On 28 March the skipped 02:30 is 03:30 in Vienna; a week later the two part, and both are
    # free at either. So it is with 02:00, 03:00, and the half hours of Lagos.
    season = replace(SEASON, start=date(2027, 3, 22))
    here = Person("ana", "Europe/Vienna", Hours(hours("Sun 02:30-04:30")), EN)
    there = Person("bo", "Africa/Lagos", Hours(hours("Sun 01:30-03:30")), EN)
    problem = Problem((here, there), season)
    first, last = utc("2027-03-28 01:00"), utc("2027-03-28 01:30")
    assert Rules(problem).starts(("ana", "bo")) == {first: True, last: True}
    plan = by_hand.plan_of(problem, [("ana", "bo")])
    for zone, second in (
        ("Europe/Vienna", "2027-04-04 00:30"),
        ("Europe/Vienna", "2027-04-04 01:30"),
        ("Africa/Lagos", "2027-04-04 01:30"),
    ):
        series = Series(zone, (last, utc(second)), 60)
        times = (plan.crews[0].times[0], CommonTime(series))
        assert (
            violations(problem, replace(plan, crews=(replace(plan.crews[0], times=times),))) == ()
        )


@pytest.mark.parametrize(
    ("in_vienna", "in_lagos"),
    [
        (
            Hours(hours("Sun 20:00-21:00"), hours("Sun 19:00-20:00")),
            Hours(hours("Sun 19:00-21:00")),
        ),
        (
            Hours(hours("Sun 19:00-21:00")),
            Hours(hours("Sun 19:00-20:00"), hours("Sun 20:00-21:00")),
        ),
    ],
    ids=["by the clock of Vienna", "by the clock of Lagos"],
)
def test_a_start_is_wholly_free_if_one_clock_to_go_by_makes_it_so(
    in_vienna: Hours, in_lagos: Hours
) -> None:
    # 18:00 UTC on 24 October, 20:00 in Vienna and 19:00 in Lagos. A week later, with Vienna's
    # clocks put back, the two part: 20:00 in Vienna is 20:00 in Lagos, 19:00 is 19:00.
    people = (
        Person("ana", "Europe/Vienna", in_vienna, EN),
        Person("bo", "Africa/Lagos", in_lagos, EN),
    )
    problem = Problem(people, replace(SEASON, start=date(2027, 10, 18)))
    assert Rules(problem).starts(("ana", "bo"))[utc("2027-10-24 18:00")] is True


def test_the_first_week_begins_when_the_last_of_all_the_people_has_the_first_day() -> None:
    # In Honolulu 11 January begins at 10:00 UTC. Monday noon in Auckland is 23:00 UTC the day
    # before: too early on 11 January, in time on the 18th, even if nobody of Honolulu comes.
    noon = Hours(hours("Mon 12:00-13:00"))
    people = [Person(key, "Pacific/Auckland", noon, EN) for key in ("ana", "bo")]
    far = Person("cy", "Pacific/Honolulu", Hours(), EN)
    alone, together = Problem(tuple(people), SEASON), Problem((*people, far), SEASON)
    assert list(Rules(alone).starts(("ana", "bo"))) == [utc("2027-01-10 23:00")]
    assert list(Rules(together).starts(("ana", "bo"))) == [utc("2027-01-17 23:00")]


def test_the_first_week_has_its_first_minute_and_not_that_of_the_next() -> None:
    midnight = Hours(hours("Mon 00:00-01:00"))
    people = tuple(Person(key, "Africa/Lagos", midnight, EN) for key in ("ana", "bo"))
    assert list(Rules(Problem(people, SEASON)).starts(("ana", "bo"))) == [utc("2027-01-10 23:00")]


def test_hours_may_touch_overlap_and_pass_sunday_midnight() -> None:
    week = Hours(hours("Sun 23:00-23:40", "Sun 23:30-00:20"), hours("Mon 00:20-00:30"))
    people = tuple(Person(key, "Africa/Lagos", week, EN) for key in ("ana", "bo"))
    problem = Problem(people, replace(SEASON, length_minutes=60))
    assert Rules(problem).starts(("ana", "bo")) == {
        utc("2027-01-17 22:00"): True,
        utc("2027-01-17 22:30"): False,
    }


@THROUGH
def test_a_crew_meets_through_summer_time_when(case: Through) -> None:
    problem = case.problem()
    members = tuple(sorted(case.clocks))
    plan = by_hand.plan_of(problem, [members])
    times = (CommonTime(Series(case.anchor, case.instants, case.length)),)
    assert violations(problem, replace(plan, crews=(replace(plan.crews[0], times=times),))) == ()
    assert Rules(problem).starts(members) == {case.instants[0]: True}


@THROUGH
def test_nobody_meets_if_one_hour_of_one_date_is_missing_when(case: Through) -> None:
    for zone_and_date in case.dates_that_differ:
        assert not Rules(case.problem(without=zone_and_date)).starts(case.clocks)


@THROUGH
def test_it_is_if_need_be_if_one_hour_of_one_date_is_when(case: Through) -> None:
    for zone_and_date in case.dates_that_differ:
        problem = case.problem(if_need_be=zone_and_date)
        assert Rules(problem).starts(case.clocks) == {case.instants[0]: False}


@THROUGH
def test_the_same_hour_in_universal_time_is_refused_when(case: Through) -> None:
    problem, members = case.problem(), tuple(sorted(case.clocks))
    fixed = tuple(case.instants[0] + timedelta(weeks=n) for n in range(len(case.instants)))
    plan = by_hand.plan_of(problem, [members])
    times = (CommonTime(Series(case.anchor, fixed, case.length)),)
    found = kinds(problem, replace(plan, crews=(replace(plan.crews[0], times=times),)))
    assert ("series" in found) == (fixed != case.instants)


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
