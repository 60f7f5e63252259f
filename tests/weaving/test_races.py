"""A hundred at the same second: no answer is lost, and each crew begins once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kinweave.circles.models import Standing
from kinweave.jobs.models import State
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions
from kinweave.weaving.checking import fields_by_hand
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import lay_crew
from kinweave.weaving.models import Proposal
from tests import builders
from tests.copies import FILE
from tests.crowd import on_a_file
from tests.gatherings.test_races import all_at_once
from tests.weaving.doing import a_season, members, wishes, wishes_are_in

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 100


@transaction.atomic
def proposed_to(people: int) -> list[int]:
    """So many people, to each of whom a crew of five is proposed."""
    steward, circle, now = builders.person("Stella"), builders.circle(), timezone.now()
    builders.member(circle, steward, Standing.PARTNER)
    season = a_season(steward, circle)
    guests = members(circle, people)
    for one in guests:
        wishes(one, season)
    wishes_are_in(season)
    made = Proposal.objects.create(
        season=season, number=1, seed=1, asked_at=now, next_attempt=now, state=State.DONE,
        made_at=now, progress=100,
    )  # fmt: skip
    rules, numbers = Rules(problem_of(season, now)), [one.pk for one in guests]
    for number, first in enumerate(range(0, people, 5), 1):
        five = numbers[first : first + 5]
        lay_crew(made, number, five, fields_by_hand(rules, five))
    actions.publish(steward, made, at=now)
    return numbers


def test_a_hundred_answers_in_one_second_are_all_kept(tmp_path: Path, copied: str) -> None:
    from tests.weaving import racing

    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        told, answers, begun = on_a_file(tmp_path, "tests.weaving.racing", PEOPLE)
    else:
        told = all_at_once(racing.say_yes, proposed_to(PEOPLE))
        answers, begun = racing.outcome()
    assert set(told) == {"kept"}
    assert (len(told), answers, begun) == (PEOPLE, PEOPLE, PEOPLE // 5)
