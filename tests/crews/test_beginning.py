"""A crew begins: its people, its dates, its end, its turns, its letter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import leave
from kinweave.circles.models import Circle, Membership, Responsibility, Scale, Standing
from kinweave.crews import actions
from kinweave.crews.models import Cycle
from kinweave.crews.rota import rota
from kinweave.gatherings.feeds import event_of
from kinweave.gatherings.models import Answer, Occasion
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
from kinweave.people.actions.blocks import block
from tests.crews.living import FIRST, a_crew, cycle_of, page, turns
from tests.gatherings.cast import AT, VIENNA, Cast, client_of


def test_a_crew_is_a_circle_of_equals_inside_its_congregation(cast: Cast) -> None:
    crew = a_crew(cast, about="To cook, and to talk.", smallest=3, largest=5)
    assert (crew.scale, crew.parent, crew.audience) == (Scale.CREW, cast.circle, "circle")
    assert (crew.size_least, crew.size_most) == (3, 5)
    here = Membership.objects.current().filter(circle=crew)
    assert set(here.values_list("standing", flat=True)) == {Standing.PARTNER}
    assert {one.person.name for one in here} == {
        cast.people[name].name for name in ("ada", "ben", "cleo", "dan")
    }
    assert not Responsibility.objects.filter(circle=crew).exists()
    assert all((crew.pk, "tend") in Viewer.of(one.person_id).keys for one in here)


def test_its_meetings_are_one_series_that_ends_with_a_look_back(cast: Cast) -> None:
    crew = a_crew(cast, first=FIRST, every_weeks=3, meetings=4)
    cycle = cycle_of(crew)
    dates = list(cycle.gathering.occasions.order_by("number"))
    assert [one.wall for one in dates] == [FIRST + timedelta(weeks=3 * n) for n in range(4)]
    assert (cycle.starts, cycle.ends) == (dates[0].day, dates[-1].day)
    assert [one.name for one in dates[:3]] == ["", "", ""]
    assert "to look back" in dates[-1].name
    assert not cycle.gathering.has_rhythm, "it cannot go on by itself"
    event = event_of(dates[-1], cycle.gathering, True, "https://example.org")
    assert event.summary.startswith("Hearth: the last time")
    assert dates[-1].name in client_of(cast.ben).get(
        cycle.gathering.get_absolute_url()
    ).content.decode()  # fmt: skip


def test_everybody_comes_to_all_dates_unless_they_say_otherwise(cast: Cast) -> None:
    crew = a_crew(cast)
    said = Answer.objects.filter(occasion__gathering=cycle_of(crew).gathering)
    assert said.count() == 24
    assert set(said.values_list("says", flat=True)) == {"yes"}


def test_they_host_by_turns_and_whoever_would_like_to_comes_first(cast: Cast) -> None:
    assert turns(a_crew(cast, hosts=[cast.dan, cast.cleo])) == [
        "cleo", "dan", "ada", "ben", "cleo", "dan",
    ]  # fmt: skip


@pytest.mark.once
def test_turns_differ_by_one_at_most() -> None:
    for people in range(2, 9):
        for meetings in range(1, 14):
            hosting = rota(range(people), {1}, meetings)
            counts = [hosting.count(one) for one in range(people)]
            assert max(counts) - min(counts) <= 1
            assert counts[1] == max(counts), "whoever would like to"


def test_each_has_a_letter_with_all_dates_by_both_clocks(cast: Cast, mailoutbox: list) -> None:
    cast.ben.time_zone = "America/Bogota"
    cast.ben.save()
    a_crew(cast)
    assert Delivery.objects.filter(letter="crews.begun").count() == 4
    run_due(AT, Delivery)
    to_ben = next(one for one in mailoutbox if one.to == ["ben@example.org"])
    assert to_ben.body.count("in Bogota") == 6
    assert to_ben.body.count("in Vienna") == 6
    assert "to look back" in to_ben.body
    assert "you host" in to_ben.body
    for name in ("Ada Anker", "Cleo Crab", "Dan Dove"):
        assert name in to_ben.body


def test_begun_twice_under_one_key_it_is_one_crew(cast: Cast) -> None:
    first, second = a_crew(cast), a_crew(cast)
    assert first == second
    assert Circle.objects.filter(scale=Scale.CREW).count() == 1
    assert Delivery.objects.filter(letter="crews.begun").count() == 4
    assert a_crew(cast, key="call:2") != first


def test_killed_half_way_nothing_has_begun(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("kinweave.crews.actions.beginning.tell_crew", _killed)
        with pytest.raises(KeyboardInterrupt):
            a_crew(cast)
    assert not Circle.objects.filter(scale=Scale.CREW).exists()
    assert not Occasion.objects.exists()
    assert a_crew(cast)


def _killed(*_args: object, **_named: object) -> None:
    raise KeyboardInterrupt


def test_whoever_left_or_is_not_seen_is_put_into_no_crew_and_the_words_are_the_same(
    cast: Cast,
) -> None:
    said = set()
    with pytest.raises(actions.CannotBegin) as refused:
        a_crew(cast, "ada", "ben", "sol")
    said.add(str(refused.value))
    block(cast.dan, cast.ben, at=AT)
    with pytest.raises(actions.CannotBegin) as refused:
        a_crew(cast)
    said.add(str(refused.value))
    leave(cast.cleo, cast.circle, at=AT)
    with pytest.raises(actions.CannotBegin) as refused:
        a_crew(cast, "ada", "ben", "cleo")
    said.add(str(refused.value))
    with pytest.raises(actions.CannotBegin) as refused:
        a_crew(cast, "ada", "ben", first=FIRST - timedelta(weeks=3))
    said.add(str(refused.value))
    assert len(said) == 1
    assert not Cycle.objects.exists()


def test_a_stranger_begins_nothing_and_a_season_needs_nobody(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        a_crew(cast, actor=cast.sol)
    crew = a_crew(cast, actor=None, by="season", key="season:1:1")
    assert cycle_of(crew).by == "season"


def test_the_circle_says_where_it_is_in_its_cycle(cast: Cast) -> None:
    crew = a_crew(cast)
    seen = client_of(cast.ben).get(crew.get_absolute_url()).content.decode()
    assert "Meeting 1 of 6" in seen
    assert "Meeting 1 of 6" in page(cast.ben, crew)
    assert client_of(cast.stella).get(f"/c/{crew.slug}/crew/").status_code == 404
    assert client_of(cast.ada).get(f"/c/{cast.circle.slug}/crew/").status_code == 404
    assert cycle_of(crew).gathering.zone == VIENNA
