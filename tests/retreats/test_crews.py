"""Crews for the days: they mix people, keep apart whom they must, and say of nobody why."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from django.utils import timezone

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.circles.models import Scale
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.people.actions.blocks import block
from kinweave.people.models import Person, SpokenLanguage
from kinweave.retreats import actions
from kinweave.retreats.mixing import MOST
from kinweave.retreats.models import Booking, CrewPlace, CrewPlan, Making, Retreat
from kinweave.retreats.refusals import TooFew, TooMany
from tests import builders
from tests.apart import apart, site
from tests.gatherings.cast import AT, Cast
from tests.retreats import killing
from tests.retreats.cast import at, made_crews, placed, read, send


def guests(cast: Cast, retreat: Retreat, many: int) -> list[Person]:
    made = [builders.person(f"Guest{number:02d}") for number in range(many)]
    for one in made:
        builders.member(cast.circle, one)
        placed(one, retreat)
    return made


def crews(plan: CrewPlan) -> list[tuple[int, frozenset[int]]]:
    return [
        (crew.day, frozenset(crew.places.values_list("booking__person", flat=True)))
        for crew in plan.crews.all()
    ]


def presses_make(cast: Cast, retreat: Retreat, size: int) -> None:
    send(cast.ada, at(retreat, "crews/"), make="1", size=size)
    run_due(timezone.now(), Making)


def pairs(plan: CrewPlan) -> list[frozenset[int]]:
    return [frozenset(pair) for _day, crew in crews(plan) for pair in combinations(crew, 2)]


def test_on_each_day_everybody_is_in_one_crew_and_meets_others(
    cast: Cast, retreat: Retreat
) -> None:
    people = guests(cast, retreat, 12)
    plan = made_crews(cast.ada, retreat, size=4, seed=7)
    made = crews(plan)
    for day in (1, 2, 3):
        here = [crew for on, crew in made if on == day]
        assert sorted(who for crew in here for who in crew) == sorted(one.pk for one in people)
        assert {len(crew) for crew in here} == {4}
    met = pairs(plan)
    assert len(set(met)) >= len(met) - 6, "hardly anybody meets the same person twice"


def test_whoever_blocked_somebody_is_never_with_them_whoever_of_both_did(
    cast: Cast, retreat: Retreat
) -> None:
    people = guests(cast, retreat, 8)
    block(people[0], people[1], at=AT)
    block(people[3], people[2], at=AT)
    for seed in range(3):
        met = set(pairs(made_crews(cast.ada, retreat, size=4, seed=seed)))
        assert not met & {frozenset((people[0].pk, people[1].pk)),
                          frozenset((people[2].pk, people[3].pk))}  # fmt: skip
    for reader in (cast.ada, people[5]):
        actions.tell_crews(cast.ada, CrewPlan.objects.get(), at=AT) if reader == cast.ada else None
        text = read(reader, at(retreat, "crews/")).lower()
        for word in ("apart", "block", "not with", "avoid"):
            assert word not in text


def test_people_meet_rather_those_with_whom_they_were_in_no_crew_yet(
    cast: Cast, retreat: Retreat
) -> None:
    people = guests(cast, retreat, 9)
    for number in range(0, 9, 3):
        pod = builders.circle(f"Pod{number}", Scale.CREW, parent=cast.circle)
        for one in people[number : number + 3]:
            builders.member(pod, one)
    known = {
        frozenset(pair)
        for number in range(0, 9, 3)
        for pair in combinations((one.pk for one in people[number : number + 3]), 2)
    }
    met = pairs(made_crews(cast.ada, retreat, size=3, seed=1))
    assert not known & set(met)


def test_they_are_a_draft_until_they_are_told_and_whoever_goes_leaves_their_crew(
    cast: Cast, retreat: Retreat
) -> None:
    people = guests(cast, retreat, 6)
    presses_make(cast, retreat, 3)
    assert "Guest00" in read(cast.ada, at(retreat, "crews/"))
    assert "Guest00" not in read(people[1], at(retreat, "crews/"))
    first = CrewPlan.objects.get().pk
    read(people[1], at(retreat, "crews/"))
    send(people[1], at(retreat, "crews/"), 403, tell=first)
    assert CrewPlan.objects.get().told_at is None
    send(cast.ada, at(retreat, "crews/"), tell=first)
    text = read(people[1], at(retreat, "crews/"))
    assert "Guest00" in text
    assert text.count("your crew") == 3
    read(cast.dan, at(retreat, "crews/"), 403)
    actions.withdraw(people[0], retreat, at=AT)
    assert "Guest00" not in read(people[1], at(retreat, "crews/"))
    read(people[0], at(retreat, "crews/"), 403)
    presses_make(cast, retreat, 2)
    assert CrewPlan.objects.count() == 2
    assert "Guest01" in read(people[1], at(retreat, "crews/"))
    send(cast.ada, at(retreat, "crews/"), tell=first)
    assert CrewPlan.objects.get(pk=first), "nobody tells crews that they have not seen"
    send(cast.ada, at(retreat, "crews/"), tell=CrewPlan.objects.get(told_at=None).pk)
    assert CrewPlan.objects.get().pk != first
    assert not CrewPlace.objects.filter(booking__withdrawn_at__isnull=False).exists()


def test_too_few_or_too_many_people_are_told_so(cast: Cast, retreat: Retreat) -> None:
    placed(cast.dan, retreat)
    with pytest.raises(TooFew):
        actions.ask_for_crews(cast.ada, retreat, size=2, seed=1, at=AT)
    assert "Too few" in send(cast.ada, at(retreat, "crews/"), 200, make="1", size="4")
    send(cast.ada, at(retreat, "crews/"), 200, make="1", size="1")
    strangers = [Person(email=f"g{number}@example.org") for number in range(MOST)]
    made = Person.objects.bulk_create(strangers)
    Booking.objects.bulk_create(Booking(retreat=retreat, person=one, booked_at=AT) for one in made)
    with pytest.raises(TooMany):
        actions.ask_for_crews(cast.ada, retreat, size=2, seed=1, at=AT)


def test_only_those_who_arrange_it_make_and_tell_them(cast: Cast, retreat: Retreat) -> None:
    guests(cast, retreat, 4)
    plan = made_crews(cast.ada, retreat, size=2, seed=1)
    for who in (cast.ben, cast.dan, cast.sol):
        with pytest.raises(NotAllowed):
            actions.tell_crews(who, plan, at=AT)
    actions.tell_crews(cast.stella, plan, at=AT)
    plan.refresh_from_db()
    assert plan.told_at == AT


def test_while_they_are_made_the_page_says_so_by_itself_and_a_second_press_makes_no_second(
    cast: Cast, retreat: Retreat
) -> None:
    guests(cast, retreat, 4)
    for size in (2, 4):
        send(cast.ada, at(retreat, "crews/"), make="1", size=size)
    assert Making.objects.get().size == 2
    text = read(cast.ada, at(retreat, "crews/"))
    assert "Crews are being made" in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert 'name="make"' not in text
    run_due(timezone.now(), Making)
    text = read(cast.ada, at(retreat, "crews/"))
    assert "Crews are being made" not in text
    assert "http-equiv" not in text
    assert "Only those who host see these" in text
    assert Making.objects.get().state == State.DONE
    send(cast.ada, at(retreat, "crews/"), make="1", size=4)
    run_due(timezone.now(), Making)
    assert CrewPlan.objects.get().size == 4


def test_what_is_asked_for_by_somebody_who_leaves_or_when_places_are_given_back_is_not_made(
    cast: Cast, retreat: Retreat
) -> None:
    people = guests(cast, retreat, 3)
    actions.ask_for_crews(cast.ada, retreat, size=3, seed=1, at=AT)
    actions.withdraw(people[0], retreat, at=AT)
    run_due(AT, Making)
    assert "Too few" in read(cast.ada, at(retreat, "crews/"))
    actions.ask_for_crews(cast.ada, retreat, size=2, seed=1, at=AT)
    leave(cast.ada, cast.circle, at=AT)
    run_due(AT, Making)
    assert Making.objects.get().state == State.DROPPED
    assert not CrewPlan.objects.exists()


def test_a_worker_that_lost_its_claim_makes_nothing(cast: Cast, retreat: Retreat) -> None:
    guests(cast, retreat, 3)
    row = actions.ask_for_crews(cast.ada, retreat, size=3, seed=1, at=AT)
    assert row.claim(AT)
    slow = Making.objects.get(pk=row.pk)
    assert row.take_back(AT)
    assert actions.make_crews(slow, at=AT) is None
    assert not CrewPlan.objects.exists()
    run_due(AT, Making)
    assert CrewPlan.objects.count() == 1


def test_a_crew_shares_a_language_that_each_of_them_gets_by_in(
    cast: Cast, retreat: Retreat
) -> None:
    people = guests(cast, retreat, 6)
    for one, code, fluency in (
        *((one, "es", 2) for one in people[:3]),
        *((one, "de", 3) for one in people[3:]),
        (people[0], "de", 1),
    ):
        SpokenLanguage.objects.create(person=one, code=code, fluency=fluency)
    speak = ({one.pk for one in people[:3]}, {one.pk for one in people[3:]})
    for _day, crew in crews(made_crews(cast.ada, retreat, size=3)):
        assert crew in speak


def test_a_worker_that_is_killed_while_it_makes_them_is_followed_by_one_that_does(
    tmp_path: Path, copied: str
) -> None:
    kills, state, attempts, there = apart(site(tmp_path, copied), killing.kill)
    assert (kills, state, attempts) == (3, State.DONE, 3)
    assert there == [1, 9, 36]
