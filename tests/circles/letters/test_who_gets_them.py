"""What circles write: to whom it goes and to nobody else, what it says, where its link leads, and
that it is not sent any more when it is no longer true, or no longer for its reader."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from kinweave.circles import actions
from kinweave.circles.models import (
    Application,
    Standing,
)
from kinweave.jobs.actions import run_due
from kinweave.notices.letters import letters
from kinweave.notices.models import Stopped
from kinweave.people.actions.blocks import block
from tests import builders
from tests.circles.letters.post import CASES, NEVER_SENT, Case, arrived, became
from tests.circles.town import (
    NOON,
    Town,
    asked,
    kitchen,
    offered,
    somebody_is_invited,
)

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


def test_every_letter_of_circles_is_asked_about() -> None:
    names = {one.name.split(".")[1] for one in letters() if one.name.startswith("circles.")}
    assert names == set(CASES)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def test_it_goes_to_whom_it_is_for_once_and_leads_to_a_page_of_theirs(
    case: Case, town: Town
) -> None:
    happens, words, readers, part = case
    happens(town)
    came = arrived(words)
    assert sorted(one.who for one in came) == sorted(readers)
    for one in came:
        client = Client()
        if one.who in town.people:
            client.force_login(town.people[one.who], SIGNED_IN)
        links = [link for link in re.findall(r"http://testserver(/\S+)", one.plain) if part in link]
        assert [client.get(link).status_code for link in links] == [200]
        assert words in one.page
        assert f'href="http://testserver{links[0]}"' in one.page
    before = len(mail.outbox)
    for days in (1, 2):
        arrived(words, after=timedelta(days=days))
    assert len(mail.outbox) == before


def test_what_changed_twice_before_anybody_was_told_is_told_once(town: Town) -> None:
    actions.expect(town.ada, town.circle, text="Be kind.", at=NOON)
    newest = actions.expect(town.ada, town.circle, text="Be kinder.", at=NOON)
    actions.accept(town.ben, newest, at=NOON)
    came = arrived("what it expects")
    assert sorted(one.who for one in came) == ["cleo", "dan"]
    assert {one.plain.count("what it expects") for one in came} == {1}


def test_an_invitation_reaches_the_address_that_it_was_made_for(town: Town) -> None:
    somebody = builders.person("New", email="main@example.org")
    EmailAddress.objects.create(user=somebody, email="new@example.org", verified=True)
    somebody_is_invited(town)
    assert [one.who for one in arrived("Ada invites you")] == ["new"]


def test_without_an_account_one_click_stops_invitations_from_everywhere(town: Town) -> None:
    somebody_is_invited(town)
    [came] = arrived("Ada invites you")
    assert "/letters/stopped/" in came.plain
    assert "/letters/stopped/" in came.page
    assert "Choose which letters you get" not in came.plain + came.page, "that is behind a sign-in"
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = urlsplit(headers["List-Unsubscribe"].strip("<>")).path
    machine = Client(enforce_csrf_checks=True)
    assert machine.get(address).status_code == 200
    assert not Stopped.objects.exists()
    for _ in range(2):
        said = machine.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
        assert "These letters have stopped" in said
        assert 'href="/letters/"' not in said
    assert "new@example.org" not in str(list(Stopped.objects.values()))
    elsewhere = builders.circle("Hilltop")
    builders.member(elsewhere, town.ben, Standing.PARTNER)
    actions.invite(town.ben, elsewhere, address="New@Example.org", at=NOON)
    actions.invite(town.ben, elsewhere, address="other@example.org", at=NOON)
    assert [one.who for one in arrived("Ben invites you")] == ["other"]
    machine.post(address, {"start": "1"})
    actions.invite(town.ben, elsewhere, address="new@example.org", at=NOON)
    assert [one.who for one in arrived("Ben invites you")] == ["other", "new"]


def test_whoever_takes_over_from_the_holder_themselves_need_not_tell_them(town: Town) -> None:
    actions.take(town.dan, offered(town), at=NOON)
    assert arrived("You no longer hold") == []


def test_an_invitation_that_has_run_out_is_not_sent(town: Town) -> None:
    yesterday = NOON - timedelta(days=1)
    actions.invite(town.ada, town.circle, address="new@example.org", days=1, at=yesterday)
    assert arrived("Ada invites you") == []
    assert became("invitation") == NEVER_SENT


def test_a_message_of_whoever_asks_to_join_goes_to_every_partner(town: Town) -> None:
    application = asked(town)
    actions.write_to(town.eve, application, text="I bring a cake.", at=NOON)
    came = arrived("something new in the conversation")
    assert sorted(one.who for one in came) == ["ada", "ben"]
    said = [one.plain + one.page for one in came]
    assert not any("cake" in words for words in said), "what is said is read where it is said"


def test_a_no_can_be_taken_back_before_it_is_told(town: Town) -> None:
    actions.decline(town.ada, asked(town), at=NOON)
    run_due(NOON + Application.SECOND_THOUGHTS - timedelta(seconds=1))
    assert mail.outbox == []
    run_due(NOON + Application.SECOND_THOUGHTS)
    assert [one.to for one in mail.outbox] == [["eve@example.org"]]


def test_a_second_no_waits_as_long_as_the_first_and_is_told_once(town: Town) -> None:
    application, later = asked(town), NOON + timedelta(minutes=5)
    actions.decline(town.ada, application, at=NOON)
    actions.reopen(town.ben, application, at=later)
    actions.decline(town.ben, application, at=later)
    run_due(NOON + Application.SECOND_THOUGHTS)
    assert mail.outbox == [], "it can still be taken back"
    run_due(later + Application.SECOND_THOUGHTS)
    run_due(later + timedelta(days=1))
    assert [one.to for one in mail.outbox] == [["eve@example.org"]]


def test_whoever_asked_is_told_of_a_yes_and_nobody_else(town: Town) -> None:
    actions.take(town.dan, offered(town), at=NOON)
    assert [one.who for one in arrived("Dan takes on “Kitchen”")] == ["cleo"]


def test_what_somebody_held_stands_open_when_they_leave_and_those_who_stay_are_told(
    town: Town,
) -> None:
    kitchen(town, town.ben)
    actions.leave(town.ben, town.circle, at=NOON)
    assert [one.who for one in arrived("Nobody holds “Kitchen”")] == ["ada"]


def test_an_end_is_told_once_however_often_it_is_looked_for_and_a_new_one_again(
    town: Town,
) -> None:
    of = kitchen(town, town.cleo)
    for hours in (0, 1, 24):
        actions.tell_of_endings(NOON + timedelta(hours=hours))
    assert [one.who for one in arrived("Your time with “Kitchen”")] == ["cleo"]
    actions.change_responsibility(
        town.ada, of, name="Kitchen", decides="", keys=[], understudy=None, at=NOON,
        until=of.until + timedelta(days=5),
    )  # fmt: skip
    actions.tell_of_endings(NOON + timedelta(days=2))
    came = arrived("Your time with “Kitchen”", after=timedelta(days=2))
    assert [one.who for one in came] == ["cleo", "cleo"]
    assert came[0].plain != came[1].plain


def test_news_of_the_circle_reaches_everybody_and_names_nobody_whom_they_do_not_see(
    town: Town,
) -> None:
    block(town.cleo, town.ada, at=NOON)
    actions.expect(town.ada, town.circle, text="Be kind.", at=NOON)
    came = [one for one in arrived("what it expects") if one.who == "cleo"]
    assert ["Ada" in one.plain + one.page for one in came] == [False]


def test_nobody_hears_of_somebody_with_whom_there_is_a_block(town: Town) -> None:
    asked(town)
    block(town.ben, town.eve, at=NOON)
    assert [one.who for one in arrived("Eve asks to join")] == ["ada"]
