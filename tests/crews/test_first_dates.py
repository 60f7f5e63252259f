"""A crew that somebody began by hand lays its first dates."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from kinweave.access import NotAllowed
from kinweave.circles import actions as circles
from kinweave.circles.models import Circle, Scale
from kinweave.crews import actions
from kinweave.crews.models import Cycle
from kinweave.gatherings.feeds import event_of
from kinweave.gatherings.models import Answer, Occasion
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
from tests import builders
from tests.crews.living import FIRST, cycle_of, page, queries, send, turns
from tests.gatherings.cast import AT, VIENNA, Cast, client_of

SAID = {"every_weeks": "3", "meetings": "4", "minutes": "60", "time": "18:30", "zone": VIENNA}


@pytest.fixture
def hearth(cast: Cast) -> Circle:
    """Ada began it by hand, with Ben and Cleo."""
    made = circles.found(cast.ada, name="Hearth", scale=Scale.CREW, parent=cast.circle, at=AT)
    for one in (cast.ben, cast.cleo):
        builders.member(made, one)
    return made


def laid(cast: Cast, crew: Circle, **said: Any) -> Cycle:
    told = {"zone": VIENNA, "first": FIRST, "every_weeks": 2, "meetings": 6, "minutes": 90}
    return actions.lay_first(cast.ada, crew, at=AT, **{**told, "agreed": False, **said})


def test_the_page_says_what_to_do_and_the_dates_come_with_an_end(
    cast: Cast, hearth: Circle
) -> None:
    assert "You have no dates yet." in page(cast.ben, hearth)
    assert "Lay your dates" in client_of(cast.ben).get(hearth.get_absolute_url()).content.decode()
    with time_machine.travel(AT):
        wrong = send(cast.ben, hearth, "dates/", day=f"{AT - timedelta(days=3):%Y-%m-%d}", **SAID)
        assert "This has been. Put a day to come." in wrong
        seen = send(cast.ben, hearth, "dates/", day=f"{FIRST:%Y-%m-%d}", agreed="on", **SAID)
    assert "Your dates stand." in seen
    assert "Meeting 1 of 4" in seen
    cycle = cycle_of(hearth)
    dates = list(Occasion.objects.filter(gathering=cycle.gathering).order_by("number"))
    assert [one.day for one in dates] == [
        (FIRST + timedelta(weeks=3 * n)).date() for n in range(4)
    ]  # fmt: skip
    assert (cycle.by, cycle.ends, cycle.gathering.zone) == ("crew", dates[-1].day, VIENNA)
    event = event_of(dates[-1], cycle.gathering, True, "https://example.org")
    assert "to look back" in event.summary
    assert turns(hearth)[0] == turns(hearth)[3] == "ben"
    assert sorted(turns(hearth)[1:3]) == ["ada", "cleo"]
    said = Answer.objects.filter(occasion__gathering=cycle.gathering, says="yes")
    assert said.count() == 12
    assert "Your dates stand already." in page(cast.ada, hearth, "dates/")


def test_nobodys_yes_is_taken_for_granted_and_the_letter_asks(
    cast: Cast, hearth: Circle, mailoutbox: list[Any]
) -> None:
    cycle = laid(cast, hearth)
    said = Answer.objects.filter(occasion__gathering=cycle.gathering)
    assert {one.person for one in said} == {cast.ada}
    run_due(AT, Delivery)
    to_ben = next(one for one in mailoutbox if one.to == ["ben@example.org"])
    assert "Hearth has its first dates: one of you has laid them." in to_ben.body
    assert "Nobody has said yes for you." in to_ben.body
    assert cycle.gathering.get_absolute_url() in to_ben.body
    to_ada = next(one for one in mailoutbox if one.to == ["ada@example.org"])
    assert "All dates stand as a yes of yours" in to_ada.body


def test_dates_are_laid_once_and_by_two_at_least(cast: Cast, hearth: Circle) -> None:
    laid(cast, hearth)
    with pytest.raises(actions.Laid):
        laid(cast, hearth)
    alone = circles.found(cast.ada, name="Alone", scale=Scale.CREW, parent=cast.circle, at=AT)
    assert "You are alone here as yet." in page(cast.ada, alone, "dates/")
    with pytest.raises(actions.CannotBegin):
        laid(cast, alone)
    with pytest.raises(actions.CannotBegin):
        laid(cast, alone, first=FIRST - timedelta(weeks=9))
    assert Cycle.objects.count() == 1


def test_only_who_is_in_the_crew_lays_its_dates(cast: Cast, hearth: Circle) -> None:
    assert client_of(cast.dan).get(f"/c/{hearth.slug}/crew/dates/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.lay_first(
            cast.dan, hearth, zone=VIENNA, first=FIRST, every_weeks=1, meetings=1, minutes=60,
            agreed=True, at=AT,
        )  # fmt: skip


def test_the_page_asks_as_often_for_many_as_for_few(cast: Cast, hearth: Circle) -> None:
    few = queries(cast.ada, hearth, "dates/")
    for number in range(4):
        builders.member(hearth, builders.person(f"Guest{number}"))
    assert queries(cast.ada, hearth, "dates/") == few
