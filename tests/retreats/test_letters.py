"""What retreats write: to whom, and when it is not sent any more."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.jobs.actions import run_due
from kinweave.retreats import actions
from kinweave.retreats.models import Booking, Retreat
from tests.gatherings.cast import AT, Cast
from tests.retreats.cast import due_of, loft, paid, placed

MORNING = (AT + timedelta(days=1)).replace(hour=12)


@pytest.fixture
def place(cast: Cast, retreat: Retreat) -> Booking:
    """Dan has one."""
    return placed(cast.dan, retreat, room=loft(retreat))


def arrived(words: str) -> list[str]:
    """In whose mailbox these words are, on both sides of the letter."""
    run_due(MORNING)
    found = []
    for one in mail.outbox:
        assert isinstance(one, EmailMultiAlternatives)
        pages = str(one.body), unescape(str(one.alternatives[0][0]))
        assert (words in pages[0]) is (words in pages[1]), one.body
        if words in pages[0]:
            found.append(one.to[0].split("@")[0])
    return sorted(found)


@pytest.mark.usefixtures("place")
def test_a_place_comes_with_how_to_pay(cast: Cast, retreat: Retreat) -> None:
    reference = due_of(cast.dan, retreat).reference
    assert arrived("Transfer €180 to Riverbend.") == ["dan"]
    assert arrived("You sleep here: Hay loft.") == ["dan"]
    assert arrived(f"{reference[:4]} {reference[4:8]} {reference[8:]}") == ["dan"]
    placed(cast.dan, retreat)
    assert len(arrived("is kept.")) == 1, "a change of mind is no new place"


def test_a_place_that_was_given_back_comes_with_nothing(
    cast: Cast, retreat: Retreat, place: Booking
) -> None:
    paid(cast, place, 5_000)
    actions.withdraw(cast.dan, retreat, at=AT)
    assert arrived("is kept.") == []
    assert arrived("€50 for At the mill came in") == ["dan"]


def test_a_payment_that_was_a_mistake_is_not_told(
    cast: Cast, retreat: Retreat, place: Booking
) -> None:
    actions.take_back(cast.ben, paid(cast, place, 5_000), at=AT)
    paid(cast, place, 6_000)
    assert arrived("came in") == ["dan"]
    assert retreat.payments.count() == 2


@pytest.mark.usefixtures("place")
def test_the_treasurer_hears_that_somebody_asks_and_not_who(cast: Cast, retreat: Retreat) -> None:
    actions.ask(cast.dan, retreat, can_pay=4_321, words="canary-why", at=AT)
    assert arrived("Somebody asks you to pay less") == ["ben"]
    for word in ("canary", "43.21", "Dan Dove"):
        assert "ben" not in arrived(word)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("how", ["another", "leaves", "answered", "taken back", "called off"])
def test_nobody_hears_of_a_request_that_is_not_theirs_any_more(
    how: str, cast: Cast, retreat: Retreat
) -> None:
    request = actions.ask(cast.dan, retreat, can_pay=0, words="", at=AT)
    if how == "another":
        actions.change(cast.ada, retreat, treasurer=cast.ada, at=AT)
    elif how == "leaves":
        leave(cast.ben, cast.circle, at=AT)
    elif how == "answered":
        actions.answer(cast.ben, request, granted=0, at=AT)
    elif how == "taken back":
        actions.stop_asking(cast.dan, retreat)
    else:
        gatherings.call_off(cast.ada, retreat.gathering, at=AT)
    assert arrived("Somebody asks you to pay less") == []


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("granted", "words"), [(6_000, "Yes: you pay €60"), (0, "Yes: you pay €0"), (None, "cannot")]
)
def test_whoever_asked_hears_the_answer(
    granted: int | None, words: str, cast: Cast, retreat: Retreat
) -> None:
    request = actions.ask(cast.dan, retreat, can_pay=6_000, words="", at=AT)
    actions.answer(cast.ben, request, granted=granted, at=AT)
    assert arrived(words) == ["dan"]
