"""What circles write: to whom it goes and to nobody else, what it says, where its link leads, and
that it is not sent any more when it is no longer true, or no longer for its reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db.models import Q
from django.test import Client

from kinweave.circles import actions
from kinweave.circles.models import (
    Application,
    Expectations,
    Handover,
    Invitation,
    Membership,
    Responsibility,
    Standing,
)
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices.actions import due_digests
from kinweave.notices.choosing import stop
from kinweave.notices.letters import letters
from kinweave.notices.models import Delivery, Stopped
from kinweave.people.actions.blocks import block
from tests import builders
from tests.circles.town import (
    NOON,
    Town,
    Undo,
    a_partner_writes,
    a_responsibility_is_taken_away,
    a_responsibility_stands_open,
    a_term_ends_soon,
    asked,
    build,
    kitchen,
    offered,
    somebody_asks_to_join,
    somebody_is_declined,
    somebody_is_invited,
    somebody_is_welcomed,
    somebody_says_not_now,
    somebody_would_hand_over,
    what_is_expected_changes,
)

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def town() -> Town:
    return build()


Case = tuple[Callable[[Town], Undo], str, set[str], str]
CASES: dict[str, Case] = {
    "invitation": (somebody_is_invited, "Ada invites you to Riverbend", {"new"}, "/in/"),
    "application_sent": (
        somebody_asks_to_join, "Eve asks to join Riverbend", {"ada", "ben"}, "/applications/",
    ),
    "application_message": (a_partner_writes, "joining Riverbend", {"eve"}, "/applications/"),
    "welcomed": (somebody_is_welcomed, "You belong to Riverbend", {"eve"}, "/c/riverbend/"),
    "declined": (somebody_is_declined, "not going to be this time", {"eve"}, "/c/"),
    "expectations_changed": (
        what_is_expected_changes, "what it expects", {"ben", "cleo", "dan"}, "/expectations/",
    ),
    "handover_offered": (somebody_would_hand_over, "Mind the stove.", {"dan"}, "/handovers/"),
    "handover_answered": (
        somebody_says_not_now, "Dan says not now", {"cleo"}, "/responsibilities/",
    ),
    "responsibility_open": (
        a_responsibility_stands_open, "Nobody holds “Kitchen”", {"ada", "ben"},
        "/responsibilities/",
    ),
    "responsibility_gone": (
        a_responsibility_is_taken_away, "You no longer hold “Kitchen”", {"cleo"},
        "/responsibilities/",
    ),
    "responsibility_ending": (
        a_term_ends_soon, "Your time with “Kitchen” in Riverbend ends", {"cleo"}, "/step-back/",
    ),
}  # fmt: skip
"""By the letter's name: what happens, words of it, to whom it goes, a part of its link."""


def test_every_letter_of_circles_is_asked_about() -> None:
    names = {one.name.split(".")[1] for one in letters() if one.name.startswith("circles.")}
    assert names == set(CASES)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


class Came(NamedTuple):
    """A letter in somebody's mailbox, by its two sides."""

    who: str
    plain: str
    page: str


def arrived(words: str, after: timedelta = timedelta(days=1)) -> list[Came]:
    """Who got these words, and the whole letter, after everybody's next morning."""
    due_digests(NOON + after)
    run_due(NOON + after)
    found = [
        Came(one.to[0].split("@")[0], str(one.body), unescape(str(one.alternatives[0].content)))
        for one in mail.outbox
    ]
    return [one for one in found if words in one.plain]


def became(name: str, who: str = "") -> set[tuple[str, bool]]:
    """What became of a letter, or of the digests that it was for: their states, and whether a mail
    server ever heard of them."""
    whole = f"circles.{name}"
    rows = Delivery.objects.filter(Q(letter=whole) | Q(notices__letter=whole))
    if who:
        rows = rows.filter(Q(receiver__email__startswith=who) | Q(address__startswith=who))
    return {(one.state, one.handed_at is not None) for one in rows}


NEVER_SENT = {(State.DROPPED.value, False)}


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


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_true_any_more_is_not_sent(name: str, town: Town) -> None:
    happens, words, _readers, _part = CASES[name]
    undo = happens(town)
    undo()
    assert arrived(words) == []
    assert became(name) == NEVER_SENT


# What may come between: each of these happens while a letter waits to be sent.
Meanwhile = Callable[[Town], object]


def the(model: Any) -> Any:
    """The only one that there is."""
    return model.objects.get()


def leaves(who: str) -> Meanwhile:
    return lambda town: actions.leave(town.people[who], town.circle, at=NOON)


def the_circle_ends(town: Town) -> None:
    actions.end(town.ada, town.circle, at=NOON)


def it_is_used(_town: Town) -> None:
    actions.enter(builders.person("New", email="new@example.org"), the(Invitation), at=NOON)


def the_other_partner_welcomes_them(town: Town) -> None:
    actions.welcome(town.ada, the(Application), at=NOON)


def ben_is_a_friend_now(town: Town) -> None:
    ben = Membership.objects.get(circle=town.circle, person=town.ben)
    actions.change_standing(town.ada, ben, standing=Standing.FRIEND, at=NOON)


def dan_takes_it(town: Town) -> None:
    offers = Handover.objects.filter(state="offered")
    handover = offers.first() or actions.offer(
        town.ada, the(Responsibility), taker=town.dan, at=NOON,
        until=NOON.date() + timedelta(days=300),
    )  # fmt: skip
    actions.take(town.dan, handover, at=NOON)


