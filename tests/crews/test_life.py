"""A crew lives: turns to host, a charter, and people who come and go."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
import time_machine
from django.urls import reverse

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import leave
from kinweave.crews import actions
from kinweave.crews.meeting import note_meetings
from kinweave.crews.models import Cycle, Going, LookBack, Passage, Turn
from kinweave.crews.telling import members_of
from kinweave.gatherings import actions as gatherings
from kinweave.journal.models import Entry
from kinweave.met.models import Met
from kinweave.met.record import pairs_among
from kinweave.notices.models import Notice
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from tests.crews.living import a_crew, cycle_of, near_the_end, page, queries, send, turn, turns
from tests.gatherings.cast import AT, Cast, client_of


def test_a_turn_is_offered_and_somebody_takes_it(cast: Cast) -> None:
    crew = a_crew(cast)
    mine = turn(crew, 1)
    assert "You host" in page(cast.ada, crew)
    send(cast.ada, crew, "turns/", turn=mine.pk, do="offer")
    assert turns(crew)[0] == "ada", "until somebody takes it"
    told = Notice.objects.filter(letter="crews.turn_free")
    assert {one.receiver for one in told} == {cast.ben, cast.cleo, cast.dan}
    assert "I take it" in page(cast.ben, crew)
    assert "You host that meeting." in send(cast.ben, crew, "turns/", turn=mine.pk, do="take")
    assert turns(crew)[0] == "ben"
    assert "Somebody was quicker" in send(cast.cleo, crew, "turns/", turn=mine.pk, do="take")
    assert Entry.objects.filter(verb="crews.turn_taken").count() == 1


def test_a_turn_is_kept_after_all(cast: Cast) -> None:
    crew = a_crew(cast)
    mine = turn(crew, 1)
    actions.offer_turn(cast.ada, mine, at=AT)
    actions.keep_turn(cast.ada, mine)
    with pytest.raises(actions.NotFree):
        actions.take_turn(cast.ben, mine, at=AT)


def test_nobody_offers_anothers_turn_or_takes_one_that_has_been(cast: Cast) -> None:
    crew = a_crew(cast)
    mine = turn(crew, 1)
    with pytest.raises(NotAllowed):
        actions.offer_turn(cast.ben, mine, at=AT)
    with pytest.raises(NotAllowed):
        actions.take_turn(cast.stella, mine, at=AT)
    with pytest.raises(actions.NotFree):
        actions.offer_turn(cast.ada, mine, at=AT + timedelta(weeks=2))


def test_a_charter_is_worded_by_anybody_and_what_was_before_stays(cast: Cast) -> None:
    crew = a_crew(cast)
    send(cast.ada, crew, "charter/why/", words="To *cook*.", based_on="0")
    assert "<em>cook</em>" in page(cast.ben, crew)
    send(cast.ben, crew, "charter/why/", words="To cook and sing.", based_on="1")
    assert "To cook and sing." in page(cast.ada, crew)
    assert "<em>cook</em>" not in page(cast.ada, crew)
    before = page(cast.ada, crew, "charter/why/before/")
    for word in ("<em>cook</em>", "cook and sing", "Ada Anker", "Ben Birch"):
        assert word in before
    assert Entry.objects.filter(verb="crews.charter_worded").count() == 2
    assert client_of(cast.ada).get(f"/c/{crew.slug}/crew/charter/odd/").status_code == 404


def test_two_who_write_at_once_lose_nothing(cast: Cast) -> None:
    crew = a_crew(cast)
    send(cast.ada, crew, "charter/talk/", words="Ada's words", based_on="0")
    seen = send(cast.ben, crew, "charter/talk/", words="Ben's words", based_on="0")
    assert "Ada's words" in seen, "how it reads now"
    assert "Ben's words" in seen, "what Ben wrote"
    assert 'name="based_on" value="1"' in seen
    assert Passage.objects.get().words == "Ada's words"
    send(cast.ben, crew, "charter/talk/", words="Both of our words", based_on="1")
    assert "Both of our words" in page(cast.ada, crew)
    assert actions.word(
        cast.cleo, crew, about="talk", words="Both of our words", based_on=0, at=AT
    ), "to say the same changes nothing, and is no quarrel"  # fmt: skip
    assert Passage.objects.count() == 2


def test_who_leaves_leaves_turns_to_the_others_and_their_words(cast: Cast) -> None:
    crew = a_crew(cast)
    now = near_the_end()
    asked = actions.ask_what_next(cast.ada, cycle_of(crew), at=now)
    actions.say(cast.ben, asked, says="on", at=now)
    actions.look_back(cast.ben, cycle_of(crew), said={"good": "The soup"}, at=now)
    actions.word(cast.ben, crew, about="why", words="To cook", based_on=0, at=AT)
    leave(cast.ben, crew, at=AT)
    assert turns(crew) == ["ada", "", "cleo", "dan", "ada", ""]
    assert Notice.objects.filter(letter="crews.turn_free").count() == 3
    assert not Going.objects.exists()
    assert LookBack.objects.get().words == "The soup"
    for model in (Cycle, Turn, Passage, LookBack):
        assert not model.objects.visible_to(Viewer.of(cast.ben.pk)).exists()


def test_who_is_forgotten_is_in_no_crew(cast: Cast) -> None:
    crew = a_crew(cast)
    now = near_the_end()
    actions.look_back(cast.ben, cycle_of(crew), said={"good": "The soup"}, at=now)
    actions.word(cast.ben, crew, about="why", words="To cook", based_on=0, at=AT)
    forget(cast.ben.pk, at=AT)
    assert not LookBack.objects.exists()
    assert Passage.objects.get().by is None
    assert "Ben" not in page(cast.ada, crew)
    assert "Ben" not in page(cast.ada, crew, "charter/why/before/")


def test_an_export_holds_ones_own(cast: Cast) -> None:
    crew = a_crew(cast)
    now = near_the_end()
    cycle = cycle_of(crew)
    for who, word in ((cast.ada, "canary-ada"), (cast.ben, "canary-ben")):
        actions.look_back(who, cycle, said={"good": word}, at=now)
        last = Passage.objects.first()
        based_on = last.revision if last else 0
        actions.word(who, crew, about="why", words=word, based_on=based_on, at=AT)
    asked = actions.ask_what_next(cast.ada, cycle, at=now)
    actions.say(cast.ada, asked, says="leave", at=now)
    told = str([one.give(cast.ada) for one in all_parts()])
    assert "canary-ada" in told
    assert "thanks" in told
    assert "canary-ben" not in told


def test_a_crew_that_becomes_small_is_told_kindly_what_it_could_do(cast: Cast) -> None:
    crew = a_crew(cast, smallest=3)
    leave(cast.ben, crew, at=AT)
    assert "You have become few" not in page(cast.ada, crew)
    leave(cast.cleo, crew, at=AT)
    seen = page(cast.ada, crew)
    assert "You have become few" in seen
    assert "Ask somebody in" in seen
    assert len(members_of(crew)) == 2


def test_pages_ask_as_often_for_many_dates_as_for_few(cast: Cast) -> None:
    few, many = a_crew(cast, meetings=2), a_crew(cast, meetings=20, key="call:2")
    for about in ("why", "talk"):
        for based_on in range(5):
            actions.word(
                cast.ben, many, about=about, words=f"{based_on}", based_on=based_on, at=AT
            )  # fmt: skip
    for ending in ("", "charter/why/", "charter/why/before/"):
        assert queries(cast.ada, many, ending) <= queries(cast.ada, few, ending)
    with time_machine.travel(near_the_end(38)):
        for name in ("ben", "cleo", "dan"):
            said = dict.fromkeys(LookBack.About.values, "Soup")
            actions.look_back(cast.people[name], cycle_of(many), said=said, at=near_the_end(38))
        for ending in ("looking-back/", "next/"):
            assert queries(cast.ada, many, ending) <= queries(cast.ada, few, ending) + 1


def test_who_comes_to_its_meetings_has_met_and_the_two_alone_are_told(cast: Cast) -> None:
    crew = a_crew(cast)
    first = crew.cycles.get().gathering.occasions.get(number=1)
    gatherings.answer(cast.dan, first, says="no", at=AT)
    assert note_meetings(first.ends_at - timedelta(minutes=1)) == 0
    assert note_meetings(first.ends_at) == note_meetings(first.ends_at) == 1
    three = [cast.ada.pk, cast.ben.pk, cast.cleo.pk]
    assert set(pairs_among([*three, cast.dan.pk])) == {*combinations(sorted(three), 2)}
    second = crew.cycles.get().gathering.occasions.get(number=2)
    note_meetings(second.ends_at)
    met = Met.objects.get(one__in=[cast.ada, cast.dan], other__in=[cast.ada, cast.dan])
    assert (met.how, met.since, met.circle) == ("crew", second.ends_at, crew)
    assert "Dan" in client_of(cast.ada).get(reverse("met")).content.decode()
    assert "Dan" not in client_of(cast.stella).get(reverse("met")).content.decode()
