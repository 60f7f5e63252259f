"""The check of rounds sees every rule that is broken, and gives nobody away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kinweave.solvers.dyads import Meeting, Participant, Problem, Round, pair, rotation
from kinweave.solvers.running import Quality, Reason
from kinweave.solvers.validators.dyads import violations

CAST = Problem(
    (
        Participant("ada", frozenset({"en"}), 1, met=(("ben", 2),)),
        Participant("ben", frozenset({"en"}), 3),
        Participant("cleo", frozenset({"en", "fr"}), 2, apart=frozenset({"dora"})),
        Participant("dora", frozenset({"fr"}), 2),
        Participant("eli", frozenset({"fi"}), 1),
    )
)
FIRST = (Reason("first_meeting"),)


def sound() -> Round:
    """Ben meets Cleo; Ada, Dora and Eli are left over."""
    return pair(CAST)


def kinds(found: Round, problem: Problem = CAST) -> set[str]:
    return {violation.kind for violation in violations(problem, found)}


def meeting(*members: str, languages: tuple[str, ...] = ("en",), times: int = 2) -> Meeting:
    return Meeting(members, languages, times, FIRST)


Spoilt = Callable[[Round], Round]


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("unknown", lambda one: replace(one, absent=("zoe",))),
        ("twice", lambda one: replace(one, pairs=one.pairs * 2)),
        ("missing", lambda one: replace(one, left_over=one.left_over[1:])),
        ("absent", lambda one: replace(one, absent=("eli",), left_over=one.left_over[:-1])),
        ("unsorted", lambda one: replace(one, left_over=one.left_over[::-1])),
        ("size", lambda one: replace(one, pairs=(), trios=one.pairs)),
        ("cannot_meet", lambda one: replace(one, pairs=(meeting("cleo", "dora"),))),
        ("cannot_meet", lambda one: replace(one, pairs=(meeting("ada", "eli"),))),
        ("languages", lambda one: replace(one, pairs=(meeting("ben", "cleo", languages=()),))),
        ("times", lambda one: replace(one, pairs=(meeting("ben", "cleo", times=4),))),
        ("reasons", lambda one: replace(one, pairs=(meeting("ada", "ben", times=1),))),
        ("guest", lambda one: replace(one, pairs=(replace(one.pairs[0], guest="ben"),))),
        ("objective", lambda one: replace(one, quality=Quality(1.5))),
        ("above_bound", lambda one: replace(one, quality=replace(one.quality, bound=0.5))),
    ],
)
def test_a_round_that_breaks_a_rule_is_found_out(kind: str, spoil: Spoilt) -> None:
    assert kinds(sound()) == set()
    assert kind in kinds(spoil(sound()))


def test_two_who_are_left_over_and_could_meet_are_found() -> None:
    people = Problem(CAST.participants[:2])
    found = pair(people)
    reason = Reason("no_room", {"people": 1})
    idle = replace(
        pair(Problem(())),
        left_over=tuple(
            replace(sound().left_over[0], key=key, reason=reason) for key in found.pairs[0].members
        ),
    )
    assert kinds(idle, people) == {"could_meet"}


def test_two_who_keep_apart_read_like_two_who_share_no_language() -> None:
    apart, mute = (
        next(one for one in violations(CAST, spoilt) if one.kind == "cannot_meet")
        for spoilt in (
            replace(sound(), pairs=(meeting("cleo", "dora"),)),
            replace(sound(), pairs=(meeting("ada", "eli"),)),
        )
    )
    assert replace(apart, people=()) == replace(mute, people=())


def test_a_rotation_in_which_two_meet_again_too_soon_is_found_out() -> None:
    problem = Problem(tuple(Participant(key) for key in "abcd"))
    found = rotation(problem)
    assert violations(problem, found, everyone=True) == ()
    first = found.rounds[0]
    repeated = replace(found, rounds=(first, first, found.rounds[2]))
    assert {"again", "pairs", "never"} <= {
        one.kind for one in violations(problem, repeated, everyone=True)
    }
    assert "fewest" in {one.kind for one in violations(problem, replace(found, fewest=4))}
