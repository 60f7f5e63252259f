"""Twenty at once: one place is one person's."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.gatherings.models import Occasion
from kinweave.people.models import Person
from kinweave.preparing import actions
from kinweave.preparing.models import Reply, Role, Taken, Told
from tests.apart import apart, site
from tests.copies import FILE
from tests.gatherings import cast
from tests.gatherings.test_races import all_at_once, only_a_server, say
from tests.preparing import racing
from tests.preparing.doing import asks, replies

pytestmark = pytest.mark.django_db(transaction=True)


def take(person: Person) -> str:
    on = Occasion.objects.order_by("number").first()
    assert on is not None
    try:
        actions.take(person, Role.objects.get(), on, at=timezone.now())
    except actions.TakenAlready:
        return "too late"
    return "taken"


def test_of_twenty_who_take_one_place_at_once_one_has_it(tmp_path: Path, copied: str) -> None:
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        guests, told, whose = apart(site(tmp_path, copied), racing.race, 20)
    else:
        people = racing.a_role_for(20)
        guests, told = [one.pk for one in people], all_at_once(take, people)
        whose = list(Taken.objects.values_list("person", flat=True))
    assert Counter(told) == {"taken": 1, "too late": 19}
    assert whose == [guests[told.index("taken")]]


@only_a_server
def test_a_role_is_taken_given_back_left_and_said_no_to_at_once_and_nobody_waits_for_ever() -> None:
    people = racing.a_role_for(20, times=3)
    made = Role.objects.get().gathering

    def one_of(deed: tuple[str, Person]) -> str:
        what, who = deed
        if what == "leave":
            return str(leave(who, made.circle, at=timezone.now()))
        try:
            if what == "take":
                return take(who)
            return say(what)(who)
        except (actions.NotComing, NotAllowed):
            return "does not come, or has left"

    deeds = [(what, who) for who in people for what in ("take", "no", "yes", "take")]
    all_at_once(one_of, deeds + [("leave", who) for who in people[::2]])
    rows = Taken.objects.counting().filter(occasion=cast.date_of(made))
    assert rows.count() <= 1
    assert not Taken.objects.filter(person__in=people[::2]).exists()


@only_a_server
def test_who_is_told_changes_while_many_reply_and_no_reply_goes_further_than_its_page_said() -> (
    None
):
    people = racing.a_role_for(12)
    made = Role.objects.get().gathering
    question = asks(made, told=Told.COMING)

    def one_of(deed: tuple[str, Person]) -> str:
        what, who = deed
        if what == "tell":
            assert made.host is not None
            for told in (Told.HOST, Told.COMING, Told.HOST):
                actions.tell_replies_to(made.host, question, told=told, at=timezone.now())
        else:
            replies(who, question, "beans", told=Told.COMING)
        return what

    all_at_once(one_of, [(what, who) for who in people for what in ("reply", "tell")])
    question.refresh_from_db()
    assert question.told == Told.HOST
    assert Reply.objects.count() == 12
    assert not Reply.objects.filter(told=Told.COMING).exists()
