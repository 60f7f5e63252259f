"""Saying in the form that a gathering is for those who give at least so much a month."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinweave.fund import actions as funds
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from tests.fund.cast import a_fund
from tests.gatherings.cast import AT, Cast, client_of, once
from tests.gatherings.test_forms import NEW, PLAN
from tests.gatherings.test_pages import page

LATER = AT + timedelta(minutes=5)


def planned(who: Person, **more: str) -> Gathering:
    """As the form makes it."""
    answer = client_of(who).post(NEW, {**PLAN, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Gathering.objects.latest("pk")


def test_a_host_says_it_in_the_form_where_the_circle_has_an_open_fund(cast: Cast) -> None:
    assert 'name="least"' not in page(cast.ada, NEW)
    fund = a_fund(cast, currency="CHF")
    text = page(cast.ada, NEW)
    assert 'name="least"' in text
    assert "CHF" in text
    assert "knows that they give at least so much" in text
    made = planned(cast.ada, least="7,50", shared="seen")
    assert (made.least, made.least_in, made.shared) == (750, "CHF", "coming")
    assert planned(cast.ada).least is None
    change = f"/gatherings/{made.pk}/change/"
    assert 'value="7.50"' in page(cast.ada, change)
    told = {"name": "Soup", "audience": "circle", "shared": "seen", "minutes": "60"}
    assert client_of(cast.ada).post(change, {**told, "least": "much"}).status_code == 200
    client_of(cast.ada).post(change, {**told, "least": "10"})
    made.refresh_from_db()
    assert (made.least, made.shared) == (1_000, "coming")
    funds.close(cast.stella, fund, at=LATER)
    assert 'name="least"' not in page(cast.ada, NEW)
    assert 'value="10.00"' in page(cast.ada, change), "so that it can be for more again"
    client_of(cast.ada).post(change, {**told, "least": "10", "words": "More"})
    made.refresh_from_db()
    assert (made.least, made.words) == (1_000, "More")
    answer = client_of(cast.ada).post(change, {**told, "least": "20"})
    assert "nobody could give to it" in answer.content.decode()
    client_of(cast.ada).post(change, {**told, "least": ""})
    made.refresh_from_db()
    assert (made.least, made.least_in, made.shared) == (None, "", "seen")


@pytest.mark.parametrize("typed", ["10", "7,50", "much"])
def test_what_was_typed_while_the_fund_was_closed_is_asked_about_and_stays(
    typed: str, cast: Cast
) -> None:
    fund, made = a_fund(cast, currency="CHF"), once(cast.ada, cast.circle)
    change = f"/gatherings/{made.pk}/change/"
    told = {"name": "Soup", "audience": "circle", "shared": "seen", "minutes": "60"}
    assert "in CHF" in page(cast.ada, change)
    funds.close(cast.stella, fund, at=LATER)
    for address, sent in ((NEW, PLAN), (change, told)):
        answer = client_of(cast.ada).post(address, {**sent, "least": typed})
        text = answer.content.decode()
        assert "nobody could give to it" in text
        assert f'value="{typed}"' in text
        assert "in CHF" not in text
    assert Gathering.objects.get() == made
    assert client_of(cast.ada).post(change, {**told, "least": " "}).status_code == 302
    assert planned(cast.ada, least="").least is None