def ben_is_asked_instead(town: Town) -> None:
    actions.offer(town.cleo, the(Responsibility), taker=town.ben, until=NOON.date(), at=NOON)


def it_is_closed(town: Town) -> None:
    actions.close_responsibility(town.ada, the(Responsibility), at=NOON)


def its_end_is_put_off(town: Town) -> None:
    actions.change_responsibility(
        town.ada, the(Responsibility), name="Kitchen", decides="", keys=[], understudy=None,
        until=NOON.date() + timedelta(days=300), at=NOON,
    )  # fmt: skip


def they_see_nothing_of_each_other(town: Town) -> None:
    block(builders.person("New", email="new@example.org"), town.ada, at=NOON)


def they_came_in_by_another_way(town: Town) -> None:
    builders.member(town.circle, builders.person("New", email="new@example.org"))


def they_are_about_to_be_forgotten(_town: Town) -> None:
    builders.person("New", email="new@example.org", is_active=False)


def they_want_no_invitations(_town: Town) -> None:
    new = builders.person("New", email="new@example.org")
    assert stop(new.pk, kind="invitations", circle=None, at=NOON)


def it_changes_again_without_them(town: Town) -> None:
    actions.leave(town.cleo, town.circle, at=NOON)
    actions.expect(town.ada, town.circle, text="Be kinder.", at=NOON)


def cleo_has_read_it(town: Town) -> None:
    actions.accept(town.cleo, the(Expectations), at=NOON)


def cleo_takes_it_again(town: Town) -> None:
    again = actions.offer(
        town.ada, the(Responsibility), taker=town.cleo, at=NOON,
        until=NOON.date() + timedelta(days=300),
    )  # fmt: skip
    actions.take(town.cleo, again, at=NOON)


def there_is_a_block(town: Town) -> None:
    block(town.dan, town.cleo, at=NOON)


MEANWHILE: dict[str, tuple[str, dict[str, Meanwhile]]] = {
    "invitation": (
        "new",
        {
            "whoever made it leaves": leaves("ada"),
            "it is used": it_is_used,
            "they see nothing of each other": they_see_nothing_of_each_other,
            "they came in by another way": they_came_in_by_another_way,
            "they are about to be forgotten": they_are_about_to_be_forgotten,
            "they want no invitations": they_want_no_invitations,
            "the circle ends": the_circle_ends,
        },
    ),
    "application_sent": (
        "ben",
        {
            "the other partner welcomes them": the_other_partner_welcomes_them,
            "ben is a friend now": ben_is_a_friend_now,
            "ben leaves": leaves("ben"),
            "the circle ends": the_circle_ends,
        },
    ),
    "application_message": (
        "eve",
        {
            "they are welcomed": the_other_partner_welcomes_them,
            "the circle ends": the_circle_ends,
        },
    ),
    "welcomed": ("eve", {"eve leaves again": leaves("eve")}),
    "declined": ("eve", {"the circle ends": the_circle_ends}),
    "expectations_changed": (
        "cleo",
        {
            "the circle ends": the_circle_ends,
            "cleo has read it": cleo_has_read_it,
            "cleo leaves and it changes again": it_changes_again_without_them,
        },
    ),
    "handover_offered": (
        "dan",
        {
            "dan takes it": dan_takes_it,
            "ben is asked instead": ben_is_asked_instead,
            "it is closed": it_is_closed,
            "there is a block": there_is_a_block,
            "whoever asks leaves": leaves("cleo"),
            "dan leaves": leaves("dan"),
            "the circle ends": the_circle_ends,
        },
    ),
    "handover_answered": (
        "cleo",
        {"there is a block": there_is_a_block, "the circle ends": the_circle_ends},
    ),
    "responsibility_open": (
        "ben",
        {
            "dan takes it": dan_takes_it,
            "ben is a friend now": ben_is_a_friend_now,
            "ben leaves": leaves("ben"),
            "the circle ends": the_circle_ends,
        },
    ),
    "responsibility_gone": (
        "cleo",
        {
            "cleo takes it again": cleo_takes_it_again,
            "cleo leaves": leaves("cleo"),
            "the circle ends": the_circle_ends,
        },
    ),
    "responsibility_ending": (
        "cleo",
        {
            "dan takes it": dan_takes_it,
            "it is closed": it_is_closed,
            "its end is put off": its_end_is_put_off,
            "cleo leaves": leaves("cleo"),
            "the circle ends": the_circle_ends,
        },
    ),
}
"""By the letter's name: one of its readers, and what may come between so that they get none."""


@pytest.mark.parametrize(
    ("name", "reader", "meanwhile"),
    [
        pytest.param(name, reader, happens, id=f"{name}: {words}")
        for name, (reader, ways) in MEANWHILE.items()
        for words, happens in ways.items()
    ],
)
def test_whoever_it_is_not_for_any_more_gets_nothing(
    name: str, reader: str, meanwhile: Meanwhile, town: Town
) -> None:
    happens, words, readers, _part = CASES[name]
    assert reader in readers
    happens(town)
    meanwhile(town)
    assert reader not in [one.who for one in arrived(words)]
    assert became(name, reader) == NEVER_SENT


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


@pytest.mark.parametrize("how", [dan_takes_it, it_is_closed])
def test_whoever_held_it_is_told_that_others_decided(how: Meanwhile, town: Town) -> None:
    kitchen(town, town.cleo)
    how(town)
    came = [one.who for one in arrived("Thank you for having held it")]
    assert came == ["cleo"]


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
