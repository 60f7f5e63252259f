"""What goes wrong in the middle of a season, and what comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.circles.models import Standing
from kinweave.jobs.actions import run_due, tick
from kinweave.jobs.models import State
from kinweave.people.actions.blocks import block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Person
from kinweave.weaving import actions
from kinweave.weaving.models import Left, Place, Proposal, ProposedCrew, Season
from kinweave.weaving.refusals import TooLate, UnderWay
from tests import builders
from tests.gatherings.cast import Cast
from tests.weaving.doing import (
    a_season,
    answers,
    answers_are_in,
    crews,
    drafted_by_hand,
    keys,
    members,
    proposed,
    published,
    wishes,
    wishes_are_in,
)

NEVER = "." * 336


def _asked(person: Person, address: str) -> int:
    client = builders.came_in(Client(), person)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_each_page_asks_as_often_for_thirty_wishes_as_for_three(cast: Cast) -> None:
    few, many = (a_season(cast.stella, cast.circle, asks="Why?") for _ in range(2))
    guests = members(cast.circle, 27)
    three = [cast.ada, cast.ben, cast.cleo]
    groups = [three, *(guests[first : first + 3] for first in range(0, 27, 3))]
    said = {"reply": "So.", "wished": [cast.dan.pk], "apart": [cast.stella.pk]}
    for season, people in ((few, three), (many, [*three, *guests])):
        for one in people:
            wishes(one, season, **said)
    member = ["season", "season-wish", "season-crew"]

    def counts(season: Season, *drafts: Proposal) -> list[int]:
        steward = [reverse("season-proposals", args=[season.pk])]
        steward += [one.get_absolute_url() for one in drafts]
        return [
            *(_asked(cast.ada, reverse(name, args=[season.pk])) for name in member),
            *(_asked(cast.stella, address) for address in steward),
        ]

    assert counts(few) == counts(many)
    drafts = [drafted_by_hand(few, groups[:1], **said), drafted_by_hand(many, groups, **said)]
    for draft in drafts:
        Left.objects.create(proposal=draft, person=cast.dan)
    assert counts(few, drafts[0]) == counts(many, drafts[1])
    for draft in drafts:
        actions.publish(cast.stella, draft, at=timezone.now())
    assert counts(few, drafts[0]) == counts(many, drafts[1])
    home = reverse("circle", args=["riverbend"])
    assert _asked(cast.dan, home) == _asked(cast.ada, home)


def test_propose_pressed_twice_looks_once(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    wishes_are_in(season)
    client = builders.came_in(Client(), cast.stella)
    where = reverse("season-proposals", args=[season.pk])
    client.post(where)
    page = client.post(where, follow=True)
    assert str(UnderWay.words) in page.content.decode()
    assert Proposal.objects.count() == 1


def test_a_worker_that_was_killed_begins_again_and_only_one_of_two_lays_crews(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    for one in (cast.ada, cast.ben, cast.cleo):
        wishes(one, season)
    wishes_are_in(season)
    now = timezone.now()
    made = actions.ask_for_crews(cast.stella, season, at=now)
    from kinweave.weaving.proposing import propose

    killed = Proposal.objects.get(pk=made.pk)
    assert killed.claim(now)  # and here it is killed, or so it seems
    later = now + Proposal.PATIENCE + timedelta(minutes=1)
    tick(later)
    run_due(later + timedelta(hours=1), Proposal)
    made.refresh_from_db()
    assert (made.state, made.attempts) == (State.DONE, 2)
    propose(killed, later)  # it was slow, not dead
    assert crews(made) == [keys([cast.ada, cast.ben, cast.cleo])]


def test_a_steward_steps_back_and_another_goes_on(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    for one in (cast.ada, cast.ben, cast.cleo):
        wishes(one, season)
    wishes_are_in(season)
    actions.ask_for_crews(cast.stella, season, at=timezone.now())
    builders.member(cast.circle, cast.sol, Standing.PARTNER)
    leave(cast.stella, cast.circle, at=timezone.now())
    run_due(timezone.now(), Proposal)
    made = Proposal.objects.get()
    assert crews(made) == [keys([cast.ada, cast.ben, cast.cleo])]
    with pytest.raises(NotAllowed):
        actions.publish(cast.stella, made, at=timezone.now())
    page = builders.came_in(Client(), cast.sol).post(
        reverse("proposal-publishing", args=[made.pk]), {"publish": "1"}, follow=True
    )
    assert "Each of them is asked now" in page.content.decode()


def test_whoever_goes_before_crews_are_proposed_is_in_none_of_them(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, target=4)
    people = members(cast.circle, 8)
    for one in people:
        wishes(one, season)
    wishes_are_in(season)
    made = proposed(cast.stella, season)
    at = timezone.now()
    leave(people[0], cast.circle, at=at)
    forget(people[1].pk, at=at)
    assert not set().union(*crews(made)) & keys(people[:2])
    together = max(crews(made), key=len)
    one, other = (Person.objects.get(pk=pk) for pk in sorted(together)[:2])
    block(one, other, at=at)
    client = builders.came_in(Client(), cast.stella)
    where = reverse("proposal-publishing", args=[made.pk])
    page = client.post(where, {"publish": "1"}, follow=True).content.decode()
    assert "At least one crew has too few people, or no time any more" in page
    again = proposed(cast.stella, season)
    actions.publish(cast.stella, again, at=at)
    assert crews(again)
    assert not any({one.pk, other.pk} <= crew for crew in crews(again))


def test_an_answer_after_the_last_day_changes_nothing(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    for one in (cast.ada, cast.ben, cast.cleo):
        wishes(one, season)
    published(cast.stella, season)
    answers_are_in(season)
    page = answers(cast.ada, season, "yes").content.decode()
    assert "this one came too late" in page
    assert str(TooLate.words) in page
    assert not Place.objects.filter(answer__isnull=False).exists()


def test_where_nobody_is_free_everybody_hears_why(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    four = [cast.ada, cast.ben, cast.cleo, cast.dan]
    for one in four:
        wishes(one, season, week=NEVER)
    made = published(cast.stella, season)
    assert crews(made) == []
    assert all(one.reasons for one in Left.objects.all())
    page = builders.came_in(Client(), cast.ada).get(reverse("season-crew", args=[season.pk]))
    assert "What is still possible" in page.content.decode()


def test_looking_again_where_everybody_is_pinned_keeps_all_as_it_is(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, target=4)
    for one in members(cast.circle, 8):
        wishes(one, season)
    wishes_are_in(season)
    made = proposed(cast.stella, season)
    for crew in ProposedCrew.objects.filter(proposal=made):
        actions.pin(cast.stella, crew, keep=True, at=timezone.now())
    again = proposed(cast.stella, season, around=made)
    assert again.made_at is not None
    assert sorted(map(sorted, crews(again))) == sorted(map(sorted, crews(made)))
