"""What an export tells somebody of retreats, and what is left when they are forgotten."""

from __future__ import annotations

import json

from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.models import Booking, CrewPlace, Retreat, Scholarship
from tests.access.rows import where_in_database
from tests.gatherings.cast import AT, Cast
from tests.retreats.cast import again, loft, made_crews, mill, paid, placed

PARTS = ("retreats", "places", "payments", "scholarships")


def exported(person: Person) -> str:
    parts = {one.name: one for one in all_parts()}
    return json.dumps({part: parts[part].give(person) for part in PARTS}, default=str)


def test_an_export_holds_ones_own_and_nothing_of_others(cast: Cast, retreat: Retreat) -> None:
    made = placed(cast.dan, retreat, room=loft(retreat), notes="canary-food")
    actions.ask(cast.dan, retreat, can_pay=4_321, words="canary-why", at=AT)
    paid(cast, made, 5_000, note="canary-of-the-treasurer")
    mine = exported(cast.dan)
    for word in ("canary-food", "canary-why", "43.21", "50.00", "Hay loft", made.due.reference):
        assert word in mine
    assert "treasurer" not in mine
    for other in (cast.ada, cast.ben, cast.cleo):
        assert "canary" not in exported(other)
    assert "AT611904300234573201" in exported(cast.ada)
    for part in all_parts():
        for row in part.give(cast.dan) if part.name in PARTS else []:
            assert set(row) <= set(part.labels), part.name


def test_nothing_of_somebody_forgotten_is_left_but_amounts(cast: Cast, retreat: Retreat) -> None:
    made = placed(cast.dan, retreat, room=loft(retreat), notes="canary-food")
    for name in ("cleo", "stella", "ben"):
        placed(cast.people[name], retreat)
    actions.ask(cast.dan, retreat, can_pay=1, words="canary-why", at=AT)
    paid(cast, made, 5_000, note="canary-note")
    made_crews(cast.ada, retreat, size=2)
    forget(cast.dan.pk, at=AT)
    forget(cast.dan.pk, at=AT)
    assert where_in_database(["canary", "Dan Dove"]) == []
    assert not Scholarship.objects.exists()
    assert not CrewPlace.objects.filter(booking=made).exists()
    assert Booking.objects.get(pk=made.pk).person is None
    assert retreat.payments.get().amount == 5_000


def test_when_the_treasurer_is_forgotten_nobody_is_treasurer(cast: Cast, retreat: Retreat) -> None:
    placed(cast.dan, retreat)
    actions.ask(cast.dan, retreat, can_pay=1, words="", at=AT)
    forget(cast.ben.pk, at=AT)
    retreat.refresh_from_db()
    assert retreat.treasurer is None
    assert Scholarship.objects.get().to is None


def test_a_host_who_is_forgotten_leaves_no_account_and_no_telephone(cast: Cast) -> None:
    made = mill(cast, holder="Ada Anker", without="call Ada 0664-123", free=True)
    forget(cast.ada.pk, at=AT)
    now = again(made)
    assert (now.holder, now.without, now.iban) == ("", "", "")
