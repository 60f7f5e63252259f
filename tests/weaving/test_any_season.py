"""Whatever people wish for and whatever happens in the middle: what is proposed could be."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kinweave.jobs.actions import run_due
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions
from kinweave.weaving.checking import stands
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import people_in
from kinweave.weaving.models import Answer, Left, Proposal, ProposedCrew, Repair, Season, Wish
from tests.gatherings.cast import Cast
from tests.weaving.any_season import happens, pinned, season_of, wishes_of
from tests.weaving.doing import crews, members, proposed


def holds(season: Season, made: Proposal) -> int:
    """Every crew that has not begun may be one, at the time that it names; and whoever wishes for
    one is in one of them, or has one that began, or is among those left. How many may be."""
    rules = Rules(problem_of(season, timezone.now()))
    rows = list(ProposedCrew.objects.filter(proposal=made))
    people = people_in(rows)
    waits = [one for one in rows if one.agreed_at is None]
    for one in waits:
        assert rules.score(map(str, people[one.pk])) is not None
        assert stands(rules, people[one.pk], one.times)
    here = [*(who for inside in people.values() for who in inside)]
    here += Left.objects.filter(proposal=made).values_list("person", flat=True)
    assert max(Counter(here).values(), default=1) == 1
    standing = Wish.objects.standing().filter(season=season).values_list("person", flat=True)
    begun = {who for one in rows if one.agreed_at for who in people[one.pk]}
    assert set(here) | begun == set(standing) | begun
    return len(waits)


def test_whatever_people_wish_for_and_whatever_happens_then_crews_keep_every_rule(
    cast: Cast,
) -> None:
    guests = members(cast.circle, 6)
    here = [*(cast.people[name] for name in ("ada", "ben", "cleo", "dan")), *guests]
    seen: Counter[str] = Counter()

    def once(data: st.DataObject) -> None:
        season = season_of(data, cast.stella, cast.circle)
        people = wishes_of(data, season, here)
        made = proposed(cast.stella, season)
        holds(season, made)
        if pinned(data, cast.stella, made):
            kept = ProposedCrew.objects.filter(proposal=made).exclude(pinned_at=None)
            stay = [sorted(who) for who in people_in(list(kept)).values()]
            made = proposed(cast.stella, season, around=made)
            assert all(one in map(sorted, crews(made)) for one in stay)
            seen["pinned"] += 1
        actions.publish(cast.stella, made, at=timezone.now())
        seen["crews"] += holds(season, made)
        for _turn in range(data.draw(st.integers(0, 2), "repairs")):
            for _event in range(data.draw(st.integers(1, 3), "events")):
                happens(data, season, people)
            gone = set(Answer.objects.filter(says="not this season").values_list("place__person"))
            run_due(timezone.now() + Repair.WAITS + timedelta(minutes=1), Repair)
            seen["mended"] += holds(season, made)
            assert not {(who,) for crew in crews(made) for who in crew} & gone

    # To shrink one that fails takes minutes, and it says all that was drawn as it is.
    @settings(
        max_examples=20, deadline=None, derandomize=True, database=None, phases=[Phase.generate]
    )
    @given(data=st.data())
    def each(data: st.DataObject) -> None:
        before = transaction.savepoint()
        try:
            once(data)
        finally:
            transaction.savepoint_rollback(before)

    each()
    assert min(seen[what] for what in ("crews", "pinned", "mended")) > 0
