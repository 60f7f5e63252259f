"""The queue for slots: in the order asked, onto dates, and back when a date is none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinweave.access import NotAllowed, Viewer
from kinweave.bringing import actions, refusals
from kinweave.bringing.models import Request, Turn
from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering
from kinweave.journal.models import Entry
from tests.bringing.bringers import (
    asks,
    it_has_been,
    open_slots,
    queue,
    read,
    send,
    told,
    turns,
    waiting,
)
from tests.gatherings.cast import AT, Cast, date_of, soup

ALL = ("ben", "cleo", "dan")


def next_on(cast: Cast, call: Gathering, number: int = 1) -> None:
    actions.next_in_queue(cast.ada, call.slots, date_of(call, number), at=AT)


def test_whoever_asked_first_is_next(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    queue(cast, slots, *ALL)
    assert waiting(slots) == [*ALL]
    next_on(cast, call)
    next_on(cast, call, 2)
    assert turns(call) == {1: ["ben"], 2: ["cleo"]}
    assert waiting(slots) == ["dan"]
    assert told("scheduled") == ["ben", "cleo"]


def test_a_date_takes_as_many_as_it_has_places(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call, places=2)
    queue(cast, slots, *ALL)
    next_on(cast, call)
    next_on(cast, call)
    with pytest.raises(refusals.Full):
        next_on(cast, call)
    assert turns(call) == {1: ["ben", "cleo"]}
    open_slots(call, places=1)
    assert turns(call) == {1: ["ben", "cleo"]}, "who has a date keeps it"
    assert "All places of that date are taken" in send(
        cast.ada, f"{slots.get_absolute_url()}next/", date="1"
    )


def test_who_cannot_take_a_date_is_passed_by_and_keeps_their_place(
    cast: Cast, call: Gathering
) -> None:
    slots = open_slots(call)
    asks(cast.ben, slots, not_on=[date_of(call, 1)])
    asks(cast.cleo, slots, from_day=date_of(call, 2).day)
    asks(cast.dan, slots)
    next_on(cast, call, 1)
    next_on(cast, call, 2)
    assert turns(call) == {1: ["dan"], 2: ["ben"]}
    asks(cast.stella, slots, not_on=[date_of(call, 3)])
    actions.withdraw(cast.cleo, Request.objects.get(person=cast.cleo))
    with pytest.raises(refusals.Nobody):
        next_on(cast, call, 3)
    # A host who knows better can still give it: it is an offer, and "no" costs nothing.
    actions.schedule(cast.ada, Request.objects.get(person=cast.stella), date_of(call, 3), at=AT)
    assert turns(call)[3] == ["stella"]


def test_a_host_moves_it_and_puts_it_back_where_it_was(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    first, _second = queue(cast, slots, "ben", "cleo")
    address = f"{slots.get_absolute_url()}requests/{first.pk}/turn/"
    for number in ("1", "2"):
        assert "It has that date" in send(cast.ada, address, date=number)
    assert turns(call) == {2: ["ben"]}
    assert told("scheduled") == ["ben", "ben"]
    assert "in the queue again" in send(cast.ada, address, back="1")
    assert waiting(slots) == ["ben", "cleo"]
    assert told("back_in_queue") == ["ben"]
    assert "withdrawn meanwhile" in send(cast.ada, address, back="1")


def test_what_stood_on_a_date_that_is_left_out_is_at_the_front_and_stands_again_after(
    cast: Cast, call: Gathering
) -> None:
    slots = open_slots(call)
    queue(cast, slots, *ALL)
    actions.schedule(cast.ada, Request.objects.get(person=cast.dan), date_of(call, 1), at=AT)
    gatherings.skip(cast.ada, date_of(call, 1), at=AT)
    assert waiting(slots) == ["dan", "ben", "cleo"]
    assert "and so is at the front" in read(cast.ben, slots.get_absolute_url())
    with pytest.raises(refusals.Gone):
        actions.put_back(cast.ada, Request.objects.get(person=cast.dan), at=AT)
    gatherings.put_back(cast.ada, date_of(call, 1), at=AT)
    assert waiting(slots) == ["ben", "cleo"]
    gatherings.skip(cast.ada, date_of(call, 1), at=AT)
    next_on(cast, call, 2)
    assert turns(call) == {2: ["dan"]}
    gatherings.put_back(cast.ada, date_of(call, 1), at=AT)
    assert turns(call) == {2: ["dan"]}


def test_when_all_is_called_off_everything_is_still_there(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    mine, _other = queue(cast, slots, "ben", "cleo")
    next_on(cast, call)
    gatherings.call_off(cast.ada, call, reason="The pot broke.", at=AT)
    page = read(cast.ben, slots.get_absolute_url())
    assert "nothing is lost" in page
    assert "Of Ben Birch" in page
    assert "Ask for a slot" not in page
    assert waiting(slots) == ["ben", "cleo"]
    says = "does not take place any more"
    new = f"{slots.get_absolute_url()}requests/new/"
    page = send(cast.dan, new, title="A kite", words="Of silk.", remind="0")
    assert says in page
    assert "Of silk." in page, "what was typed stays"
    turn = f"{slots.get_absolute_url()}requests/{mine.pk}/turn/"
    assert says in send(cast.ada, turn, date="2")
    assert says in send(
        cast.ada, f"{slots.get_absolute_url()}opening/", open="1", name="x", minutes="5", places="1"
    )
    assert "It is withdrawn." in send(
        cast.ben, f"{slots.get_absolute_url()}requests/{mine.pk}/", withdraw="1"
    )


def test_a_date_that_has_been_means_it_was_presented(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    request = asks(cast.ben, slots)
    next_on(cast, call)
    it_has_been(call)
    page = read(cast.cleo, slots.get_absolute_url())
    assert "Presented" in page
    assert waiting(slots) == []
    now = timezone.now()
    with pytest.raises(refusals.Gone):
        actions.schedule(cast.ada, request, date_of(call, 2), at=now)
    with pytest.raises(refusals.Gone):
        actions.put_back(cast.ada, request, at=now)
    next_one = asks(cast.cleo, slots, at=AT)
    with pytest.raises(refusals.Over):
        actions.schedule(cast.ada, next_one, date_of(call, 1), at=now)
    asks(cast.ben, slots, "Another", at=now)
    assert waiting(slots) == ["cleo", "ben"], "who has presented may ask again"


def test_one_place_in_the_queue_for_each_and_what_was_typed_stays(
    cast: Cast, call: Gathering
) -> None:
    slots = open_slots(call)
    asks(cast.ben, slots)
    page = send(
        cast.ben, f"{slots.get_absolute_url()}requests/new/",
        title="More", words="Much more.", remind="0",
    )  # fmt: skip
    assert "You stand in the queue already." in page
    assert "Much more." in page
    assert Request.objects.count() == 1


@pytest.mark.parametrize("title", ["", " ", "\n", "\u2028"])
def test_a_title_is_one_line_of_something(title: str, cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    new = f"{slots.get_absolute_url()}requests/new/"
    page = send(cast.ben, new, title=title, words="Of silk.", remind="0")
    assert "Of silk." in page
    assert not Request.objects.exists()
    send(cast.ben, new, title=f"A{title or ' '}kite", remind="3", not_on=[date_of(call).pk])
    made = Request.objects.get()
    assert (made.title, made.remind) == ("A kite", 3)
    assert [one.number for one in made.not_on.all()] == [1]


def test_changing_the_words_keeps_the_place(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    mine, other = queue(cast, slots, "ben", "cleo")
    address = f"{slots.get_absolute_url()}requests/{mine.pk}/"
    assert "Your place is the same" in send(cast.ben, address, title="A kite", remind="0")
    assert waiting(slots) == ["ben", "cleo"]
    assert "A kite" in read(cast.dan, slots.get_absolute_url())
    with pytest.raises(NotAllowed):
        actions.change_request(cast.ben, other, title="canary")
    with pytest.raises(NotAllowed):
        actions.withdraw(cast.ada, mine)


def test_who_withdraws_is_out_and_their_place_is_free_and_nobody_is_told(
    cast: Cast, call: Gathering
) -> None:
    slots = open_slots(call)
    mine, _other = queue(cast, slots, "ben", "cleo")
    next_on(cast, call)
    before = Entry.objects.count()
    actions.withdraw(cast.ben, mine)
    assert not Turn.objects.exists()
    assert Entry.objects.count() == before
    next_on(cast, call)
    assert turns(call) == {1: ["cleo"]}


def test_closed_slots_take_nobody_and_lose_nobody(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    asks(cast.ben, slots)
    opening = f"{slots.get_absolute_url()}opening/"
    assert "Closed." in send(cast.ada, opening, close="1")
    with pytest.raises(refusals.Closed):
        asks(cast.cleo, slots)
    assert "Ask for a slot" not in read(cast.cleo, slots.get_absolute_url())
    next_on(cast, call)
    send(cast.ada, opening, open="1", name="Show\nand\ntell", minutes="10", places="2")
    slots.refresh_from_db()
    assert (slots.name, slots.places, slots.closed_at) == ("Show and tell", 2, None)
    asks(cast.cleo, slots)


def test_only_members_ask_and_read_the_queue(cast: Cast) -> None:
    call = soup(cast.ada, cast.circle, audience="site")
    slots = open_slots(call)
    asks(cast.ben, slots)
    with pytest.raises(NotAllowed):
        asks(cast.sol, slots)
    assert not Request.objects.visible_to(Viewer.of(cast.sol.pk)).exists()
    assert "Slots" not in read(cast.sol, call.get_absolute_url())


def test_only_whoever_hosts_or_tends_gives_dates(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    request = asks(cast.ben, slots)
    for deed in (
        lambda: actions.schedule(cast.cleo, request, date_of(call), at=AT),
        lambda: actions.next_in_queue(cast.cleo, slots, date_of(call), at=AT),
        lambda: actions.put_back(cast.cleo, request, at=AT),
        lambda: actions.close_slots(cast.cleo, slots, at=AT),
        lambda: actions.open_slots(cast.cleo, call, name="x", minutes=1, places=1, at=AT),
    ):
        with pytest.raises(NotAllowed):
            deed()
    actions.schedule(cast.stella, request, date_of(call), at=AT)
    assert turns(call) == {1: ["ben"]}


def test_a_host_who_leaves_takes_nobodys_place_along(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    queue(cast, slots, "ada", "ben")
    next_on(cast, call)
    leave(cast.ada, cast.circle, at=AT)
    assert waiting(slots) == ["ben"]
    assert turns(call) == {}
    actions.next_in_queue(cast.stella, slots, date_of(call), at=AT)
    assert turns(call) == {1: ["ben"]}


def test_a_date_of_another_gathering_is_no_date_for_it(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    request = asks(cast.ben, slots)
    other = soup(cast.ada, cast.circle)
    with pytest.raises(refusals.Over):
        actions.schedule(cast.ada, request, date_of(other), at=AT)
    asks(cast.cleo, slots, not_on=[date_of(other)])
    assert not Request.objects.get(person=cast.cleo).not_on.exists()


def test_the_journal_says_what_was_done_and_not_who_asked(cast: Cast, call: Gathering) -> None:
    slots = open_slots(call)
    asks(cast.ben, slots)
    next_on(cast, call)
    actions.close_slots(cast.ada, slots, at=AT + timedelta(hours=1))
    rows = Entry.objects.filter(verb__startswith="bringing.").order_by("pk")
    assert [(one.verb.split(".")[1], one.actor) for one in rows] == [
        ("slots_opened", cast.ada), ("scheduled", cast.ada), ("slots_closed", cast.ada),
    ]  # fmt: skip
