"""Planning one like another: what was set up comes along, and nothing that anybody said."""

from __future__ import annotations

import re
from typing import Any

from kinweave.bringing import actions as bringing
from kinweave.bringing.models import Case, Clinic, Request, Slots
from kinweave.gatherings.models import Answer, Gathering
from kinweave.journal.models import Entry
from kinweave.people.models import Person
from kinweave.preparing.models import Question, Reply, Role, Taken
from kinweave.retreats import actions as retreats
from kinweave.retreats.models import Booking, Due, Retreat
from tests.gatherings.cast import AT, Cast, client_of, date_of, once, says, soup
from tests.gatherings.test_forms import NEW, PLAN
from tests.gatherings.test_pages import page
from tests.preparing.doing import asks, opens, replies, takes
from tests.retreats.cast import IBAN, mill, place

OWN = re.compile(r"like=\d+|csrfmiddlewaretoken\W+value=.\w+")
"""What two pages never have in common."""
PRIVATE = "canary-nobody-elses"


def one_like(old: Gathering, who: Person, **said: str) -> Gathering:
    """As the form makes it, which was opened from the page of the old one."""
    known = set(Gathering.objects.values_list("pk", flat=True))
    answer = client_of(who).post(f"{NEW}?like={old.pk}", {**PLAN, **said})
    assert answer.status_code == 302
    return Gathering.objects.exclude(pk__in=known).get()


def prepared(cast: Cast) -> Gathering:
    """Soup, with all that can stand beside it; and people have said and taken something there."""
    made = soup(cast.ada, cast.circle)
    slots = bringing.open_slots(cast.ada, made, name="Show", minutes=15, places=2, at=AT)
    bringing.ask(cast.ben, slots, title=PRIVATE, at=AT)
    clinic = bringing.open_clinic(cast.ada, made, places=3, at=AT)
    bringing.bring(cast.ben, clinic, title=PRIVATE, at=AT)
    question, role = asks(made, ready="food", hint="Anything"), opens(made, "Cook", places=2)
    says(cast.ben, made, "yes")
    replies(cast.ben, question, PRIVATE)
    takes(cast.ben, role)
    return made


def test_what_was_set_up_comes_along_and_nothing_that_people_said(cast: Cast) -> None:
    old = prepared(cast)
    lines = Entry.objects.count()
    new = one_like(old, cast.cleo)
    assert Slots.objects.filter(gathering=new, name="Show", minutes=15, places=2).exists()
    assert Clinic.objects.filter(gathering=new, places=3).exists()
    asked = Question.objects.get(gathering=new)
    assert (asked.words, asked.hint, asked.ready) == ("What do you eat?", "Anything", "food")
    assert Role.objects.filter(gathering=new, name="Cook", places=2).exists()
    theirs: list[Any] = [
        Request.objects.filter(slots__gathering=new), Case.objects.filter(clinic__gathering=new),
        Reply.objects.filter(question__gathering=new), Taken.objects.filter(role__gathering=new),
        Answer.objects.filter(occasion__gathering=new),
    ]  # fmt: skip
    assert not any(rows.exists() for rows in theirs)
    assert PRIVATE not in page(cast.cleo, new.get_absolute_url())
    assert Entry.objects.count() == lines  # a draft is its host's alone


def test_what_is_closed_stays_closed(cast: Cast) -> None:
    old = prepared(cast)
    bringing.close_slots(cast.ada, Slots.objects.get(), at=AT)
    bringing.close_clinic(cast.ada, Clinic.objects.get(), at=AT)
    new = one_like(old, cast.ada)
    assert not Slots.objects.filter(gathering=new).exists()
    assert not Clinic.objects.filter(gathering=new).exists()
    assert Question.objects.filter(gathering=new).exists()


def test_prices_and_rooms_come_along_and_no_booking_nor_somebody_elses_account(cast: Cast) -> None:
    old = mill(cast, free=True, suggested=9_000)
    place(cast.cleo, old)
    for who, account in ((cast.dan, ""), (cast.ada, IBAN)):
        new = Retreat.objects.get(gathering=one_like(old.gathering, who))
        assert (new.opened_at, new.treasurer, new.iban, new.suggested) == (
            None, who, account, 9_000,
        )  # fmt: skip
        assert [one.name for one in new.prices.all()] == ["Standard"]
        assert [(one.name, one.beds) for one in new.rooms.all()] == [("Hay loft", 2)]
        assert not Booking.objects.filter(retreat=new).exists()
        assert not Due.objects.filter(booking__retreat=new).exists()


def test_a_series_like_a_retreat_is_none(cast: Cast) -> None:
    new = one_like(mill(cast).gathering, cast.ada, every="weekly", times="3")
    assert not Retreat.objects.filter(gathering=new).exists()


def test_what_one_does_not_see_does_not_come_along_and_reads_as_if_it_were_not_there(
    cast: Cast,
) -> None:
    plain, hidden = (once(cast.ada, cast.circle) for _ in range(2))
    retreats.begin(cast.ada, hidden, currency="EUR", at=AT)  # not open: only she sees it
    forms = [page(cast.dan, f"{NEW}?like={old.pk}") for old in (plain, hidden)]
    first, second = (OWN.sub("", form) for form in forms)
    assert first == second
    assert not Retreat.objects.filter(gathering=one_like(hidden, cast.dan)).exists()


def test_one_of_another_circle_gives_nothing(cast: Cast) -> None:
    old = prepared(cast)
    Gathering.objects.filter(pk=old.pk).update(host=cast.sol, published_at=None)
    new = one_like(old, cast.ada)
    assert not Question.objects.filter(gathering=new).exists()
    assert date_of(new).number == 1
