"""What crews are to reach, and whether the figures say so honestly."""

from __future__ import annotations

from bench.alone import Failed
from bench.reach import PEERS_HEAD, REACH, Peer, Reach, Seen, Try, figures, peer_rows, rules_broken
from bench.runs import Proposed, Repaired, Scored
from bench.table import Figure

FIRST = REACH[0]
HUGE = REACH[-1]
LATE = Failed("ended after 60 s")


def proposed(
    seconds: float = 0.5, objective: float = 49.0, placed: int = 60, told: str = "same"
) -> Proposed:
    return Proposed(seconds, 500_000_000, objective, 50.0, True, placed, told)


def seen(reach: Reach, one: Try, bound: float | Failed = 50.0, **peers: Peer | Failed) -> Seen:
    return Seen(reach.people, bound, {reach: one}, peers)


def figure(ending: str, *some: Seen) -> Figure:
    (found,) = (one for one in figures(some) if one.what.endswith(ending))
    return found


def asked_of(people: int) -> Reach:
    return next(reach for reach in REACH if reach.people == people and reach.of_bound)


def test_time_is_a_share_of_what_is_allowed() -> None:
    assert figure("of these", seen(FIRST, Try(proposed(seconds=0.25)))).values == [0.25]


def test_every_rule_that_is_broken_counts_and_is_named() -> None:
    one = seen(FIRST, Try(proposed(), {"size": 2, "language": 1}))
    assert figure("rules broken", one).values == [3]
    assert rules_broken([one, one]) == "size 4, language 2"
    assert rules_broken([seen(FIRST, Try(proposed(), {}))]) == ""


def test_a_plan_is_held_against_the_bound() -> None:
    reach = asked_of(150)
    found = figure("of the bound", seen(reach, Try(proposed()), 50.0), seen(reach, Try(LATE)))
    assert found.values == [0.98, LATE]
    assert found.reached == 1


def test_without_a_bound_nothing_is_reached() -> None:
    none = Failed("no bound")
    assert figure("of the bound", seen(asked_of(150), Try(proposed()), none)).values == [none]


def test_the_worth_to_each_counts_those_without_a_crew_too() -> None:
    plan = proposed(objective=88_000.0, placed=99_000)
    assert figure("most there is", seen(HUGE, Try(plan))).values == [0.88]
    assert figure("in a crew", seen(HUGE, Try(plan))).values == [0.99]
    assert figure("of 1 GB", seen(HUGE, Try(plan))).values == [0.5]


def test_an_answer_that_changes_is_not_the_same() -> None:
    changed = Try(proposed(), again=proposed(told="other"))
    kept = Try(proposed(), again=proposed())
    assert figure("in another process", seen(FIRST, changed), seen(FIRST, kept)).values == [0, 1]


def test_declines_are_counted_among_those_who_stay() -> None:
    reach = asked_of(1_500)
    one = seen(reach, Try(proposed(), repaired=Repaired(1.0, 200, 4, 1), repair_checked={}))
    assert figure("who stays", one).values == [0.02]
    assert figure("without a crew", one).values == [0.005]
    assert figure("decline: rules broken", one).values == [0]


def test_what_did_not_run_is_in_the_table_with_its_reason() -> None:
    rows = [one.row() for one in figures([seen(FIRST, Try(LATE))])]
    assert rows
    assert all(str(row[-1]).startswith("**0 of 1**") for row in rows)
    assert any(LATE.why in str(row[-1]) for row in rows)


def test_peers_stand_below_us_by_our_score_and_our_time() -> None:
    one = seen(
        FIRST, Try(proposed()), hand=Peer(1.0, Scored(25.0, 30, 4)), gone=Failed("not installed")
    )
    ours, hand, gone = peer_rows([one])
    assert ours == ("60", "Kinweave", "98 %", "98 %", "100 %", "0", "1 ×", "")
    assert hand == ("60", "hand", "50 %", "50 %", "50 %", "4", "2 ×", "")
    assert gone == ("60", "gone", "–", "–", "–", "–", "–", "not installed")
    assert len(ours) == len(PEERS_HEAD)
