"""A worker is killed with -9 while it looks for crews, and while it mends them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from kinweave.jobs.actions import run_due, tick
from kinweave.jobs.models import State
from kinweave.notices.models import Delivery
from kinweave.weaving import actions, proposing, repairing
from kinweave.weaving.models import Proposal, Repair
from tests.apart import apart, site
from tests.gatherings.cast import Cast
from tests.weaving import killing
from tests.weaving.doing import (
    a_season,
    answers,
    crews,
    keys,
    members,
    proposed_by_hand,
    wishes,
    wishes_are_in,
)
from tests.weaving.killing import KILLS, NOES, PRESSES


def test_of_each_press_comes_one_whole_proposal_and_of_each_no_one_repair_told_once(
    tmp_path: Path, copied: str
) -> None:
    proposed, mended = apart(site(tmp_path, copied), killing.kill)
    assert proposed == [[KILLS + 1, State.DONE, 1, True]] * PRESSES
    assert len(mended) == NOES
    for kills, *rest in mended:
        assert kills >= 1
        assert rest == [State.DONE, 1, False, True]


def test_whoever_is_killed_right_after_laying_crews_has_done_it_for_good(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    people = [cast.ada, cast.ben, cast.cleo, cast.dan]
    for one in people:
        wishes(one, season)
    wishes_are_in(season)
    now = timezone.now()
    made = actions.ask_for_crews(cast.stella, season, at=now)
    assert made.claim(now)
    proposing.propose(made, now)  # and here it is killed
    made.refresh_from_db()
    assert (made.state, made.under_way, made.progress) == (State.DONE, False, 100)
    actions.publish(cast.stella, made, at=now)
    answers(cast.dan, season, "not this season")
    now += Repair.WAITS + timedelta(minutes=1)
    row = Repair.objects.get()
    assert row.claim(now)
    repairing.repair(row, now)  # and here again
    told = Delivery.objects.count()
    later = now + Repair.PATIENCE + timedelta(minutes=1)
    tick(later)
    run_due(later, Repair)
    assert (Repair.objects.get().attempts, Delivery.objects.count()) == (1, told)
    assert crews(made) == [keys(people[:3])]


def test_a_no_that_comes_while_a_worker_is_dying_over_another_counts_as_well(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, target=4)
    people = members(cast.circle, 10)
    made = proposed_by_hand(cast.stella, season, [people[:5], people[5:]])
    answers(people[0], season, "not this season")
    now = timezone.now() + Repair.WAITS + timedelta(minutes=1)
    assert Repair.objects.get().claim(now)  # and here it is killed
    answers(people[9], season, "not this season")
    later = now + Repair.WAITS
    tick(later)
    assert sorted(Repair.objects.values_list("state", flat=True)) == [State.DROPPED, State.WAITING]
    run_due(later, Repair)
    assert sorted(map(sorted, crews(made))) == [
        sorted(keys(people[1:5])), sorted(keys(people[5:9]))
    ]  # fmt: skip


def test_what_is_thrown_away_while_crews_are_looked_for_comes_to_nothing(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    for one in members(cast.circle, 12):
        wishes(one, season)
    wishes_are_in(season)
    now = timezone.now()
    made = actions.ask_for_crews(cast.stella, season, at=now)
    assert made.claim(now)
    actions.discard(cast.stella, Proposal.objects.get())
    assert proposing.propose(made, now) is None
    assert not made.still_at_it(now)
    assert not Proposal.objects.exists()
