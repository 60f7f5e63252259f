"""Asking to pay less: between two people, and for everybody else it never happened."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import leave
from kinweave.people.actions.blocks import block
from kinweave.people.export.parts import all_parts
from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.models import Retreat, Scholarship
from kinweave.retreats.refusals import Answered, Gone, NobodyKeepsMoney
from tests.access.visiting import fetch, the_same_but_for
from tests.gatherings.cast import AT, Cast, client_of
from tests.retreats.cast import again, at, due_of, loft, placed, read, send

WORDS = "canary-why-dan-asks"


def asked(cast: Cast, retreat: Retreat, **said: Any) -> Scholarship:
    placed(cast.dan, retreat, room=loft(retreat))
    return actions.ask(cast.dan, retreat, **{"can_pay": 4_321, "words": WORDS, "at": AT, **said})


def sees(person: Person) -> bool:
    return Scholarship.objects.visible_to(Viewer.of(person.pk)).exists()


def test_who_asks_and_the_treasurer_see_it_and_nobody_else(cast: Cast, retreat: Retreat) -> None:
    asked(cast, retreat)
    who = {name: sees(person) for name, person in cast.people.items()}
    assert who == {"ada": False, "ben": True, "cleo": False, "dan": True, "stella": False,
                   "sol": False}  # fmt: skip
    assert not Scholarship.objects.visible_to(Viewer.public()).exists()
    request = Scholarship.objects.get()
    assert WORDS in read(cast.ben, at(retreat, f"money/requests/{request.pk}/"))
    assert WORDS in read(cast.dan, at(retreat, "place/scholarship/"))


def test_whether_anybody_asked_changes_no_page_of_anybody_else(
    cast: Cast, retreat: Retreat
) -> None:
    placed(cast.dan, retreat, room=loft(retreat))
    placed(cast.cleo, retreat)
    pages = ("", "people/", "people/people.csv", "costs/", "crews/", "offers/", "plan/", "place/",
             "money/", "money/requests/1/", "place/scholarship/")  # fmt: skip

    def all_of_it() -> list[object]:
        return [
            the_same_but_for(fetch(client, at(retreat, page)))
            for who in (cast.ada, cast.cleo, cast.stella)
            for client in [client_of(who)]
            for page in pages
        ]

    def export_of(person: Person) -> str:
        parts = [one for one in all_parts() if one.name != "account"]
        return json.dumps({one.name: one.give(person) for one in parts}, default=str)

    others = (cast.ada, cast.cleo, cast.stella)
    before, exports = all_of_it(), [export_of(one) for one in others]
    asked(cast, retreat)
    assert all_of_it() == before
    assert [export_of(one) for one in others] == exports
    assert WORDS in export_of(cast.dan)


def test_a_yes_is_what_they_pay_whatever_bed_they_have(cast: Cast, retreat: Retreat) -> None:
    request = asked(cast, retreat)
    single = actions.put_room(cast.ada, retreat, name="Alone", beds=1, extra=4_000)
    send(cast.ben, at(retreat, f"money/requests/{request.pk}/"), yes="1", granted="60,00")
    assert due_of(cast.dan, retreat).total == 6_000
    assert "The treasurer said yes: you pay €60." in read(cast.dan, at(retreat, "place/"))
    send(cast.dan, at(retreat, "place/"), price="kept", room=single.pk, notes="")
    assert due_of(cast.dan, retreat).total == 6_000
    price = retreat.prices.get()
    send(cast.dan, at(retreat, "place/"), price=price.pk, room=single.pk, notes="")
    assert due_of(cast.dan, retreat).total == 22_000


def test_a_no_leaves_the_place_and_the_price_as_they_are(cast: Cast, retreat: Retreat) -> None:
    request = asked(cast, retreat)
    send(cast.ben, at(retreat, f"money/requests/{request.pk}/"), no="1")
    assert due_of(cast.dan, retreat).total == 18_000
    assert "could not say yes" in read(cast.dan, at(retreat, "place/"))


@pytest.mark.parametrize("typed", ["-1", "", "some", "1.000"])
def test_an_amount_that_is_none_is_not_granted(typed: str, cast: Cast, retreat: Retreat) -> None:
    request = asked(cast, retreat)
    send(cast.ben, at(retreat, f"money/requests/{request.pk}/"), 200, yes="1", granted=typed)
    send(cast.dan, at(retreat, "place/scholarship/"), 200, ask="1", can_pay=typed, words="x")
    request.refresh_from_db()
    assert (request.answered_at, request.words) == (None, WORDS)


def test_nobody_but_the_treasurer_answers(cast: Cast, retreat: Retreat) -> None:
    request = asked(cast, retreat)
    for who in (cast.ada, cast.dan, cast.stella, cast.sol):
        with pytest.raises(NotAllowed):
            actions.answer(who, request, granted=0, at=AT)
    for who, status in ((cast.ada, 403), (cast.dan, 403), (cast.sol, 404)):
        send(who, at(retreat, f"money/requests/{request.pk}/"), status, yes="1", granted="0")


def test_words_to_one_treasurer_are_not_read_by_the_next(cast: Cast, retreat: Retreat) -> None:
    request = asked(cast, retreat)
    actions.change(cast.ada, retreat, treasurer=cast.ada, at=AT)
    assert not sees(cast.ada)
    assert not sees(cast.ben)
    read(cast.ada, at(retreat, f"money/requests/{request.pk}/"), 404)
    assert WORDS in read(cast.dan, at(retreat, "place/scholarship/"))
    actions.ask(cast.dan, again(retreat), can_pay=1_000, words=WORDS, at=AT)
    assert sees(cast.ada)
    assert not sees(cast.ben)


def test_when_the_treasurer_leaves_nobody_reads_it(cast: Cast, retreat: Retreat) -> None:
    asked(cast, retreat)
    leave(cast.ben, cast.circle, at=AT)
    assert [name for name, one in cast.people.items() if sees(one)] == ["dan"]
    with pytest.raises(NobodyKeepsMoney):
        actions.ask(cast.dan, again(retreat), can_pay=0, words="", at=AT)
    placed(cast.cleo, retreat)
    assert "Nobody keeps the money" in read(cast.cleo, at(retreat, "place/scholarship/"))


def test_whoever_does_not_see_the_treasurer_is_told_what_all_are_told_where_there_is_none(
    cast: Cast, retreat: Retreat
) -> None:
    placed(cast.dan, retreat)
    block(cast.ben, cast.dan, at=AT)
    with pytest.raises(NobodyKeepsMoney):
        actions.ask(cast.dan, retreat, can_pay=0, words="", at=AT)
    assert "Nobody keeps the money" in read(cast.dan, at(retreat, "place/scholarship/"))
    assert "Dan Dove" not in read(cast.ben, at(retreat, "money/"))


def test_it_is_taken_back_and_its_words_are_gone(cast: Cast, retreat: Retreat) -> None:
    asked(cast, retreat)
    send(cast.dan, at(retreat, "place/scholarship/"), stop="1")
    assert not Scholarship.objects.exists()
    asked(cast, retreat)
    actions.withdraw(cast.dan, retreat, at=AT)
    assert not Scholarship.objects.exists()
    with pytest.raises(Gone):
        actions.ask(cast.dan, retreat, can_pay=0, words="", at=AT)


def test_a_page_that_was_open_before_the_yes_does_not_undo_it(cast: Cast, retreat: Retreat) -> None:
    request = asked(cast, retreat)
    actions.answer(cast.ben, request, granted=6_000, at=AT)
    send(cast.dan, at(retreat, "place/"), price="kept", room="none", notes="no nuts")
    assert due_of(cast.dan, retreat).total == 6_000


def test_an_answer_is_given_once(cast: Cast, retreat: Retreat) -> None:
    request = asked(cast, retreat)
    actions.answer(cast.ben, request, granted=6_000, at=AT)
    with pytest.raises(Answered):
        actions.answer(cast.ben, request, granted=None, at=AT)
    request.refresh_from_db()
    assert (request.granted, due_of(cast.dan, retreat).amount) == (6_000, 6_000)
