"""What this app writes: to whom, with which words, and when it is not sent any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from kinweave.bringing import actions
from kinweave.bringing.models import Case, Request
from kinweave.bringing.telling import tell_of_turns
from kinweave.circles.actions import end, leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices.choosing import stop
from kinweave.notices.models import Delivery
from tests.bringing.bringers import asks, brings, chosen, open_clinic, open_slots, told, turns
from tests.gatherings.cast import AT, FIRST_DAY, HOUR, Cast, date_of

LATER = AT + timedelta(minutes=30)
DAY = timedelta(days=1)
Happens = Callable[[Cast, Gathering], object]


@pytest.fixture
def call(cast: Cast, call: Gathering) -> Gathering:
    """Ben has the first date, and wishes to be reminded three days before; Cleo waits."""
    slots = open_slots(call)
    asks(cast.ben, slots, "Kites", remind=3, at=AT)
    asks(cast.cleo, slots, at=AT)
    actions.next_in_queue(cast.ada, slots, date_of(call), at=AT)
    return call


def sent(words: str) -> list[str]:
    """In whose mailbox these words are, on both sides of the letter."""
    run_due(LATER + 4 * DAY, Delivery)
    found = []
    for one in mail.outbox:
        pages = str(one.body), unescape(str(one.alternatives[0].content))
        assert (words in pages[0]) is (words in pages[1])
        if words in pages[0]:
            found.append(one.to[0].split("@")[0])
    return sorted(found)


def it_comes_near(_cast: Cast, call: Gathering) -> None:
    tell_of_turns(date_of(call).starts_at - 3 * DAY + timedelta(minutes=1))


def the_date_is_left_out(cast: Cast, call: Gathering) -> None:
    gatherings.skip(cast.ada, date_of(call), at=AT)
    tell_of_turns(LATER)


def the_date_moves(cast: Cast, call: Gathering) -> None:
    gatherings.move(cast.ada, date_of(call), day=FIRST_DAY + DAY, time=HOUR, at=AT)
    tell_of_turns(LATER)


def a_case_is_chosen(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    brings(cast.ben, clinic, "Two jobs, one of me")
    assert chosen(clinic) == "ben"


@pytest.mark.usefixtures("call")
def test_whoever_gets_a_date_is_told_at_once_and_nobody_else() -> None:
    assert sent("It is yours at The call") == ["ben"]
    assert len([one for one in mail.outbox if "Kites" in str(one.body)]) == 1


def test_a_reminder_comes_once_when_it_is_near_and_only_to_whom_it_was_promised(
    cast: Cast, call: Gathering
) -> None:
    actions.schedule(cast.ada, Request.objects.get(person=cast.cleo), date_of(call, 2), at=AT)
    tell_of_turns(date_of(call).starts_at - 3 * DAY - timedelta(minutes=1))
    assert told("reminder") == []
    for hours in (0, 1, 30, 71):
        tell_of_turns(date_of(call).starts_at - 3 * DAY + timedelta(hours=hours))
    tell_of_turns(date_of(call, 3).starts_at)
    assert told("reminder") == ["ben"]
    assert sent("You wished to be reminded") == ["ben"]


def test_who_moves_is_told_the_new_hour_once(cast: Cast, call: Gathering) -> None:
    the_date_moves(cast, call)
    tell_of_turns(LATER + timedelta(hours=1))
    assert told("scheduled") == ["ben", "ben"]
    assert sent("It is yours at The call") == ["ben"], "of the old hour nothing is said any more"


def test_who_stood_on_a_date_that_is_left_out_hears_that_nothing_is_lost(
    cast: Cast, call: Gathering
) -> None:
    the_date_is_left_out(cast, call)
    tell_of_turns(LATER + timedelta(hours=1))
    assert told("back_in_queue") == ["ben"]
    assert sent("it stands in the queue again") == ["ben"]
    assert sent("The gathering itself is called off") == []


def test_who_stood_on_a_date_of_what_is_called_off_hears_that(cast: Cast, call: Gathering) -> None:
    gatherings.call_off(cast.ada, call, at=AT)
    tell_of_turns(LATER)
    assert sent("The gathering itself is called off") == ["ben"]


def test_the_bringer_of_a_chosen_case_is_told_and_nobody_else(cast: Cast, call: Gathering) -> None:
    a_case_is_chosen(cast, call)
    assert sent("“Two jobs, one of me”, is chosen") == ["ben"]


def leaves(cast: Cast, _call: Gathering) -> None:
    leave(cast.ben, cast.circle, at=LATER)


def the_circle_ends(cast: Cast, _call: Gathering) -> None:
    end(cast.stella, cast.circle, at=LATER)


def wants_no_such_letters(cast: Cast, _call: Gathering) -> None:
    stop(cast.ben.pk, kind="bringing", circle=None, at=LATER)


def withdraws(cast: Cast, _call: Gathering) -> None:
    actions.withdraw(cast.ben, Request.objects.get(person=cast.ben))


def wants_no_reminder(cast: Cast, _call: Gathering) -> None:
    actions.change_request(cast.ben, Request.objects.get(person=cast.ben), title="Kites", remind=0)


def it_is_left_out(cast: Cast, call: Gathering) -> None:
    gatherings.skip(cast.ada, date_of(call), at=LATER)


def it_is_put_back(cast: Cast, call: Gathering) -> None:
    gatherings.put_back(cast.ada, date_of(call), at=LATER)


def gets_another_date(cast: Cast, call: Gathering) -> None:
    request = Request.objects.get(person=cast.ben)
    actions.schedule(cast.ada, request, date_of(call, 2), at=LATER)


def not_today(cast: Cast, _call: Gathering) -> None:
    actions.not_today(cast.ben, Case.objects.get(), at=LATER)


def takes_it_away(cast: Cast, _call: Gathering) -> None:
    actions.take_away(cast.ben, Case.objects.get(), at=LATER)


def nothing(_cast: Cast, _call: Gathering) -> None:
    pass


EVER = (leaves, the_circle_ends, wants_no_such_letters)
MEANWHILE: dict[str, tuple[Happens, str, tuple[Happens, ...]]] = {
    "scheduled": (nothing, "It is yours at The call", (*EVER, withdraws, it_is_left_out)),
    "reminder": (
        it_comes_near, "You wished to be reminded",
        (*EVER, withdraws, it_is_left_out, wants_no_reminder, gets_another_date),
    ),
    "back_in_queue": (
        the_date_is_left_out, "it stands in the queue again",
        (*EVER, withdraws, it_is_put_back, gets_another_date),
    ),
    "case_chosen": (
        a_case_is_chosen, "is chosen for",
        (*EVER, not_today, takes_it_away, it_is_left_out),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "meanwhile"),
    [
        pytest.param(name, one, id=f"{name}: {one.__name__}")
        for name, (_happens, _words, ways) in MEANWHILE.items()
        for one in ways
    ],
)
def test_whoever_it_is_not_for_any_more_gets_nothing(
    name: str, meanwhile: Happens, cast: Cast, call: Gathering
) -> None:
    happens, words, _ways = MEANWHILE[name]
    happens(cast, call)
    assert told(name) == ["ben"]
    meanwhile(cast, call)
    assert sent(words) == []
    states = Delivery.objects.filter(letter=f"bringing.{name}").values_list("state", "handed_at")
    assert set(states) == {(State.DROPPED.value, None)}, "no mail server ever heard of it"


def test_turns_that_need_nothing_said_cost_little(
    call: Gathering, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert turns(call) == {1: ["ben"]}
    with django_assert_num_queries(1):
        assert tell_of_turns(LATER) == 0
