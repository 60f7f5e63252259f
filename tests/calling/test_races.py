"""Twenty answer at once, and the caller begins meanwhile, twice: nothing is lost, one crew."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from kinweave.calling import actions
from kinweave.calling.models import CallAnswer
from kinweave.circles.models import Membership, Scale
from kinweave.people.models import WeeklyHours
from tests import builders
from tests.copies import FILE
from tests.crowd import on_a_file
from tests.gatherings.test_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def a_call_for(people: int) -> tuple[int, list[int]]:
    """A caller, and so many others, all of whom are always free; two have said yes."""
    circle, caller = builders.circle(), builders.person("Ada")
    others = [builders.person(f"Guest{number}") for number in range(people + 2)]
    for one in (caller, *others):
        builders.member(circle, one)
        WeeklyHours.objects.create(person=one, week="f" * 336, changed_at=builders.NOW)
    now = timezone.now()
    call = actions.call(
        caller, circle, name="Bread", words="To bake.", languages=["en"], zone="Europe/Vienna",
        starts=now.date() + timedelta(days=20), until=now.date() + timedelta(days=9), at=now,
    )  # fmt: skip
    for one in others[:2]:
        actions.answer(one, call, says="yes", at=now)
    return caller.pk, [one.pk for one in others[2:]]


def test_of_twenty_answers_at_once_none_is_lost_and_one_crew_begins(
    tmp_path: Path, copied: str
) -> None:
    if connection.vendor == "sqlite":
        assert copied == str(tmp_path / FILE)
        told, crews, here = on_a_file(tmp_path, "tests.calling.racing", 20)
    else:
        from tests.calling.racing import answer

        caller, others = a_call_for(20)
        told = all_at_once(answer, [*others[:10], caller, *others[10:], caller])
        crews = list(
            Membership.objects.filter(circle__scale=Scale.CREW).values_list("circle", "person")
        )
        here = list(CallAnswer.objects.values_list("person", flat=True))
    said = Counter(told)
    assert said["begun"] == 2, "pressed twice, it is one crew"
    assert said["kept"] + said["NotOpen"] == 20
    assert len(here) == said["kept"] + 2
    assert len({circle for circle, _person in crews}) == 1
    assert len(crews) == 3
