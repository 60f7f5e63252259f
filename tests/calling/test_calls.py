"""Anyone calls a crew, others answer, and the caller begins it."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from kinweave.access import NotAllowed, Viewer
from kinweave.calling import actions
from kinweave.calling.answered import calls_for
from kinweave.calling.models import Call, CallAnswer, CallQuestion
from kinweave.circles.actions import leave
from kinweave.circles.models import Membership
from kinweave.crews.models import Cycle
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery, Notice
from kinweave.people.actions.blocks import block, undo_block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from tests.builders import member
from tests.calling.calling import (
    MONDAYS,
    TODAY,
    TUESDAYS,
    a_call,
    answered,
    is_free,
    page,
    queries,
    says,
    send,
    starts,
    status,
    times,
    week_of,
)  # fmt: skip
from tests.gatherings.cast import AT, VIENNA, Cast, client_of, somebody


def test_a_crew_is_called_and_the_others_read_of_it_in_their_digest(cast: Cast) -> None:
    is_free(cast.ben)
    address = f"/c/{cast.circle.slug}/calls/"
    said = {
        "name": "Bread and letters", "words": "To bake.", "kind": "pod", "language": "en",
        "other": "es", "every_weeks": "2", "meetings": "6", "minutes": "90", "smallest": "3",
        "largest": "5", "until": f"{TODAY + timedelta(days=9)}", "zone": VIENNA,
        "starts": f"{TODAY + timedelta(days=12)}",
    }  # fmt: skip
    seen = client_of(cast.ada).post(f"{address}new/", said, follow=True).content.decode()
    assert "You call this crew." in seen
    one = Call.objects.get()
    assert (one.caller, one.languages) == (cast.ada, ["en", "es"])
    assert Notice.objects.filter(letter="calling.called").count() == 4
    assert "Bread and letters" in client_of(cast.ben).get(address).content.decode()
    assert "Bread and letters" in client_of(cast.ben).get(
        cast.circle.get_absolute_url()
    ).content.decode()  # fmt: skip
    assert client_of(cast.sol).get(address).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("until", TODAY - timedelta(days=30), "Put a day within the next half year."),
        ("starts", TODAY, "Put a day after the last one"),
        ("largest", 2, "At most cannot be fewer than at least."),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    cast: Cast, field: str, value: object, words: str
) -> None:
    said = {
        "name": "Bread", "words": "canary-typed", "kind": "pod", "language": "en",
        "every_weeks": "2", "meetings": "6", "minutes": "90", "smallest": "3", "largest": "5",
        "until": f"{TODAY + timedelta(days=9)}", "starts": f"{TODAY + timedelta(days=12)}",
        "zone": VIENNA, field: f"{value}",
    }  # fmt: skip
    answer = client_of(cast.ada).post(f"/c/{cast.circle.slug}/calls/new/", said)
    seen = answer.content.decode()
    assert words in seen
    assert "canary-typed" in seen
    assert not Call.objects.exists()


def test_people_say_yes_maybe_and_take_it_back(cast: Cast) -> None:
    one = a_call(cast)
    assert 'value="18:00-21:00"' in page(cast.ben, one), "hours of the profile stand there"
    monday = {"monday": "18:00-21:00"}
    send(cast.ben, one, "answer/", says="yes", hosts="1", **monday)
    kept = CallAnswer.objects.get()
    assert (kept.says, kept.week, kept.hosts) == ("yes", "", True), "hours as in the profile"
    send(cast.ben, one, "answer/", says="maybe", tuesday="19:00-21:00")
    kept.refresh_from_db()
    assert (kept.says, kept.week) == ("maybe", week_of("", "19:00-21:00"))
    assert Notice.objects.filter(letter="calling.answered").count() == 1
    assert "Taken back" in send(cast.ben, one, "answer/", says="back")
    assert not CallAnswer.objects.exists()
    with pytest.raises(NotAllowed):
        actions.answer(cast.ada, one, says="yes", at=AT)
    with pytest.raises(NotAllowed):
        actions.answer(cast.sol, one, says="yes", at=AT)


def test_who_may_join_is_read_by_the_caller_and_who_would_by_those_who_would(cast: Cast) -> None:
    one = a_call(cast)
    says(cast, one, "yes", "ben", "cleo")
    says(cast, one, "maybe", "dan")
    seen = {
        name: {each.person.name.split()[0] for each in CallAnswer.objects.visible_to(
            Viewer.of(cast.people[name].pk))}
        for name in ("ada", "ben", "dan", "stella", "sol")
    }  # fmt: skip
    assert seen == {
        "ada": {"Ben", "Cleo", "Dan"}, "ben": {"Ben", "Cleo"}, "dan": {"Dan"}, "stella": set(),
        "sol": set(),
    }  # fmt: skip


def test_the_week_shows_when_all_could_meet_through_summer_time(cast: Cast) -> None:
    for name in ("ada", "ben"):
        is_free(cast.people[name])
    is_free(cast.cleo, week_of("17:00-20:00"), "Europe/Lisbon")
    one = a_call(cast)
    says(cast, one, "yes", "ben", "cleo")
    found = times(cast, one, "ada", "ben", "cleo")
    clocks = {each.astimezone(ZoneInfo(VIENNA)).strftime("%a %H:%M") for each in found}
    assert clocks == {"Mon 18:00", "Mon 18:30", "Mon 19:00", "Mon 19:30"}
    seen = page(cast.ada, one)
    assert '<svg class="week"' in seen
    assert "Begin this crew" in seen
    assert "no time in common" in page(cast.ada, one, f"?with={_dan(cast, one)}&with={cast.ben.pk}")


def _dan(cast: Cast, one: Call) -> int:
    """He would join too, and is free when nobody is."""
    says(cast, one, "yes", "dan", week=TUESDAYS)
    return cast.dan.pk


def test_the_caller_begins_it_without_asking_anybody(cast: Cast, mailoutbox: list) -> None:
    one = a_call(cast)
    says(cast, one, "yes", "ben", hosts=True)
    says(cast, one, "yes", "cleo")
    says(cast, one, "maybe", "dan")
    first = times(cast, one, "ada", "ben", "cleo")[0]
    with time_machine.travel(AT):
        seen = send(
            cast.ada, one, "crew/", first=first.isoformat(),
            **{"with": [cast.ben.pk, cast.cleo.pk]},
        )  # fmt: skip
    assert "Your crew begins." in seen
    cycle = Cycle.objects.select_related("circle", "gathering").get()
    here = Membership.objects.current().filter(circle=cycle.circle)
    assert {each.person for each in here} == {cast.ada, cast.ben, cast.cleo}
    assert cycle.gathering.occasions.get(number=1).starts_at == first
    assert cycle.turns.first().host == cast.ben, "who would like to"
    assert Delivery.objects.filter(letter="crews.begun").count() == 3
    over = Delivery.objects.filter(letter="calling.call_over")
    assert [each.receiver for each in over] == [cast.dan]
    run_due(AT + timedelta(hours=1), Delivery)
    to_dan = [each for each in mailoutbox if each.to == ["dan@example.org"]]
    assert "That says nothing about you" in to_dan[0].body
    assert "become" not in to_dan[0].body
    assert "This call is over." in page(cast.dan, one)
    assert "It has become your crew" in page(cast.ben, one)
    assert "It has become your crew" not in page(cast.dan, one)


def test_begun_twice_it_is_one_crew(cast: Cast) -> None:
    one = a_call(cast)
    says(cast, one, "yes", "ben", "cleo", "dan")
    first = times(cast, one, "ada", "ben", "cleo")[0]
    assert starts(cast, one, "ben", "cleo") == starts(cast, one, "ben", "dan", first=first)
    assert Cycle.objects.count() == 1


def test_no_crew_begins_that_is_too_large_too_small_or_has_no_time(cast: Cast) -> None:
    one = a_call(cast, largest=3)
    says(cast, one, "yes", "ben", "cleo", "dan")
    first = times(cast, one, "ada", "ben")[0]
    for names in (("ben",), ("ben", "cleo", "dan"), ("ben", "stella"), ("ben", "ada")):
        with pytest.raises(actions.NoCommonTime):
            starts(cast, one, *names, first=first)
    with pytest.raises(actions.NoCommonTime):
        starts(cast, one, "ben", "cleo", first=first + timedelta(hours=9))
    is_free(cast.ben, TUESDAYS)
    with pytest.raises(actions.NoCommonTime):
        starts(cast, one, "ben", "cleo", first=first)
    with pytest.raises(NotAllowed):
        actions.start(cast.ben, one, people=[cast.cleo.pk], first=first, at=AT)
    assert not Cycle.objects.exists()


def test_a_call_of_somebody_who_is_not_seen_is_as_absent_both_ways(cast: Cast) -> None:
    one = a_call(cast)
    says(cast, one, "yes", "ben", "cleo")
    actions.ask(cast.ben, one, words="Rye?", at=AT)
    made = block(cast.ben, cast.ada, at=AT)
    assert status(cast.ben, one) == 404
    assert "Bread and letters" not in client_of(cast.ben).get(
        f"/c/{cast.circle.slug}/calls/"
    ).content.decode()  # fmt: skip
    assert answered(one) == {"cleo": "yes"}
    assert not CallQuestion.objects.exists()
    assert not Delivery.objects.filter(letter="calling.call_over").exists()
    with pytest.raises(NotAllowed):
        actions.answer(cast.ben, one, says="yes", at=AT)
    undo_block(cast.ben, made)
    assert answered(one) == {"cleo": "yes"}


def test_two_who_do_not_see_each_other_have_no_time_in_common(cast: Cast) -> None:
    one = a_call(cast)
    says(cast, one, "yes", "ben", "cleo", "dan")
    block(cast.cleo, cast.ben, at=AT)
    both = page(cast.ada, one, f"?with={cast.ben.pk}&with={cast.cleo.pk}")
    assert "no time in common" in both
    assert "Begin this crew" not in both
    with pytest.raises(actions.NoCommonTime):
        starts(cast, one, "ben", "cleo", first=times(cast, one, "ada", "dan")[0])
    assert "Begin this crew" in page(cast.ada, one, f"?with={cast.ben.pk}&with={cast.dan.pk}")


def test_a_question_is_the_callers_to_answer_for_one_or_for_all(cast: Cast) -> None:
    one = a_call(cast)
    assert "nobody else until" in send(cast.ben, one, "questions/", words="Is rye allowed?")
    asked = CallQuestion.objects.get()
    assert "Is rye allowed?" in page(cast.ada, one)
    assert "Is rye allowed?" not in page(cast.cleo, one)
    send(cast.ada, one, f"questions/{asked.pk}/", words="canary-rye")
    assert "canary-rye" in page(cast.ben, one)
    assert "canary-rye" not in page(cast.cleo, one)
    send(cast.ada, one, f"questions/{asked.pk}/", words="canary-rye", told="1")
    seen = page(cast.cleo, one)
    assert "canary-rye" in seen
    assert "Ben Birch" not in seen
    with pytest.raises(NotAllowed):
        actions.reply(cast.ben, asked, words="No", told=True, at=AT)


def test_a_call_ends_when_it_is_let_go_or_too_old(cast: Cast) -> None:
    one, other = a_call(cast), a_call(cast, "ben", name="Chess")
    says(cast, one, "yes", "cleo")
    says(cast, other, "maybe", "dan")
    with time_machine.travel(AT):
        send(cast.ada, one, "ending/")
    assert actions.end_old(AT) == 0
    assert actions.end_old(AT + timedelta(days=30)) == 1
    over = Delivery.objects.filter(letter="calling.call_over")
    assert {each.receiver for each in over} == {cast.cleo, cast.dan}
    with pytest.raises(actions.NotOpen):
        says(cast, one, "yes", "dan")
    with pytest.raises(actions.NotOpen):
        actions.let_go(cast.ada, one, at=AT)


@pytest.mark.parametrize("goes", ["leaves", "is forgotten"])
def test_a_call_whose_caller_goes_ends_kindly(cast: Cast, goes: str, mailoutbox: list) -> None:
    one = a_call(cast)
    says(cast, one, "yes", "cleo")
    if goes == "leaves":
        leave(cast.ada, cast.circle, at=AT)
    else:
        forget(cast.ada.pk, at=AT)
    one.refresh_from_db()
    assert one.ended_at == AT
    run_due(AT + timedelta(hours=1), Delivery)
    to_cleo = [each for each in mailoutbox if each.to == ["cleo@example.org"]]
    assert len(to_cleo) == 1
    assert ("Bread and letters" in to_cleo[0].body) is (goes == "leaves")


def test_who_leaves_or_is_forgotten_has_said_nothing(cast: Cast) -> None:
    one = a_call(cast)
    says(cast, one, "yes", "ben", "cleo")
    actions.ask(cast.ben, one, words="canary-rye", at=AT)
    leave(cast.ben, cast.circle, at=AT)
    forget(cast.cleo.pk, at=AT)
    assert answered(one) == {}
    assert not CallQuestion.objects.exists()


def test_an_export_holds_ones_own(cast: Cast) -> None:
    one = a_call(cast, words="canary-of-ada")
    says(cast, one, "yes", "ben", week=MONDAYS)
    actions.ask(cast.ben, one, words="canary-of-ben", at=AT)
    told = {
        name: str([part.give(cast.people[name]) for part in all_parts()]) for name in ("ada", "ben")
    }
    assert "canary-of-ada" in told["ada"]
    assert "canary-of-ben" not in told["ada"]
    assert "canary-of-ben" in told["ben"]
    assert "Mon 18:00-21:00" in told["ben"]
    assert "canary-of-ada" not in told["ben"]


def test_a_season_is_told_of_open_calls_and_who_would_join(cast: Cast) -> None:
    one = a_call(cast)
    a_call(cast, "ben", until=TODAY - timedelta(days=1))
    says(cast, one, "yes", "ben")
    says(cast, one, "maybe", "cleo", "dan")
    leave(cast.dan, cast.circle, at=AT)
    (told,) = calls_for(cast.circle, AT)
    assert (told.call.name, told.call.caller) == (str(one.pk), str(cast.ada.pk))
    assert (told.call.smallest, told.call.largest) == (3, 5)
    assert (told.yes, told.maybe) == ((cast.ben.pk,), (cast.cleo.pk,))


def test_pages_ask_as_often_for_many_as_for_few(cast: Cast) -> None:
    one, address = a_call(cast), f"/c/{cast.circle.slug}/calls/"
    says(cast, one, "yes", "ben")
    before = [queries(cast.ada, where) for where in (one.get_absolute_url(), address)]
    for number in range(9):
        more = somebody(f"More{number} Person")
        is_free(more)
        member(cast.circle, more)
        actions.answer(more, one, says="yes", at=AT)
        actions.ask(more, one, words="Rye?", at=AT)
        a_call(cast, name=f"Call {number}")
    after = [queries(cast.ada, where) for where in (one.get_absolute_url(), address)]
    assert after <= before
