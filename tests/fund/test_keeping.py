"""What leaves with somebody, what an export tells them, what is left when they are forgotten."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, transaction

from kinweave.circles.actions import come_back, leave
from kinweave.fund import actions
from kinweave.fund.models import Contribution, Fund
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from kinweave.people.models import Person
from tests.fund.cast import LATER, arrived, at, given, gives, read
from tests.gatherings.cast import AT, Cast

PARTS = ("contributions", "funds")


def exported(person: Person) -> str:
    parts = {one.name: one for one in all_parts()}
    for name in PARTS:
        for row in parts[name].give(person):
            assert set(row) <= set(parts[name].labels), name
    return json.dumps({name: parts[name].give(person) for name in PARTS}, default=str)


def test_whoever_leaves_gives_nothing_any_more_also_when_they_come_back(
    cast: Cast, fund: Fund
) -> None:
    gives(cast.dan, fund, 500)
    gives(cast.ada, fund, 500)
    leave(cast.dan, cast.circle, at=LATER)
    assert given(fund) == {"ada": 500}
    come_back(cast.dan, cast.circle, at=LATER)
    assert given(fund) == {"ada": 500}
    assert "€5 a month" in read(cast.dan, at("mine/")), "what was is theirs"


def test_a_keeper_who_leaves_keeps_nothing_and_who_tends_it_is_told(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 7_193)
    leave(cast.ben, cast.circle, at=LATER)
    fund.refresh_from_db()
    assert fund.keeper is None
    assert arrived("Whoever kept the fund of Riverbend does so no more") == ["stella"]
    come_back(cast.ben, cast.circle, at=LATER)
    read(cast.ben, at("contributions/"), 403)


def test_an_export_holds_ones_own_and_nothing_of_others(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 7_193)
    gives(cast.dan, fund, 100, at=LATER)
    actions.change(cast.stella, fund, holder="canary-holder", iban="AT611904300234573201", at=AT)
    assert "71.93" in exported(cast.dan)
    assert "1.00" in exported(cast.dan)
    assert '"keeps": true' in exported(cast.ben)
    for other in (cast.ada, cast.ben, cast.stella):
        assert "71.93" not in exported(other)
    assert "canary-holder" in exported(cast.stella)
    for other in (cast.ben, cast.dan):
        assert "canary" not in exported(other)


def test_nothing_of_somebody_forgotten_is_left(cast: Cast, fund: Fund) -> None:
    gives(cast.dan, fund, 7_193)
    gives(cast.dan, fund, 500, at=LATER)
    one = gives(cast.ada, fund, 900)
    actions.correct(cast.ben, one, amount=800, at=LATER)
    actions.change(cast.stella, fund, holder="Stella Stern", words="For all.", at=AT)
    for who in (cast.dan, cast.ben, cast.stella):
        forget(who.pk, at=LATER)
    assert not Contribution.objects.filter(person=cast.dan).exists()
    assert set(Contribution.objects.values_list("person", "said_by", "ended_by")) == {
        (cast.ada.pk, cast.ada.pk, None), (cast.ada.pk, None, None),
    }  # fmt: skip
    fund.refresh_from_db()
    assert (fund.keeper, fund.holder, fund.words) == (None, "", "For all.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": -1},
        {"until": AT.replace(year=AT.year - 1)},
    ],
)
def test_what_must_not_be_the_database_refuses(
    cast: Cast, fund: Fund, wrong: dict[str, object]
) -> None:
    right = {"fund": fund, "person": cast.dan, "amount": 1, "since": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(**{**right, **wrong})
    Contribution.objects.create(**right)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(**right)
