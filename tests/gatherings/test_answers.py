"""Saying whether one comes, and the waiting list: in order, and nobody overtakes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.circles.models import Scale
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Gathering
from kinweave.people.erasure.forgetting import forget
from tests import builders
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    Cast,
    a_draft,
    client_of,
    date_of,
    once,
    said,
    says,
    soup,
    told,
)

MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def full(cast: Cast) -> Gathering:
    """One seat, which is Ben's; Cleo waits, then Dan, then Stella."""
    made = once(cast.ada, cast.circle, seats=1)
    for later, name in enumerate(("ben", "cleo", "dan", "stella")):
        says(cast.people[name], made, "yes", at=AT + later * MINUTE)
    return made


def answer_of(name: str) -> Answer:
    return Answer.objects.get(person__email=f"{name}@example.org")


@pytest.mark.parametrize("what", ["yes", "maybe", "no"])
def test_saying_the_same_again_changes_nothing(what: str, cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    assert says(cast.ben, made, what) == what
    before = Answer.objects.values().get()
    assert says(cast.ben, made, what, at=AT + MINUTE) == what
    assert Answer.objects.values().get() == before


def test_somebody_says_otherwise_as_often_as_they_like(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    for later, what in enumerate(("yes", "maybe", "no", "yes", "no")):
        when = AT + later * MINUTE
        assert says(cast.ben, made, what, at=when) == what
        assert said(made) == {"ben": what}
        assert answer_of("ben").since == when


def test_an_answer_is_for_one_date_or_for_it_and_all_that_follow(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, times=4)
    says(cast.ben, made, "no", number=2)
    says(cast.cleo, made, "yes", number=2, every=True)
    actions.skip(cast.ada, date_of(made, 3), at=AT)
    says(cast.dan, made, "maybe", every=True)
    assert [said(made, number) for number in (1, 2, 3, 4)] == [
        {"dan": "maybe"},
        {"ben": "no", "cleo": "yes", "dan": "maybe"},
        {"cleo": "yes"},
        {"cleo": "yes", "dan": "maybe"},
    ]


def test_whoever_comes_after_the_last_seat_waits(full: Gathering) -> None:
    assert said(full) == {"ben": "yes", "cleo": "waiting", "dan": "waiting", "stella": "waiting"}


def test_maybe_takes_no_seat(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, seats=1)
    says(cast.ben, made, "maybe")
    assert says(cast.cleo, made, "yes") == "yes"
    assert says(cast.ben, made, "yes") == "waiting"


def test_saying_yes_again_keeps_ones_place_and_saying_maybe_gives_it_up(
    cast: Cast, full: Gathering
) -> None:
    says(cast.cleo, full, "yes", at=AT + 10 * MINUTE)
    says(cast.dan, full, "maybe", at=AT + 10 * MINUTE)
    says(cast.dan, full, "yes", at=AT + 11 * MINUTE)
    waiting = Answer.objects.waiting().values_list("person__email", flat=True)
    assert [one.split("@")[0] for one in waiting] == ["cleo", "stella", "dan"]


@pytest.mark.parametrize("otherwise", ["no", "maybe"])
def test_a_seat_that_becomes_free_is_offered_to_whoever_waited_longest(
    otherwise: str, cast: Cast, full: Gathering
) -> None:
    now = AT + 10 * MINUTE
    says(cast.ben, full, otherwise, at=now)
    assert said(full) == {
        "ben": otherwise, "cleo": "offered", "dan": "waiting", "stella": "waiting"
    }  # fmt: skip
    assert answer_of("cleo").offered_until == now + A_DAY
    assert told("seat_free") == ["cleo"]
    assert says(cast.cleo, full, "yes", at=now + MINUTE) == "yes"
    assert answer_of("cleo").offered_until is None
    assert said(full)["dan"] == "waiting"
    assert told("seat_free") == ["cleo"]


def test_a_seat_is_kept_until_it_starts_where_that_is_sooner(cast: Cast, full: Gathering) -> None:
    starts = date_of(full).starts_at
    says(cast.ben, full, "no", at=starts - timedelta(hours=3))
    assert answer_of("cleo").offered_until == starts
    actions.take_back_offers(starts)
    assert said(full) == {"ben": "no", "dan": "waiting", "stella": "waiting"}, "too late for others"


def test_once_it_has_begun_no_seat_is_offered(cast: Cast, full: Gathering) -> None:
    says(cast.ben, full, "no", at=date_of(full).starts_at)
    assert said(full)["cleo"] == "waiting"
    assert told("seat_free") == []


def test_who_does_not_want_the_seat_says_no_and_the_next_is_asked(
    cast: Cast, full: Gathering
) -> None:
    for name in ("ben", "cleo", "dan"):
        says(cast.people[name], full, "no", at=AT + 10 * MINUTE)
    assert said(full) == {"ben": "no", "cleo": "no", "dan": "no", "stella": "offered"}
    assert told("seat_free") == ["cleo", "dan", "stella"]


def test_an_offer_that_nobody_answers_goes_to_the_next_and_whoever_had_it_waits_no_more(
    cast: Cast, full: Gathering
) -> None:
    now = AT + 10 * MINUTE
    says(cast.ben, full, "no", at=now)
    assert actions.take_back_offers(now + A_DAY - MINUTE) == 0
    assert said(full)["cleo"] == "offered"
    assert actions.take_back_offers(now + A_DAY) == 1
    assert said(full) == {"ben": "no", "dan": "offered", "stella": "waiting"}
    assert answer_of("dan").offered_until == now + 2 * A_DAY
    assert told("seat_free") == ["cleo", "dan"]
    assert actions.take_back_offers(now + A_DAY) == 0
    assert says(cast.cleo, full, "yes", at=now + A_DAY) == "waiting", "behind those who wait"
    says(cast.dan, full, "yes", at=now + A_DAY)
    assert actions.take_back_offers(now + 9 * A_DAY) == 0
    assert said(full)["dan"] == "yes"


def test_nobody_overtakes_those_who_wait(cast: Cast, full: Gathering) -> None:
    says(cast.ben, full, "no", at=AT + 10 * MINUTE)
    assert says(cast.ada, full, "yes", at=AT + 11 * MINUTE) == "waiting"
    assert says(cast.ben, full, "yes", at=AT + 12 * MINUTE) == "waiting"
    says(cast.cleo, full, "no", at=AT + 13 * MINUTE)
    assert said(full)["dan"] == "offered"


@pytest.mark.parametrize("seats", [3, None])
def test_more_seats_are_offered_to_those_who_wait(
    seats: int | None, cast: Cast, full: Gathering
) -> None:
    actions.change(cast.ada, full, seats=seats, at=AT + 10 * MINUTE)
    asked = ["cleo", "dan", "stella"][: 2 if seats else 3]
    assert told("seat_free") == asked
    assert [name for name, what in said(full).items() if what == "offered"] == asked


def test_fewer_seats_take_nobodys_away_and_offer_none(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, seats=2)
    for name in ("ben", "cleo", "dan"):
        says(cast.people[name], made, "yes")
    actions.change(cast.ada, made, seats=1, at=AT)
    assert said(made) == {"ben": "yes", "cleo": "yes", "dan": "waiting"}
    says(cast.ben, made, "no")
    assert said(made) == {"ben": "no", "cleo": "yes", "dan": "waiting"}


def test_the_seat_of_somebody_who_leaves_is_offered(cast: Cast, full: Gathering) -> None:
    leave(cast.ben, cast.circle, at=AT + 10 * MINUTE)
    assert said(full) == {"cleo": "offered", "dan": "waiting", "stella": "waiting"}
    leave(cast.cleo, cast.circle, at=AT + 10 * MINUTE)
    leave(cast.stella, cast.circle, at=AT + 10 * MINUTE)
    assert said(full) == {"dan": "offered"}


def test_the_seat_of_somebody_who_is_forgotten_is_offered(cast: Cast, full: Gathering) -> None:
    forget(cast.ben.pk, at=AT + 10 * MINUTE)
    assert said(full) == {"cleo": "offered", "dan": "waiting", "stella": "waiting"}
    assert told("seat_free") == ["cleo"]


def test_a_seat_that_became_free_while_a_date_was_left_out_is_offered_when_it_is_put_back(
    cast: Cast,
) -> None:
    made = soup(cast.ada, cast.circle, seats=1)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    actions.skip(cast.ada, date_of(made), at=AT)
    leave(cast.ben, cast.circle, at=AT)
    assert said(made) == {"cleo": "waiting"}, "nobody is asked to what does not take place"
    actions.put_back(cast.ada, date_of(made), at=AT)
    assert said(made) == {"cleo": "offered"}


def test_an_offer_ends_when_it_starts_also_where_it_was_moved_to_an_earlier_hour(
    cast: Cast, full: Gathering
) -> None:
    says(cast.ben, full, "no", at=AT + 10 * MINUTE)
    day = (AT + A_DAY / 2).date()
    actions.move(cast.ada, date_of(full), day=day, time=(AT + A_DAY / 2).time(), at=AT + A_DAY / 24)
    until = answer_of("cleo").offered_until
    assert until is not None
    assert until <= date_of(full).starts_at


def test_who_leaves_the_circle_around_keeps_no_seat_in_what_its_crews_opened_to_it(
    cast: Cast,
) -> None:
    crew = builders.circle("Pod", Scale.CREW, parent=cast.circle)
    builders.member(crew, cast.ada)
    made = once(cast.ada, crew, seats=1, audience="parents")
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    leave(cast.ben, cast.circle, at=AT)
    assert said(made) == {"cleo": "offered"}, "Ben sees it no more, and cannot say no"


def test_when_it_is_for_fewer_people_the_seats_of_those_outside_are_free_again(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, seats=1, audience="site")
    for name in ("sol", "cleo"):
        says(cast.people[name], made, "yes")
    actions.change(cast.ada, made, audience="circle", at=AT)
    assert said(made) == {"cleo": "offered"}, "Sol sees it no more, and cannot say no"


def test_who_may_not_see_it_says_nothing_to_it(cast: Cast) -> None:
    made, draft = soup(cast.ada, cast.circle), a_draft(cast.ada, cast.circle, audience="public")
    for person, which in ((cast.sol, made), (cast.ben, draft), (cast.sol, draft)):
        with pytest.raises(NotAllowed):
            says(person, which, "yes")
        page = client_of(person).post(
            f"{which.get_absolute_url()}answer/", {"date": "1", "says": "yes"}
        )
        assert page.status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.parametrize("audience", ["site", "public"])
def test_a_stranger_comes_to_what_is_for_everybody_and_stays_when_a_member_would_go(
    audience: str, cast: Cast
) -> None:
    made = once(cast.ada, cast.circle, seats=2, audience=audience)
    assert says(cast.sol, made, "yes") == "yes"
    assert says(cast.ben, made, "yes") == "yes"
    leave(cast.ben, cast.circle, at=AT)
    assert said(made) == {"ben": "yes", "sol": "yes"}, "it is for everybody, with or without circle"


def test_a_moved_date_keeps_seats_and_the_waiting_list(cast: Cast, full: Gathering) -> None:
    before = list(Answer.objects.values())
    actions.move(cast.ada, date_of(full), day=FIRST_DAY + A_DAY, time=HOUR, at=AT + 10 * MINUTE)
    assert list(Answer.objects.values()) == before
