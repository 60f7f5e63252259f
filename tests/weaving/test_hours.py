"""Somebody's hours change after a crew is proposed to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
from kinweave.people.models import Person
from kinweave.weaving.models import Answer, Proposal, ProposedCrew, Repair, Season
from kinweave.weaving.showing import other_times
from tests import builders
from tests.gatherings.cast import Cast
from tests.weaving.doing import VIENNA, a_season, answers, crews, keys, published, wishes

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def says_hours(person: Person, season: Season, **week: str) -> Any:
    """On the page for it."""
    client = builders.came_in(Client(), person)
    where = reverse("season-hours", args=[season.pk])
    return client.post(where, {"zone": VIENNA, **week}, follow=True)


def told(letter: str) -> list[int]:
    rows = Delivery.objects.filter(letter=letter)
    return sorted(rows.values_list("receiver", flat=True))


def proposed_to_three(cast: Cast) -> tuple[Season, list[Person]]:
    season = a_season(cast.stella, cast.circle)
    three = [cast.ada, cast.ben, cast.cleo]
    for one in three:
        wishes(one, season)
    published(cast.stella, season)
    return season, three


def test_hours_that_still_suit_are_told_to_nobody(cast: Cast) -> None:
    season, three = proposed_to_three(cast)
    before = ProposedCrew.objects.get()
    page = says_hours(cast.ada, season, **dict.fromkeys(DAYS, "17:00-22:00"))
    assert "so nobody hears of it" in page.content.decode()
    assert ProposedCrew.objects.get().asked_at == before.asked_at
    assert len(told("weaving.proposed")) == len(three)


def test_a_crew_that_waits_for_answers_is_proposed_anew_at_another_time(cast: Cast) -> None:
    season, three = proposed_to_three(cast)
    answers(cast.ben, season, "yes")
    before = ProposedCrew.objects.get().starts[0]
    free = next(day for number, day in enumerate(DAYS) if number != before.weekday())
    page = says_hours(cast.ada, season, **{free: "18:00-21:00"}).content.decode()
    assert "your crew is told" in page
    after = ProposedCrew.objects.get().starts[0]
    assert (DAYS[after.weekday()], after != before) == (free, True)
    assert not Answer.objects.exists()
    assert told("weaving.proposed") == sorted([*keys(three), *keys(three)])


def test_without_another_time_the_crew_is_mended(cast: Cast) -> None:
    season, _three = proposed_to_three(cast)
    wished = says_hours(cast.ada, season, monday="05:00-07:00").content.decode()
    assert "your crew is told" in wished
    run_due(timezone.now() + Repair.WAITS + timedelta(minutes=1), Repair)
    assert crews(Proposal.objects.get()) == []


def test_a_no_that_waits_to_be_mended_still_counts(cast: Cast) -> None:
    season, three = proposed_to_three(cast)
    answers(cast.ben, season, "not this season")
    says_hours(cast.ada, season, **dict.fromkeys(DAYS, "17:00-18:30"))
    assert [one.says for one in Answer.objects.all()] == ["not this season"]
    run_due(timezone.now() + Repair.WAITS + timedelta(minutes=1), Repair)
    assert not any(keys([three[1]]) & crew for crew in crews(Proposal.objects.get()))


def test_a_crew_that_has_begun_hears_which_other_times_would_do(cast: Cast) -> None:
    season, three = proposed_to_three(cast)
    for one in three:
        answers(one, season, "yes")
    first = ProposedCrew.objects.get().starts[0]
    free = next(day for number, day in enumerate(DAYS) if number != first.weekday())
    says_hours(cast.ada, season, **{free: "18:00-21:00"})
    assert told("weaving.hours") == sorted(keys(three))
    crew = ProposedCrew.objects.get()
    assert crew.starts[0] == first
    assert {DAYS[one.weekday()] for one in other_times(crew)} == {free}
    page = builders.came_in(Client(), cast.ben).get(reverse("season-crew", args=[season.pk]))
    assert "Other times that would suit all" in page.content.decode()


def test_nobody_without_a_crew_has_hours_to_change(cast: Cast) -> None:
    season, _three = proposed_to_three(cast)
    where = reverse("season-hours", args=[season.pk])
    assert builders.came_in(Client(), cast.dan).get(where).status_code == 404
