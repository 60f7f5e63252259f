"""Home asks whoever a crew is proposed to, as long as they can answer; and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from kinweave.access import Viewer
from kinweave.circles.actions import leave
from kinweave.circles.asks import Ask, asks_for
from kinweave.people.models import Person
from kinweave.weaving import actions
from kinweave.weaving.models import Answer, Place, ProposedCrew, Season
from tests import builders
from tests.gatherings.cast import Cast
from tests.weaving.doing import a_season, answers, answers_are_in, members, proposed_by_hand
from tests.weaving.drafts import a_draft

SAYS = list(Answer.Says)


def asked(person: Person) -> list[Ask]:
    found = asks_for(Viewer.of(person.pk), timezone.now())
    return [one for one in found if one.key.startswith("season-crew:")]


def home(person: Person) -> str:
    return unescape(builders.came_in(Client(), person).get("/").text)


@pytest.fixture
def crew(cast: Cast) -> list[Person]:
    """Three people, to whom a crew is proposed."""
    return members(cast.circle, 3)


@pytest.fixture
def season(cast: Cast, crew: list[Person]) -> Season:
    made = a_season(cast.stella, cast.circle)
    proposed_by_hand(cast.stella, made, [crew])
    made.refresh_from_db()
    return made


def test_home_leads_to_the_crew_that_is_proposed_to_one(crew: list[Person], season: Season) -> None:
    said = home(crew[0])
    assert "A crew is proposed to you: Spring crews" in said
    assert f"until {date_format(season.answers_on)}" in said
    assert f'href="{reverse("season-crew", args=[season.pk])}"' in said
    assert [one.before for one in asked(crew[0])] == [season.answers_until]


@pytest.mark.parametrize("says", SAYS)
def test_whoever_has_answered_is_asked_no_more_and_the_others_still_are(
    says: str, crew: list[Person], season: Season
) -> None:
    answers(crew[0], season, says)
    assert [len(asked(one)) for one in crew] == [0, 1, 1]


def test_nobody_else_is_asked(cast: Cast, crew: list[Person], season: Season) -> None:
    outside = builders.person("Otto")
    for one in (cast.ada, cast.ben, cast.stella, outside):
        assert asked(one) == []
        assert season.name not in home(one)
    leave(crew[0], cast.circle, at=timezone.now())
    assert asked(crew[0]) == []


def test_a_draft_asks_nobody(cast: Cast) -> None:
    draft = a_draft(cast)
    assert [asked(one) for one in draft.people] == [[]] * len(draft.people)
    actions.publish(cast.stella, draft.proposal, at=timezone.now())
    assert [len(asked(one)) for one in draft.people] == [1] * 6 + [0] * 3
    assert asked(cast.stella) == []


def _season_ends(season: Season) -> None:
    answers_are_in(season)
    actions.end_seasons(timezone.now())


def _closed(season: Season) -> None:
    Season.objects.filter(pk=season.pk).update(closed_at=timezone.now())


def _begun(season: Season) -> None:
    for one in Place.objects.filter(proposal__season=season).select_related("person"):
        answers(one.person, season, Answer.Says.YES)
    assert ProposedCrew.objects.get().agreed_at


def _taken_out(season: Season) -> None:
    Place.objects.filter(proposal__season=season).delete()


@pytest.mark.parametrize("what", [answers_are_in, _season_ends, _closed, _begun, _taken_out])
def test_where_nothing_can_be_answered_nothing_is_asked(
    what: Callable[[Season], None], crew: list[Person], season: Season
) -> None:
    assert asked(crew[0])
    what(season)
    assert [asked(one) for one in crew] == [[], [], []]


def test_in_a_circle_that_has_ended_nothing_is_asked(crew: list[Person], season: Season) -> None:
    assert asked(crew[0])
    season.circle.ended_at = timezone.now()
    season.circle.save()
    assert asked(crew[0]) == []


def test_what_is_to_be_answered_first_stands_first(cast: Cast, crew: list[Person]) -> None:
    later, sooner = (
        a_season(cast.stella, cast.circle, answers_on=timezone.now().date() + timedelta(days=days))
        for days in (12, 5)
    )
    for one in (later, sooner):
        proposed_by_hand(cast.stella, one, [crew])
    found = [one.key for one in asks_for(Viewer.of(crew[0].pk), timezone.now())]
    assert found[:2] == [f"season-crew:{sooner.pk}", f"season-crew:{later.pk}"]
    assert found[2].startswith("first-steps:")


def test_home_asks_the_database_as_often_whatever_waits(cast: Cast, crew: list[Person]) -> None:
    client = builders.came_in(Client(), crew[0])
    client.get("/")

    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    without = counted()
    for number in range(3):
        made = a_season(cast.stella, cast.circle, name=f"Season {number}")
        proposed_by_hand(cast.stella, made, [crew])
        assert len(asked(crew[0])) == number + 1
        assert counted() == without
