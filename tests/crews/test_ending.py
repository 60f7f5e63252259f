"""A cycle comes to its end: looking back, what comes next, and parting well."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import bring_back
from kinweave.circles.models import Circle, Ending
from kinweave.crews import actions
from kinweave.crews.models import Going, LookBack, WhatNext
from kinweave.crews.telling import members_of
from kinweave.gatherings.models import Answer
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery, Notice
from tests.crews.living import FIRST, a_crew, cycle_of, near_the_end, page, send, turns
from tests.gatherings.cast import AT, Cast

NEAR = near_the_end()
LATER = FIRST + timedelta(weeks=16)


def asked_in(crew: Circle, cast: Cast) -> WhatNext:
    """Ada has asked what comes next, near the end."""
    return actions.ask_what_next(cast.ada, cycle_of(crew), at=NEAR)


def all_say(cast: Cast, asked: WhatNext, **says: str) -> WhatNext:
    """Each of these."""
    for name, what in says.items():
        actions.say(cast.people[name], asked, says=what, at=NEAR)
    asked.refresh_from_db()
    return asked


def begins_again(cast: Cast, asked: WhatNext, who: str = "ada") -> None:
    """Whoever it is lays the dates of another cycle, after a pause."""
    actions.go_on(
        cast.people[who], asked, first=LATER, every_weeks=2, meetings=3, minutes=60, at=NEAR
    )  # fmt: skip


def test_there_is_a_time_for_looking_back(cast: Cast) -> None:
    crew = a_crew(cast)
    cycle = cycle_of(crew)
    assert "The time for that is around the last meeting." in page(cast.ada, crew, "looking-back/")
    with pytest.raises(actions.NotYet):
        actions.look_back(cast.ada, cycle, said={"good": "Soup"}, at=AT)
    with pytest.raises(actions.NotYet):
        actions.ask_what_next(cast.ada, cycle, at=AT)
    with time_machine.travel(NEAR):
        assert "The end is near, as you agreed" in page(cast.ada, crew)
        send(cast.ada, crew, "looking-back/", good="canary-soup", hard="")
        assert "canary-soup" in page(cast.ben, crew, "looking-back/")
        send(cast.ada, crew, "looking-back/", good="")
    assert not LookBack.objects.exists()


def test_only_the_crew_reads_what_it_says_when_looking_back(cast: Cast) -> None:
    crew = a_crew(cast, "ada", "ben")
    actions.look_back(cast.ada, cycle_of(crew), said={"thanks": "Ben, for the bread"}, at=NEAR)
    for name, sees in (("ben", True), ("cleo", False), ("stella", False)):
        rows = LookBack.objects.visible_to(Viewer.of(cast.people[name].pk))
        assert rows.exists() is sees
    with pytest.raises(NotAllowed):
        actions.look_back(cast.cleo, cycle_of(crew), said={"good": "Soup"}, at=NEAR)


def test_nobody_reads_what_another_would_like_until_all_have_said(cast: Cast) -> None:
    crew = a_crew(cast)
    asked = all_say(cast, asked_in(crew, cast), ada="on", ben="on", cleo="leave")
    assert asked.told_at is None
    ben = Viewer.of(cast.ben.pk)
    assert [one.person for one in Going.objects.visible_to(ben)] == [cast.ben]
    with time_machine.travel(NEAR):
        assert "Some of you would go on" not in page(cast.ben, crew, "next/")
    all_say(cast, asked, dan="end")
    assert {one.person for one in Going.objects.visible_to(ben)} == {cast.ada, cast.ben}
    assert Delivery.objects.filter(letter="crews.what_came").count() == 4
    with pytest.raises(actions.Told):
        actions.say(cast.ben, asked, says="leave", at=NEAR)


def test_who_says_nothing_is_waited_for_until_a_day_and_not_pressed(cast: Cast) -> None:
    crew = a_crew(cast)
    asked = all_say(cast, asked_in(crew, cast), ada="on", ben="on")
    assert actions.tell_what_came(NEAR) == 0
    after = NEAR + timedelta(days=30)
    assert actions.tell_what_came(after) == 1
    assert actions.tell_what_came(after) == 0
    asked.refresh_from_db()
    begins_again(cast, asked)
    assert members_of(crew) == [cast.people[n] for n in ("ada", "ben", "cleo", "dan")]
    said = Answer.objects.filter(occasion__gathering=cycle_of(crew).gathering)
    assert {one.person for one in said} == {cast.ada, cast.ben}, "nobody said yes for the others"
    assert Notice.objects.filter(letter="crews.what_next").count() == 3


def test_what_was_said_can_be_said_otherwise_and_taken_back(cast: Cast) -> None:
    crew = a_crew(cast)
    with time_machine.travel(NEAR):
        send(cast.ben, crew, "next/")
        send(cast.ben, crew, "next/", says="on")
        send(cast.ben, crew, "next/", says="end")
        assert [one.says for one in Going.objects.all()] == ["end"]
        assert "Taken back" in send(cast.ben, crew, "next/", says="")
    assert not Going.objects.exists()


def test_another_cycle_has_its_dates_its_end_and_those_who_would(cast: Cast) -> None:
    crew = a_crew(cast)
    first = cycle_of(crew)
    asked = all_say(cast, asked_in(crew, cast), ada="on", ben="on", cleo="leave", dan="end")
    with pytest.raises(actions.NotYet):
        begins_again(cast, asked, "dan")
    with time_machine.travel(NEAR):
        assert "Lay the dates of another cycle" in page(cast.ada, crew, "next/")
        said = {"every_weeks": "3", "meetings": "2", "minutes": "60", "time": "18:30"}
        seen = send(cast.ada, crew, "next/cycle/", day=f"{LATER:%Y-%m-%d}", **said)
    assert "It goes on." in seen
    second = cycle_of(crew)
    assert (first.number, second.number, second.by) == (1, 2, "crew")
    assert second.ends == (LATER + timedelta(weeks=3)).date()
    assert turns(crew) == ["ada", "ben"]
    assert members_of(crew) == [cast.ada, cast.ben]
    assert Delivery.objects.filter(letter="crews.begun", receiver=cast.ben).count() == 2
    with pytest.raises(actions.NotYet):
        begins_again(cast, asked)


def test_it_never_goes_on_by_itself(cast: Cast) -> None:
    crew = a_crew(cast)
    after = NEAR + timedelta(weeks=52)
    assert actions.tell_what_came(after) == 0
    with time_machine.travel(after):
        assert "This cycle is over." in page(cast.ada, crew)
    assert cycle_of(crew).number == 1


def test_it_ends_well_when_too_few_would_go_on(cast: Cast, mailoutbox: list) -> None:
    crew = a_crew(cast)
    asked = asked_in(crew, cast)
    with pytest.raises(actions.NotYet):
        actions.end_well(cast.ada, asked, at=NEAR)
    all_say(cast, asked, ada="on", ben="end", cleo="leave", dan="end")
    with time_machine.travel(NEAR):
        assert "End it well" in page(cast.ben, crew, "next/")
        seen = send(cast.ben, crew, "next/ending/")
    assert "The crew has ended." in seen
    crew.refresh_from_db()
    assert crew.ended_at is not None
    assert Delivery.objects.filter(letter="crews.good_bye").count() == 4
    run_due(NEAR + timedelta(hours=1), Delivery)
    last = [one for one in mailoutbox if one.subject.endswith("Hearth has ended")]
    assert len(last) == 4
    bring_back(cast.cleo, Ending.objects.get(), at=NEAR)
    crew.refresh_from_db()
    assert crew.ended_at is None


def test_it_does_not_end_over_those_who_would_go_on(cast: Cast) -> None:
    crew = a_crew(cast)
    asked = all_say(cast, asked_in(crew, cast), ada="on", ben="on", cleo="end", dan="end")
    with pytest.raises(actions.NotYet):
        actions.end_well(cast.cleo, asked, at=NEAR)
    with pytest.raises(NotAllowed):
        actions.say(cast.stella, asked, says="end", at=NEAR)
