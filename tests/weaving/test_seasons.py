"""A season from its first day to a crew whose people said yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.circles.actions import leave
from kinweave.gatherings.models import Occasion
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
from kinweave.people.actions.blocks import block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Person
from kinweave.solvers.crews import repair as engine
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.models import (
    Answer,
    Left,
    Place,
    Proposal,
    ProposedCrew,
    Regard,
    Repair,
    Season,
    Wish,
)
from kinweave.weaving.refusals import NotNow, NotTogether, UnderWay
from tests import builders
from tests.gatherings.cast import Cast
from tests.weaving.doing import (
    EVENINGS,
    MORNINGS,
    a_season,
    answers,
    answers_are_in,
    crews,
    keys,
    members,
    proposed,
    published,
    wishes,
    wishes_are_in,
)


def _in(person: Person) -> Client:
    return builders.came_in(Client(), person)


def test_a_steward_prepares_a_season_opens_it_and_everybody_hears(cast: Cast) -> None:
    client, today = _in(cast.stella), timezone.now().date()
    form = client.get(reverse("season-new", args=["riverbend"])).context["form"]
    told = {**form.initial, "name": "Winter crews", "zone": "Europe/Vienna"}
    wrong = {**told, "answers_on": told["wishes_on"]}
    page = client.post(reverse("season-new", args=["riverbend"]), wrong)
    assert "This lies before the last day for wishes" in page.content.decode()
    assert not Season.objects.exists()
    client.post(reverse("season-new", args=["riverbend"]), told)
    season = Season.objects.get()
    assert season.wishes_on > today
    assert _in(cast.ada).get(season.get_absolute_url()).status_code == 404
    client.post(reverse("season-opening", args=[season.pk]), {"open": "1"})
    assert _in(cast.ada).get(season.get_absolute_url()).status_code == 200
    again = client.get(reverse("season-new", args=["riverbend"])).context["form"]
    assert again.initial["name"] == "Winter crews"


def test_somebody_wishes_for_a_crew_changes_it_and_takes_it_back(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, asks="What do you bring?")
    client, where = _in(cast.ada), reverse("season-wish", args=[season.pk])
    told = {
        "intention": "to write", "reply": "bread", "languages": [], "another": "en",
        "zone": "Europe/Vienna", "monday": "18:00-21:00", "hosting": "yes",
        "wished": ["Ben Birch", ""], "apart": ["dan dove"],
    }  # fmt: skip
    assert (
        "not from one time until another"
        in client.post(where, {**told, "tuesday": "late"}).content.decode()
    )
    client.post(where, told)
    wish = Wish.objects.get()
    assert (wish.intention, wish.languages, wish.week.count("f")) == ("to write", ["en"], 6)
    assert Regard.objects.count() == 2
    page = client.get(where)
    assert page.context["form"]["apart"].value() == ["Dan Dove"]
    names = _in(cast.stella).get(reverse("season-proposals", args=[season.pk])).content.decode()
    assert "Ada Anker" in names
    assert "bread" in names
    assert "to write" not in names
    client.post(where, {"back": "1"})
    assert not Wish.objects.exists()
    assert not Regard.objects.exists()


def test_after_the_last_day_no_wish_is_taken(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    wishes_are_in(season)
    with pytest.raises(NotNow):
        wishes(cast.ada, season)


def test_crews_are_proposed_and_begin_when_all_say_yes(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    four = [cast.ada, cast.ben, cast.cleo, cast.dan]
    for one in four:
        wishes(one, season)
    wishes(cast.stella, season, week=MORNINGS)
    made = published(cast.stella, season)
    assert crews(made) == [keys(four)]
    assert list(Left.objects.values_list("person", flat=True)) == [cast.stella.pk]
    letters = list(Delivery.objects.order_by("pk").values_list("letter", flat=True))
    assert next(one for one in letters if one in ("weaving.left", "weaving.proposed")) == (
        "weaving.left"
    )
    for one in four[:3]:
        answers(one, season, "yes")
    assert ProposedCrew.objects.get().agreed_at is None
    steward = _in(cast.stella).get(made.get_absolute_url()).content.decode()
    assert "waits for answers" in steward
    answers(cast.dan, season, "yes")
    crew = ProposedCrew.objects.select_related("circle").get()
    assert crew.agreed_at is not None
    assert crew.circle is not None
    here = crew.circle.memberships.values_list("person", flat=True)
    assert set(here) == {one.pk for one in four}
    assert [one.starts_at for one in Occasion.objects.order_by("number")] == crew.starts


def test_who_says_not_this_season_is_left_out_and_only_their_crew_is_asked_again(
    cast: Cast,
) -> None:
    season = a_season(cast.stella, cast.circle, largest=5, target=4)
    guests = members(cast.circle, 4)
    four = [cast.ada, cast.ben, cast.cleo, cast.dan]
    for one in guests:
        wishes(one, season)
    for one in four:
        wishes(one, season, week=MORNINGS)
    made = published(cast.stella, season)
    assert sorted(map(len, crews(made))) == [4, 4]
    answers(cast.ada, season, "yes")
    answers(guests[0], season, "yes")
    answers(cast.dan, season, "not this season")
    run_due(timezone.now() + Repair.WAITS + timedelta(minutes=1), Repair)
    assert keys(four) - {cast.dan.pk} in crews(made)
    assert keys(guests) in crews(made)
    assert list(Answer.objects.values_list("place__person", flat=True)) == [guests[0].pk]
    assert Wish.objects.get(person=cast.dan).withdrawn_at is not None


def test_who_says_not_this_one_is_offered_another_if_there_is_one(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, largest=6, target=4)
    guests = members(cast.circle, 8)
    for one in guests:
        wishes(one, season)
    made = published(cast.stella, season)
    before = next(crew for crew in crews(made) if guests[0].pk in crew)
    answers(guests[0], season, "not this one")
    run_due(timezone.now() + Repair.WAITS + timedelta(minutes=1), Repair)
    after = next((crew for crew in crews(made) if guests[0].pk in crew), set())
    assert after & before <= {guests[0].pk}
    assert len(after) >= 3


def test_a_no_that_comes_while_crews_are_mended_counts_as_well(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    season = a_season(cast.stella, cast.circle, largest=6, target=4)
    guests = members(cast.circle, 8)
    for one in guests:
        wishes(one, season)
    made = published(cast.stella, season)
    late, at_work = [guests[7]], engine.repair

    def meanwhile(*told: Any, **more: Any) -> object:
        """Somebody answers while the engine works."""
        mended = at_work(*told, **more)
        if late:
            answers(late.pop(), season, "not this season")
        return mended

    monkeypatch.setattr(engine, "repair", meanwhile)
    answers(guests[0], season, "not this season")
    run_due(timezone.now() + Repair.WAITS + timedelta(minutes=1), Repair)
    placed = set().union(*crews(made))
    assert placed == keys(guests[1:7])
    gone = Wish.objects.exclude(withdrawn_at=None)
    assert set(gone.values_list("person", flat=True)) == {guests[0].pk, guests[7].pk}


def test_on_the_last_day_a_crew_with_enough_yeses_begins_with_those(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    four = [cast.ada, cast.ben, cast.cleo, cast.dan]
    for one in four:
        wishes(one, season)
    made = published(cast.stella, season)
    for one in four[:3]:
        answers(one, season, "yes")
    answers_are_in(season)
    assert actions.end_seasons(timezone.now()) == 1
    assert crews(made) == [keys(four[:3])]
    assert ProposedCrew.objects.get().agreed_at is not None
    told = Delivery.objects.filter(letter="weaving.ended").values_list("receiver", flat=True)
    assert set(told) == {cast.dan.pk}
    late = answers(cast.ada, season, "not this one").content.decode()
    assert "came too late" in late


def test_a_private_not_with_is_kept_and_a_move_against_it_reads_as_no_time(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, target=4)
    people = members(cast.circle, 8)
    for one in people:
        wishes(one, season)
    wishes(people[0], season, apart=[people[1].pk])
    late = members(cast.circle, 1)[0]
    wishes(late, season, week=MORNINGS)
    wishes_are_in(season)
    made = proposed(cast.stella, season)
    assert not any(keys(people[:2]) <= crew for crew in crews(made))
    client, where = _in(cast.stella), reverse("proposal-moves", args=[made.pk])
    crew = Place.objects.get(proposal=made, person=people[1]).crew_id
    said = []
    for one in (people[0], late):
        page = client.post(where, {"people": [one.pk], "to": crew}, follow=True)
        said.append([str(message) for message in page.context["messages"]])
    assert said[0] == said[1] == [str(NotTogether.words)]
    assert len(crews(made)) >= 1


def test_a_steward_moves_people_pins_a_crew_and_looks_again_around_it(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, target=4)
    people = members(cast.circle, 9)
    for one in people:
        wishes(one, season)
    wishes_are_in(season)
    made = proposed(cast.stella, season)
    client, where = _in(cast.stella), reverse("proposal-moves", args=[made.pk])
    four = people[:4]
    page = client.post(where, {"people": [one.pk for one in four], "to": "new"}, follow=True)
    number = Place.objects.select_related("crew").get(proposal=made, person=four[0]).crew.number
    assert f"are in crew {number} now." in page.content.decode()
    assert keys(four) in crews(made)
    pinned = Place.objects.get(proposal=made, person=four[0]).crew_id
    client.post(where, {"pin": pinned})
    answer = client.post(
        reverse("season-proposals", args=[season.pk]), {"around": made.pk}, follow=False
    )
    assert answer.status_code == 302
    with pytest.raises(UnderWay):
        actions.ask_for_crews(cast.stella, season, at=timezone.now())
    run_due(timezone.now(), Proposal)
    second = Proposal.objects.get(number=2)
    assert keys(four) in crews(second)
    page = client.get(second.get_absolute_url())
    assert page.status_code == 200


def test_all_that_is_proposed_keeps_every_rule(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle)
    people = members(cast.circle, 24)
    for number, one in enumerate(people):
        apart = [people[(number + 1) % 24].pk] if number % 5 == 0 else []
        wishes(
            one, season, week=MORNINGS if number % 3 == 0 else EVENINGS, apart=apart,
            languages=["en", "de"] if number % 2 else ["en"],
        )  # fmt: skip
    made = published(cast.stella, season)
    rules = Rules(problem_of(season, timezone.now()))
    assert crews(made)
    assert all(rules.score(map(str, crew)) for crew in crews(made))


@pytest.mark.parametrize("wishing", [0, 2])
def test_a_season_with_two_people_or_nobody_says_so_kindly(cast: Cast, wishing: int) -> None:
    season = a_season(cast.stella, cast.circle)
    for one in (cast.ada, cast.ben)[:wishing]:
        wishes(one, season)
    made = published(cast.stella, season)
    assert crews(made) == []
    assert Left.objects.count() == wishing
    page = _in(cast.stella).get(made.get_absolute_url()).content.decode()
    assert "No crew came out of these wishes" in page


def test_leaving_being_forgotten_and_a_block_mend_a_crew_without_a_word(cast: Cast) -> None:
    season = a_season(cast.stella, cast.circle, smallest=3, largest=8, target=6)
    people = members(cast.circle, 7)
    for one in people:
        wishes(one, season, wished=[people[0].pk])
    made = published(cast.stella, season)
    assert crews(made) == [keys(people)]
    at = timezone.now()
    leave(people[6], cast.circle, at=at)
    forget(people[5].pk, at=at)
    block(people[4], people[3], at=at)
    run_due(at + Repair.WAITS + timedelta(minutes=1), Repair)
    after = crews(made)
    assert not any(crew & keys(people[5:]) for crew in after)
    assert not any(keys(people[3:5]) <= crew for crew in after)
    assert keys(people[:4]) in after
    assert not Wish.objects.filter(person__in=people[5:]).exists()
