"""Crews of Ferrymoor: in the midst of a cycle, near its end, ended; and calls."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinweave.calling.answered import times_for
from kinweave.calling.models import Call
from kinweave.circles.models import Circle, Membership
from kinweave.crews.cycles import may_look_back
from kinweave.crews.models import Cycle, LookBack, Turn


@pytest.mark.usefixtures("story")
def test_crews_stand_where_crews_can_stand() -> None:
    now = timezone.now()
    middle, near = (
        Cycle.objects.select_related("gathering").get(circle__name=name)
        for name in ("Ladders and ink", "Second breakfast")
    )
    assert not may_look_back(middle, now)
    assert Turn.objects.filter(cycle=middle, offered_at__isnull=False).exists()
    assert may_look_back(near, now)
    assert LookBack.objects.filter(cycle=near).exists()
    assert near.what_next.told_at is None
    assert Circle.objects.get(name="The long goodbye").ended_at is not None


@pytest.mark.usefixtures("story")
def test_two_calls_are_open_and_both_could_begin() -> None:
    now = timezone.now()
    calls = Call.objects.open(now)
    assert calls.count() == 2
    for one in calls:
        people = [one.caller_id, *one.answers.filter(says="yes").values_list("person", flat=True)]
        assert times_for(one, people, now.date())


@pytest.mark.usefixtures("story")
def test_a_caller_began_a_crew_by_hand_with_those_who_said_yes() -> None:
    call = Call.objects.exclude(crew=None).select_related("crew", "caller").get()
    assert not call.is_open(timezone.now())
    inside = Membership.objects.current().filter(circle=call.crew)
    said_yes = {*call.answers.filter(says="yes").values_list("person", flat=True)}
    assert {*inside.values_list("person", flat=True)} == {call.caller_id, *said_yes}
    assert call.crew is not None
    assert Cycle.objects.get(circle=call.crew).gathering.occasions.exists()
