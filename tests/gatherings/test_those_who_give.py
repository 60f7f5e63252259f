"""A gathering for those who give at least so much a month: who may come, who sees it, and what
anybody learns by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinweave.access import Audience, NotAllowed, Viewer, can
from kinweave.bringing import actions as bringing
from kinweave.circles.actions import leave
from kinweave.fund import actions as funds
from kinweave.fund.models import Fund
from kinweave.gatherings import actions
from kinweave.gatherings.actions import calendar_key
from kinweave.gatherings.feeds import feed_of
from kinweave.gatherings.models import Answer, Gathering, Guest, Shared
from kinweave.gatherings.refusals import ForThoseWhoGive, NoFund
from kinweave.jobs.actions import run_due
from kinweave.notices.inbox import take
from kinweave.notices.models import Delivery
from kinweave.retreats import actions as retreats
from tests.fund.cast import a_fund, arrived, gives
from tests.gatherings.cast import AT, FIRST_DAY, Cast, client_of, date_of, once, said, says, soup
from tests.gatherings.mailroom import answered
from tests.gatherings.test_answers_by_mail import invitation
from tests.gatherings.test_forms import NEW
from tests.gatherings.test_pages import WHERE, page, queries, shown
from tests.retreats.cast import mill, placed

LATER = AT + timedelta(minutes=5)
FIVE = "or those who give at least €5 a month"
FORM = 'name="says"'


@pytest.fixture
def fund(cast: Cast) -> Fund:
    """Ben keeps it; Cleo gives what is asked, and Dan a little less."""
    made = a_fund(cast)
    gives(cast.cleo, made, 500)
    gives(cast.dan, made, 499)
    return made


@pytest.fixture
def supper(cast: Cast, fund: Fund) -> Gathering:  # noqa: ARG001 - it is for those who give to it
    """Once; Ada hosts it for those who give five a month."""
    return once(cast.ada, cast.circle, name="Supper", least=500, **WHERE)


def asked(cast: Cast, gathering: Gathering, least: int | None) -> Gathering:
    """The same gathering, for those who give as much from now on."""
    actions.change(cast.ada, gathering, least=least, at=LATER)
    gathering.refresh_from_db()
    return gathering


def test_whoever_sees_it_reads_for_whom_it_is_and_those_who_give_come(
    cast: Cast, supper: Gathering
) -> None:
    for name in ("cleo", "dan", "stella"):
        text = shown(cast.people[name], supper)
        assert f"F{FIVE} to Riverbend" in text
        assert ("canary-place" in text) is (name == "stella"), "who tends the circle may change it"
    assert FORM in shown(cast.cleo, supper)
    assert says(cast.cleo, supper, "yes") == "yes"
    assert "canary-place" in shown(cast.cleo, supper)


def test_whoever_gives_less_sees_it_and_is_led_to_what_they_give(
    cast: Cast, fund: Fund, supper: Gathering
) -> None:
    text = shown(cast.dan, supper)
    assert FORM not in text
    assert "/c/riverbend/fund/mine/" in text
    assert "that is just as well" in text
    assert "canary-place" not in text
    for what in ("yes", "maybe"):
        with pytest.raises(ForThoseWhoGive):
            says(cast.dan, supper, what)
        sent = {"date": "1", "says": what}
        answer = client_of(cast.dan).post(f"/gatherings/{supper.pk}/answer/", sent, follow=True)
        assert "for those who give to the circle" in answer.content.decode()
    assert said(supper) == {}
    gives(cast.dan, fund, 600, at=LATER)
    assert FORM in shown(cast.dan, supper)
    assert says(cast.dan, supper, "yes") == "yes"


def test_no_is_an_answer_of_everybody_who_sees_it(cast: Cast, supper: Gathering) -> None:
    assert says(cast.dan, supper, "no") == "no"
    assert FORM not in shown(cast.dan, supper)


def test_who_hosts_and_who_tends_the_circle_come_whatever_they_give(
    cast: Cast, supper: Gathering
) -> None:
    for name in ("ada", "stella"):
        assert FORM in shown(cast.people[name], supper)
        assert says(cast.people[name], supper, "yes") == "yes"


def test_a_yes_stays_whoever_asks_and_whatever_is_given_later(cast: Cast, fund: Fund) -> None:
    made = soup(cast.ada, cast.circle, name="Supper", seats=9, brings=2)
    says(cast.dan, made, "yes")
    says(cast.ben, made, "maybe")
    asked(cast, made, 500)
    says(cast.cleo, made, "yes")
    funds.stop(cast.cleo, fund, at=LATER)
    assert said(made) == {"dan": "yes", "ben": "maybe", "cleo": "yes"}
    for name in ("dan", "cleo"):
        who = cast.people[name]
        assert FORM in shown(who, made)
        assert "What you said before stays yours" in shown(who, made)
        assert says(who, made, "yes", brings=2) == "yes"
        with pytest.raises(ForThoseWhoGive):
            says(who, made, "yes", number=2)
        with pytest.raises(ForThoseWhoGive):
            says(who, made, "yes", every=True)
    assert says(cast.ben, made, "maybe") == "maybe"
    with pytest.raises(ForThoseWhoGive):
        says(cast.ben, made, "yes")
    assert says(cast.dan, made, "maybe") == "maybe"
    assert says(cast.dan, made, "no") == "no"
    with pytest.raises(ForThoseWhoGive):
        says(cast.dan, made, "maybe")


@pytest.mark.usefixtures("fund")
def test_a_place_in_the_waiting_list_is_a_yes_that_stays(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, seats=1)
    says(cast.ada, made, "yes")
    assert says(cast.dan, made, "yes") == "waiting"
    asked(cast, made, 500)
    says(cast.ada, made, "no")
    assert said(made)["dan"] == "offered"
    assert says(cast.dan, made, "yes") == "yes"


@pytest.mark.usefixtures("fund")
def test_who_has_left_gives_nothing_there(cast: Cast, supper: Gathering) -> None:
    asked(cast, supper, 500)
    actions.change(cast.ada, supper, audience=Audience.SITE, at=LATER)
    supper.refresh_from_db()
    leave(cast.cleo, cast.circle, at=LATER)
    text = shown(cast.cleo, supper)
    assert FORM not in text
    assert f"F{FIVE} to the circle that hosts it" in text
    assert "/fund/" not in text, "no way in that would lead nowhere"
    with pytest.raises(ForThoseWhoGive):
        says(cast.cleo, supper, "yes")


@pytest.mark.usefixtures("fund")
def test_place_and_link_are_told_to_those_who_come_only(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, shared=Shared.SEEN, least=500, **WHERE)
    assert made.shared == Shared.COMING
    says(cast.cleo, made, "yes")
    for name, told in (("ada", True), ("cleo", True), ("dan", False), ("ben", False)):
        who = cast.people[name]
        assert ("canary-place" in shown(who, made)) is told, name
        key = calendar_key(who, cast.circle, at=AT)
        read = feed_of(key.key, timezone.now(), "https://commons.example") or b""
        assert (b"canary-place" in read) is told, name
        assert b"or those who give at least" in read.replace(b"\r\n ", b"")
    actions.change(cast.ada, made, shared=Shared.SEEN, words="More", at=LATER)
    made.refresh_from_db()
    assert made.shared == Shared.COMING
    asked(cast, made, None)
    actions.change(cast.ada, made, shared=Shared.SEEN, at=LATER)
    assert "canary-place" in shown(cast.dan, made)


@pytest.mark.parametrize(
    "wrong",
    [
        {"least": 500, "least_in": ""},
        {"least": None, "least_in": "EUR"},
        {"least": 0, "least_in": "EUR"},
        {"least": 500, "least_in": "EUR", "shared": "seen"},
    ],
)
def test_what_must_not_be_the_database_refuses(supper: Gathering, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=supper.pk).update(**wrong)


@pytest.mark.usefixtures("fund")
@pytest.mark.parametrize(
    "asked_for", ["", f"month/?month={FIRST_DAY:%Y-%m}", f"month/?day={FIRST_DAY}"]
)
@pytest.mark.parametrize("address", ["/gatherings/", "/c/riverbend/gatherings/"])
def test_lists_and_months_say_so_and_ask_the_database_nothing_more(
    address: str, asked_for: str, cast: Cast
) -> None:
    address += asked_for
    made = once(cast.ada, cast.circle, name="Supper")
    before = queries(cast.dan, address)
    assert "those who give" not in page(cast.dan, address)
    asked(cast, made, 500)
    assert f"f{FIVE}" in page(cast.dan, address)
    assert queries(cast.dan, address) == before


@pytest.mark.usefixtures("fund")
@pytest.mark.parametrize("name", ["cleo", "dan", "ada"])
def test_its_page_asks_once_more_and_no_other_gatherings_page_does(name: str, cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, seats=5, shared=Shared.COMING, **WHERE)
    address = made.get_absolute_url()
    before = queries(cast.people[name], address)
    asked(cast, made, 500)
    more = 0 if name == "ada" else 1
    assert queries(cast.people[name], address) == before + more, "whoever hosts is not asked about"


@pytest.mark.usefixtures("fund")
def test_strangers_read_it_and_have_no_way_in(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, audience=Audience.PUBLIC, least=500, **WHERE)
    for who in (cast.sol, None):
        text = shown(who, made)
        assert f"F{FIVE} to the circle that hosts it" in text
        assert "Riverbend" not in text, "the circle is known to its members only"
        assert FORM not in text
        assert "Come without an account" not in text
        assert "/fund/" not in text
    assert "Sign in" in shown(None, made), "one of those who give may not be signed in"
    with pytest.raises(ForThoseWhoGive):
        says(cast.sol, made, "yes")
    guests = f"/gatherings/{made.pk}/guests/"
    gus = {"name": "Gus", "address": "gus@example.net"}
    assert client_of(cast.sol).post(guests, gus).status_code == 404
    with pytest.raises(ForThoseWhoGive):
        actions.come_as_guest(made, **gus, language="en", at=AT)
    assert not Guest.objects.exists()


@pytest.mark.usefixtures("fund")
def test_a_guest_who_was_to_come_still_is_and_one_who_was_not_is_not(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, audience=Audience.PUBLIC, **WHERE)
    for name in ("gus", "gil"):
        actions.come_as_guest(made, name=name, address=f"{name}@example.net", language="en", at=AT)
    gus, gil = (Guest.objects.get(name=name) for name in ("gus", "gil"))
    actions.answer_as_guest(gus, date_of(made), says="yes", at=AT)
    asked(cast, made, 500)
    assert FORM in page(None, gus.get_absolute_url())
    assert "canary-place" in page(None, gus.get_absolute_url())
    text = page(None, gil.get_absolute_url())
    assert FORM not in text
    assert f"F{FIVE}" in text
    with pytest.raises(ForThoseWhoGive):
        actions.answer_as_guest(gil, date_of(made), says="yes", at=AT)
    assert actions.answer_as_guest(gil, date_of(made), says="no", at=AT)[0].says == "no"
    assert actions.answer_as_guest(gus, date_of(made), says="yes", at=AT)[0].says == "yes"


def test_a_yes_by_mail_of_somebody_who_gives_less_is_none_and_a_letter_says_so(
    cast: Cast, fund: Fund, supper: Gathering, settings: Any
) -> None:
    settings.INBOX_ADDRESS = "answers@commons.example"
    asks = invitation(cast, supper)
    assert "canary" not in asks
    assert take(answered(asks, "ACCEPTED"), LATER)
    assert said(supper) == {}
    assert arrived(f"That could not be noted here: F{FIVE}") == ["ben"]
    assert take(answered(asks, "DECLINED"), LATER)
    assert said(supper) == {"ben": "no"}
    gives(cast.ben, fund, 700)
    assert take(answered(asks, "ACCEPTED"), LATER)
    assert said(supper) == {"ben": "yes"}


def test_letters_say_for_whom_it_is(cast: Cast, supper: Gathering) -> None:
    actions.invite(cast.ada, supper, [cast.dan.pk], at=AT)
    run_due(timezone.now() + timedelta(hours=1), Delivery)
    assert "dan" in arrived(f"F{FIVE}")
    assert "ben" in arrived(f"F{FIVE}"), "in the digest, where it is announced"


@pytest.mark.usefixtures("fund")
def test_slots_cases_and_sessions_are_for_those_who_may_come(cast: Cast, supper: Gathering) -> None:
    slots = bringing.open_slots(cast.ada, supper, name="Show", minutes=15, places=2, at=AT)
    clinic = bringing.open_clinic(cast.ada, supper, places=3, at=AT)
    for who in (cast.dan, cast.ben):
        with pytest.raises(NotAllowed):
            bringing.ask(who, slots, title="Mine", at=AT)
        with pytest.raises(NotAllowed):
            bringing.bring(who, clinic, title="Mine", at=AT)
    bringing.ask(cast.cleo, slots, title="Mine", at=AT)
    bringing.bring(cast.cleo, clinic, title="Mine", at=AT)


def test_a_place_at_a_retreat_is_for_those_who_may_come(cast: Cast, fund: Fund) -> None:
    made = mill(cast)
    asked(cast, made.gathering, 500)
    text = page(cast.dan, made.get_absolute_url())
    assert f"F{FIVE} to Riverbend" in text
    assert "Take a place" not in text
    with pytest.raises(NotAllowed):
        placed(cast.dan, made)
    assert "Take a place" in page(cast.cleo, made.get_absolute_url())
    place = placed(cast.cleo, made)
    funds.stop(cast.cleo, fund, at=LATER)
    assert page(cast.cleo, f"{made.get_absolute_url()}place/")
    placed(cast.cleo, made, notes="No nuts.")
    retreats.withdraw(cast.cleo, made, at=LATER)
    place.refresh_from_db()
    assert place.withdrawn_at


@pytest.mark.usefixtures("fund")
def test_whoever_was_to_come_may_still_say_what_they_need(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    says(cast.dan, made, "maybe")
    asked(cast, made, 500)
    assert can(Viewer.of(cast.dan.pk), "come", made)
    assert not can(Viewer.of(cast.ben.pk), "come", made)
    Answer.objects.filter(person=cast.dan).update(says="no")
    assert not can(Viewer.of(cast.dan.pk), "come", made)


def test_what_is_closed_is_for_nobody_but_those_who_host(
    cast: Cast, fund: Fund, supper: Gathering
) -> None:
    funds.close(cast.stella, fund, at=LATER)
    with pytest.raises(ForThoseWhoGive):
        says(cast.cleo, supper, "yes")
    with pytest.raises(NoFund):
        actions.change(cast.ada, supper, least=700, at=LATER)
    with pytest.raises(NoFund):
        once(cast.ada, cast.circle, least=500)
    assert says(cast.ada, supper, "yes") == "yes"


def test_one_planned_like_it_is_for_the_same(cast: Cast, supper: Gathering) -> None:
    text = page(cast.dan, f"{NEW}?like={supper.pk}")
    assert 'value="5.00"' in text
    assert "canary" not in text


def test_nobody_learns_more_of_what_somebody_gives_than_that_they_come(
    cast: Cast, fund: Fund, supper: Gathering
) -> None:
    """Whoever hosts sees the same of one who gives just enough and of one who gives much."""
    gives(cast.dan, fund, 987_654)
    for who in (cast.cleo, cast.dan):
        says(who, supper, "yes")
    for reader in (cast.ada, cast.stella, cast.ben):
        for address in (supper.get_absolute_url(), f"{supper.get_absolute_url()}invitations/"):
            if reader == cast.ben and "invitations" in address:
                continue
            text = page(reader, address)
            assert "9876" not in text
            assert "9,876" not in text
    invited = page(cast.ada, f"{supper.get_absolute_url()}invitations/")
    assert "Ben Birch" in invited, "whoever gives nothing can be asked like all others"
