"""Taking a place: a seat, a price and a bed, all of them or none."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Answer, Occasion
from kinweave.people.actions.blocks import block
from kinweave.retreats import actions
from kinweave.retreats.models import Booking, Due, Price, Retreat
from kinweave.retreats.refusals import Closed, Full, Gone, NotOffered, Over
from tests.gatherings.cast import AT, Cast, said
from tests.retreats.cast import (
    again,
    at,
    begun,
    days,
    due_of,
    loft,
    mill,
    paid,
    place,
    placed,
    queries,
    read,
    send,
)


def test_a_place_is_a_seat_with_a_price_and_a_bed(cast: Cast, retreat: Retreat) -> None:
    made = placed(cast.dan, retreat, room=loft(retreat), notes="No nuts.")
    assert said(retreat.gathering) == {"dan": "yes"}
    due = due_of(cast.dan, retreat)
    assert (due.total, due.name, made.room) == (18_000, "Standard", loft(retreat))
    text = read(cast.dan, at(retreat, "place/"))
    assert "AT61 1904 3002 3457 3201" in text
    assert due.reference[:4] in text
    assert "banking app" in text


def test_it_is_booked_by_a_form_as_the_page_shows_it(cast: Cast, retreat: Retreat) -> None:
    assert "Take a place" in read(cast.dan, at(retreat))
    price = Price.objects.get()
    send(cast.dan, at(retreat, "place/"), price=price.pk, room=loft(retreat).pk, notes="Vegan.")
    booking = Booking.objects.get()
    assert (booking.person, booking.room, booking.notes) == (cast.dan, loft(retreat), "Vegan.")
    send(cast.dan, at(retreat, "place/"), price=price.pk, room="none", notes="")
    booking.refresh_from_db()
    assert (booking.room, booking.notes) == (None, "")
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"price": "", "room": "none"},
        {"price": "0", "room": "none"},
        {"price": "own", "room": "none", "amount": "5"},
        {"price": "kept", "room": "none"},
        {"room": "none"},
        {"price": "1", "room": "999999"},
    ],
)
def test_what_is_not_on_offer_cannot_be_chosen(
    said: dict[str, Any], cast: Cast, retreat: Retreat
) -> None:
    send(cast.dan, at(retreat, "place/"), 200, **said)
    assert not Booking.objects.exists()
    assert not Answer.objects.exists()


def test_an_amount_of_ones_own_lies_where_the_host_said(cast: Cast) -> None:
    made = mill(cast, free=True, least=2_000, suggested=9_000, most=30_000)
    assert "about €90" in read(cast.dan, at(made))
    for amount, ok in (("19.99", False), ("300.01", False), ("", False), ("1.000", False),
                       ("-20", False), ("20", True), ("25,50", True)):  # fmt: skip
        send(cast.dan, at(made, "place/"), 302 if ok else 200, price="own", amount=amount,
             room="none")  # fmt: skip
    assert due_of(cast.dan, made).total == 2_550
    for wrong in (1_999, 30_001, -5, None):
        with pytest.raises(NotOffered):
            place(cast.cleo, made, price=None, amount=wrong)
    assert said(made.gathering) == {"dan": "yes"}


def test_nought_is_an_amount_where_the_host_lets_people_choose(cast: Cast) -> None:
    made = mill(cast, free=True)
    placed(cast.dan, made, price=None, amount=0)
    assert due_of(cast.dan, made).total == 0
    assert "There is nothing to pay." in read(cast.dan, at(made, "place/"))


def test_a_price_of_another_retreat_is_none_of_this_one(cast: Cast, retreat: Retreat) -> None:
    other = mill(cast)
    foreign = Price.objects.get(retreat=other)
    with pytest.raises(NotOffered):
        place(cast.dan, retreat, price=foreign)
    with pytest.raises(Gone):
        place(cast.dan, retreat, room=loft(other))
    assert not Answer.objects.exists()


def test_a_bed_adds_to_the_price_or_takes_from_it_and_never_below_nothing(
    cast: Cast, retreat: Retreat
) -> None:
    tent = actions.put_room(cast.ada, retreat, name="Tent", beds=9, extra=-20_000)
    single = actions.put_room(cast.ada, retreat, name="Alone", beds=1, extra=4_000)
    placed(cast.dan, retreat, room=tent)
    assert due_of(cast.dan, retreat).total == 0
    placed(cast.dan, retreat, room=single)
    assert due_of(cast.dan, retreat).total == 22_000


def test_who_comes_too_late_for_a_bed_has_no_seat_either(cast: Cast, retreat: Retreat) -> None:
    room = loft(retreat)
    for who in (cast.dan, cast.cleo):
        placed(who, retreat, room=room)
    with pytest.raises(Full):
        place(cast.stella, retreat, room=room)
    assert "stella" not in said(retreat.gathering)
    text = read(cast.stella, at(retreat))
    assert "full" in text
    assert "still free" not in text
    assert "Hay loft" not in read(cast.stella, at(retreat, "place/"))
    placed(cast.dan, retreat, room=room)
    assert "Hay loft" in read(cast.dan, at(retreat, "place/"))


def test_where_all_places_are_taken_people_wait_and_are_asked_in_order(cast: Cast) -> None:
    made = mill(cast, seats=1)
    placed(cast.dan, made, room=loft(made))
    assert place(cast.cleo, made, room=loft(made)) is None
    send(cast.stella, at(made, "place/"), price=Price.objects.get().pk, room="none")
    assert said(made.gathering) == {"dan": "yes", "cleo": "waiting", "stella": "waiting"}
    assert Booking.objects.count() == 1
    assert "You are in the waiting list" in read(cast.cleo, at(made, "place/"))
    actions.withdraw(cast.dan, made, at=AT)
    assert said(made.gathering)["cleo"] == "offered"
    assert "A place is kept for you" in read(cast.cleo, at(made, "place/"))
    placed(cast.cleo, made, room=loft(made))
    assert said(made.gathering) == {"dan": "no", "cleo": "yes", "stella": "waiting"}


def test_a_place_that_is_given_back_gives_back_its_bed_its_notes_and_nothing_that_was_paid(
    cast: Cast, retreat: Retreat
) -> None:
    made = placed(cast.dan, retreat, room=loft(retreat), notes="No nuts.")
    paid(cast, made, 5_000)
    before = due_of(cast.dan, retreat).reference
    assert "You have paid €50" in read(cast.dan, at(retreat, "place/withdrawal/"))
    send(cast.dan, at(retreat, "place/withdrawal/"))
    made.refresh_from_db()
    assert (made.room, made.notes) == (None, "")
    assert made.withdrawn_at
    assert "Dan Dove" not in read(cast.ada, at(retreat, "people/"))
    assert "€50" in read(cast.ben, at(retreat, "money/"))
    placed(cast.dan, retreat)
    assert due_of(cast.dan, retreat).reference == before
    assert "€50 of €180" in read(cast.dan, at(retreat, "place/"))


@pytest.mark.parametrize("how", ["no", "maybe", "leaves", "narrower"])
def test_whoever_has_no_seat_any_more_has_no_bed_whatever_took_it(how: str, cast: Cast) -> None:
    made = mill(cast, audience="public")
    who = cast.sol if how == "narrower" else cast.dan
    placed(who, made, room=loft(made), notes="No nuts.")
    if how == "leaves":
        gatherings.change(cast.ada, made.gathering, audience="circle", at=AT)
        leave(who, cast.circle, at=AT)
    elif how == "narrower":
        gatherings.change(cast.ada, made.gathering, audience="circle", at=AT)
    else:
        gatherings.answer(who, made.occasion, says=how, at=AT)
    booking = Booking.objects.get(person=who)
    assert booking.withdrawn_at
    assert (booking.room, booking.notes) == (None, "")
    for other in (cast.cleo, cast.stella):
        placed(other, made, room=loft(made))


def test_nobody_takes_a_place_where_they_may_not_come_or_too_early_or_too_late(
    cast: Cast, retreat: Retreat
) -> None:
    with pytest.raises(NotAllowed):
        place(cast.sol, retreat)
    read(cast.sol, at(retreat, "place/"), 404)
    closed = begun(cast, days(cast))
    actions.put_price(cast.ada, closed, name="One", amount=1)
    with pytest.raises(Closed):
        place(cast.dan, closed)
    with pytest.raises(Over):
        place(cast.dan, retreat, at=AT + timedelta(days=400))
    gatherings.call_off(cast.ada, retreat.gathering, at=AT)
    with pytest.raises((Over, NotAllowed)):
        place(cast.dan, retreat)
    read(cast.dan, at(retreat))


def test_what_has_been_is_read_and_nobody_is_asked_to_come(cast: Cast, retreat: Retreat) -> None:
    Occasion.objects.update(starts_at=AT - timedelta(days=3), ends_at=AT - timedelta(days=1))
    text = read(cast.dan, at(retreat))
    assert "This has been." in text
    assert "Take a place" not in text
    price = Price.objects.get()
    answer = send(cast.dan, at(retreat, "place/"), 200, price=price.pk, room="none")
    assert "or has been" in answer
    assert not Booking.objects.exists()


def test_somebody_who_said_yes_first_chooses_later(cast: Cast, retreat: Retreat) -> None:
    gatherings.answer(cast.dan, retreat.occasion, says="yes", at=AT)
    assert "Said yes, and have not chosen yet" in read(cast.ada, at(retreat, "people/"))
    assert "A place is yours once you have chosen" in read(
        cast.dan, retreat.gathering.get_absolute_url()
    )
    placed(cast.dan, retreat)
    assert "have not chosen yet" not in read(cast.ada, at(retreat, "people/"))
    assert "Your place: €180" in read(cast.dan, retreat.gathering.get_absolute_url())


def test_one_person_has_one_place_and_one_reference_is_of_one_place(
    cast: Cast, retreat: Retreat
) -> None:
    made = placed(cast.dan, retreat)
    placed(cast.cleo, retreat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(retreat=retreat, person=cast.dan, booked_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Due.objects.exclude(booking=made).update(reference=made.due.reference)
    assert len(set(Due.objects.values_list("reference", flat=True))) == 2


def test_hosts_see_who_sleeps_where_and_nobodys_price(cast: Cast, retreat: Retreat) -> None:
    actions.put_price(cast.ada, retreat, name="Solidarity", amount=31_700)
    price = Price.objects.get(name="Solidarity")
    placed(cast.dan, retreat, price=price, room=loft(retreat), notes="No nuts.")
    text = read(cast.ada, at(retreat, "people/"))
    for word, there in (("Dan Dove", True), ("No nuts.", True), ("Hay loft", True),
                        ("317", False), ("Solidarity", False)):  # fmt: skip
        assert (word in text) is there
    read(cast.ada, at(retreat, "money/"), 403)


def test_the_list_of_people_is_safe_to_open_in_a_spreadsheet(cast: Cast, retreat: Retreat) -> None:
    for number, (who, start) in enumerate(zip(
        (cast.dan, cast.cleo, cast.ben, cast.stella), ("=1+1", "+1", "-1", "@x"), strict=True
    )):  # fmt: skip
        who.name = f"{start} {who.name}"
        who.save()
        placed(who, retreat, notes=("\t=cmd", "\r\n=2", "＝3", "a;=4")[number])
    text = read(cast.ada, at(retreat, "people/people.csv"))
    rows = [line.split('","') for line in text.lstrip("\ufeff").strip().split("\n")]
    assert len(rows) == 5
    cells = [cell.strip('"\r') for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠")]
    assert "180" not in text


def test_who_does_not_see_somebody_does_not_read_of_them(cast: Cast, retreat: Retreat) -> None:
    placed(cast.dan, retreat, notes="canary-food")
    block(cast.dan, cast.ada, at=AT)
    for page in ("people/", "people/people.csv"):
        text = read(cast.ada, at(retreat, page))
        assert "Dan Dove" not in text
        assert "canary-food" not in text
    assert "Dan Dove" in read(cast.stella, at(retreat, "people/"))


def test_pages_ask_as_often_for_thirty_as_for_three(cast: Cast, retreat: Retreat) -> None:
    from tests import builders

    pages = ("", "place/", "people/", "people/people.csv", "costs/", "offers/", "programme/")
    placed(cast.ada, retreat)
    costs: list[list[int]] = []
    for many in (3, 27):
        for number in range(many):
            guest = builders.person(f"Guest{number}")
            builders.member(cast.circle, guest)
            placed(guest, retreat)
            actions.put_price(cast.ada, retreat, name="One", amount=number)
            actions.put_room(cast.ada, retreat, name="Room", beds=1)
            actions.put_item(cast.ada, retreat, day=1, starts=AT.time(), title="x")
            actions.write_cost(cast.ada, retreat, words="x", amount=1, at=AT)
        asked = [queries(cast.ada, at(retreat, page)) for page in pages]
        asked.append(queries(cast.ben, at(retreat, "money/")))
        costs.append(asked)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 16


def test_a_retreat_costs_its_gatherings_page_two_queries_and_no_other_gathering_any(
    cast: Cast,
) -> None:
    gathering = days(cast)
    bare = queries(cast.dan, gathering.get_absolute_url())
    made = begun(cast, gathering)
    # Not open yet: it is asked for, and is nothing that Dan sees.
    assert queries(cast.dan, gathering.get_absolute_url()) == bare + 1
    actions.put_price(cast.ada, made, name="One", amount=1)
    actions.open_for_booking(cast.ada, made, at=AT)
    assert queries(cast.dan, gathering.get_absolute_url()) == bare + 2
    assert again(made).opened_at


def test_a_stranger_reads_a_public_retreat_and_how_to_come(cast: Cast) -> None:
    made = mill(cast, audience="public", without="mill@example.org", payment_words="canary-pay")
    gatherings.change(cast.ada, made.gathering, words="Three *slow* days.", at=AT)
    placed(cast.dan, made, room=loft(made), notes="canary-food")
    text = read(None, at(made))
    for word in ("At the mill", "Three <em>slow</em> days.", "€180", "Hay loft", "still free",
                 "20 %", "mill@example.org", "Sign in and take a place",
                 '<meta property="og:title" content="At the mill">',
                 '<meta property="og:description" content="Three slow days.">'):  # fmt: skip
        assert word in text, word
    for word in ("noindex", "Dan Dove", "canary", "AT61", "Riverbend, "):
        assert word not in text, word
    assert 'content="noindex' in read(cast.dan, at(mill(cast)))
    assert client_redirects(at(made, "place/"))


def client_redirects(address: str) -> bool:
    from django.test import Client

    return Client().get(address).status_code == 302


def test_what_somebody_owes_stays_when_they_change_something_else(
    cast: Cast, retreat: Retreat
) -> None:
    placed(cast.dan, retreat)
    price = Price.objects.get()
    actions.put_price(cast.ada, retreat, price, name="Standard", amount=25_000)
    page = read(cast.dan, at(retreat, "place/"))
    assert "As you chose: €180" in page
    assert re.search(r'value="kept"[^>]*checked', page)
    send(cast.dan, at(retreat, "place/"), price="kept", room="none", notes="no nuts")
    assert due_of(cast.dan, retreat).amount == 18_000
    actions.put_price(cast.ada, retreat, name="Another", amount=1)
    actions.remove_price(cast.ada, price)
    send(cast.dan, at(retreat, "place/"), price="kept", room="none", notes="")
    assert due_of(cast.dan, retreat).amount == 18_000


def test_whoever_brings_others_still_does_with_a_place(cast: Cast) -> None:
    made = mill(cast)
    gatherings.change(cast.ada, made.gathering, brings=2, at=AT)
    gatherings.answer(cast.dan, made.occasion, says="yes", brings=2, at=AT)
    placed(cast.dan, made)
    assert Answer.objects.get(person=cast.dan).brings == 2


@pytest.mark.parametrize("page", ["", "place/", "costs/", "people/people.csv"])
def test_a_number_that_no_database_holds_is_not_there(page: str, cast: Cast) -> None:
    mill(cast)
    read(cast.ada, f"/gatherings/{10**30}/retreat/{page}", 404)
