"""A season fills calls that want more people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.calling import actions as calling
from kinweave.calling.models import Call
from kinweave.notices.models import Delivery
from kinweave.people.actions.blocks import block
from kinweave.people.models import Person
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.models import Appeal, ProposedCrew
from tests import builders
from tests.gatherings.cast import Cast
from tests.weaving.doing import VIENNA, a_season, answers, crews, keys, members, published, wishes


def calls(person: Person, cast: Cast, **said: Any) -> Call:
    """They would begin a crew."""
    today = timezone.now().date()
    told = {
        "name": "Dry stone walls", "words": "No wall is built.", "zone": VIENNA, "smallest": 3,
        "largest": 4, "until": today + timedelta(days=20), "starts": today + timedelta(days=30),
    }  # fmt: skip
    return calling.call(person, cast.circle, at=timezone.now(), **{**told, **said})


def test_a_season_fills_a_call_with_those_who_said_yes_and_those_whom_it_appeals_to(
    cast: Cast,
) -> None:
    season = a_season(cast.stella, cast.circle, target=4, largest=5)
    call, now = calls(cast.ada, cast), timezone.now()
    calling.answer(cast.ben, call, says="yes", at=now)
    calling.answer(cast.stella, call, says="maybe", at=now)
    for one in members(cast.circle, 5):
        wishes(one, season)
    wishes(cast.ada, season, calls=[call.pk])
    wishes(cast.ben, season)
    wishes(cast.cleo, season, calls=[call.pk])
    wishes(cast.dan, season, calls=[call.pk])
    made = published(cast.stella, season)
    four = [cast.ada, cast.ben, cast.cleo, cast.dan]
    assert keys(four) in crews(made)
    where = made.get_absolute_url()
    page = builders.came_in(Client(), cast.stella).get(where).content.decode()
    assert "the crew of the call “Dry stone walls”" in page
    for one in four:
        told = answers(one, season, "yes").content.decode()
        assert "Dry stone walls" in told
    begun = ProposedCrew.objects.exclude(circle=None).select_related("circle").get().circle
    assert begun is not None
    assert begun.name == "Dry stone walls"
    call.refresh_from_db()
    assert (call.crew, call.ended_at is None) == (begun, False)
    over = Delivery.objects.filter(letter="calling.call_over").values_list("receiver", flat=True)
    assert set(over) == {cast.stella.pk}


def test_a_call_is_filled_only_if_its_caller_asks_for_it(cast: Cast) -> None:
    season, call = a_season(cast.stella, cast.circle), calls(cast.ada, cast)
    for one in (cast.ada, cast.ben, cast.cleo):
        wishes(one, season, calls=[] if one == cast.ada else [call.pk])
    assert problem_of(season, timezone.now()).calls == ()
    published(cast.stella, season)
    for one in (cast.ada, cast.ben, cast.cleo):
        answers(one, season, "yes")
    begun = ProposedCrew.objects.select_related("circle").get().circle
    assert begun is not None
    assert begun.name == "Spring crews 1"
    assert Call.objects.get().ended_at is None


def test_a_wish_names_only_calls_that_one_sees_and_nobody_else_reads_which(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    seen, hidden = calls(cast.ada, cast), calls(cast.dan, cast, name="Hidden ink")
    block(cast.ben, cast.dan, at=timezone.now())
    client, where = builders.came_in(Client(), cast.ben), reverse("season-wish", args=[season.pk])
    page = client.get(where).content.decode()
    assert "Dry stone walls, by Ada Anker" in page
    assert "Hidden ink" not in page
    told = {
        "languages": [], "another": "en", "zone": VIENNA, "monday": "18:00-21:00",
        "hosting": "yes", "calls": [seen.pk],
    }  # fmt: skip
    client.post(where, told)
    assert [one.call_id for one in Appeal.objects.all()] == [seen.pk]
    wishes(cast.ben, season, calls=[seen.pk, hidden.pk])
    assert [one.call_id for one in Appeal.objects.all()] == [seen.pk]
    assert client.get(where).context["form"]["calls"].value() == [seen.pk]
    steward = builders.came_in(Client(), cast.stella)
    told = steward.get(reverse("season-proposals", args=[season.pk])).content.decode()
    assert "Ben Birch" in told
    assert "Dry stone walls" not in told


def test_a_call_that_ends_meanwhile_takes_no_crew_along(cast: Cast) -> None:
    season, call = a_season(cast.stella, cast.circle), calls(cast.ada, cast)
    for one in (cast.ada, cast.ben, cast.cleo):
        wishes(one, season, calls=[call.pk])
    published(cast.stella, season)
    calling.let_go(cast.ada, call, at=timezone.now())
    for one in (cast.ada, cast.ben, cast.cleo):
        answers(one, season, "yes")
    begun = ProposedCrew.objects.select_related("circle").get().circle
    assert begun is not None
    assert begun.name == "Spring crews 1"
