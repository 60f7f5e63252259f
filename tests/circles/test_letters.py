"""What circles write: to whom it goes and to nobody else, where its link leads, and that it is not
sent any more when it is no longer true."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from kinweave.circles import actions
from kinweave.circles.models import Application, Circle, Handover, Responsibility, Standing
from kinweave.jobs.actions import run_due
from kinweave.notices.actions import due_digests
from kinweave.notices.choosing import set_rhythm
from kinweave.notices.letters import letters
from kinweave.people.actions.blocks import block
from kinweave.people.models import Person
from tests import builders

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
NOON = (builders.NOW + timedelta(days=1)).replace(hour=12)
"""After everybody came; a day later each morning has been once."""


@dataclass
class Town:
    """A circle with two partners, Ada and Ben, and two friends, Cleo and Dan; Eve is outside."""

    circle: Circle
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        return self.people[name]


@pytest.fixture
def town() -> Town:
    circle = builders.circle(
        "Riverbend", audience="site", door=Circle.Door.APPLICATION, slug="riverbend"
    )
    town = Town(circle)
    for name in ("ada", "ben", "cleo", "dan", "eve"):
        someone = builders.person(name.capitalize(), email=f"{name}@example.org")
        set_rhythm(someone, when="daily", days=[], hour=8)
        town.people[name] = someone
    for name in ("ada", "ben"):
        builders.member(circle, town.people[name], Standing.PARTNER)
    for name in ("cleo", "dan"):
        builders.member(circle, town.people[name])
    return town


def kitchen(town: Town, holder: Person | None) -> Responsibility:
    return actions.make_responsibility(
        town.ada, town.circle, name="Kitchen", holder=holder, at=NOON,
        until=NOON.date() + timedelta(days=20),
    )  # fmt: skip


def offered(town: Town) -> Handover:
    return actions.offer(
        town.cleo, kitchen(town, town.cleo), taker=town.dan, at=NOON, notes="Mind the stove.",
        until=NOON.date() + timedelta(days=300),
    )  # fmt: skip


def asked(town: Town) -> Application:
    return actions.apply(town.eve, town.circle, answers={}, at=NOON)


# Each of these does something of which a letter tells, and returns what makes that untrue again.
Undo = Callable[[], object]


def somebody_is_invited(town: Town) -> Undo:
    made = actions.invite(town.ada, town.circle, address="new@example.org", at=NOON)
    return lambda: actions.revoke(town.ben, made, at=NOON)


def somebody_asks_to_join(town: Town) -> Undo:
    application = asked(town)
    return lambda: actions.withdraw(town.eve, application, at=NOON)


def a_partner_writes(town: Town) -> Undo:
    application = asked(town)
    actions.write_to(town.ada, application, text="Which evenings?", at=NOON)
    return lambda: actions.withdraw(town.eve, application, at=NOON)


def somebody_is_welcomed(town: Town) -> Undo:
    application = asked(town)
    actions.welcome(town.ada, application, at=NOON)
    return lambda: actions.end(town.ada, town.circle, at=NOON)


def somebody_is_declined(town: Town) -> Undo:
    application = asked(town)
    actions.decline(town.ada, application, at=NOON)
    return lambda: actions.reopen(town.ben, application, at=NOON)


def what_is_expected_changes(town: Town) -> Undo:
    actions.expect(town.ada, town.circle, text="Be kind.", at=NOON)
    return lambda: [
        actions.leave(someone, town.circle, at=NOON) for someone in (town.ben, town.cleo, town.dan)
    ]


def somebody_would_hand_over(town: Town) -> Undo:
    handover = offered(town)
    return lambda: actions.keep(town.cleo, handover, at=NOON)


def somebody_says_not_now(town: Town) -> Undo:
    actions.not_now(town.dan, offered(town), at=NOON)
    return lambda: actions.leave(town.cleo, town.circle, at=NOON)


def a_responsibility_stands_open(town: Town) -> Undo:
    of = kitchen(town, town.cleo)
    actions.let_go(town.cleo, of, at=NOON)
    return lambda: actions.close_responsibility(town.ada, of, at=NOON)


def a_term_ends_soon(town: Town) -> Undo:
    of = kitchen(town, town.cleo)
    assert actions.tell_of_endings(NOON) == 1
    return lambda: actions.let_go(town.cleo, of, at=NOON)


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


def arrived(words: str) -> list[tuple[str, str]]:
    """Who got these words, and the whole letter, after everybody's next morning."""
    later = NOON + timedelta(days=1)
    due_digests(later)
    run_due(later)
    found = [(one.to[0].split("@")[0], str(one.body)) for one in mail.outbox]
    return [(who, letter) for who, letter in found if words in letter]


def test_it_goes_to_whom_it_is_for_once_and_leads_to_a_page_of_theirs(
    case: Case, town: Town
) -> None:
    happens, words, readers, part = case
    happens(town)
    came = arrived(words)
    assert sorted(who for who, _ in came) == sorted(readers)
    for who, letter in came:
        client = Client()
        if who in town.people:
            client.force_login(town.people[who], SIGNED_IN)
        links = re.findall(r"http://testserver(/\S+)", letter)
        assert [client.get(link).status_code for link in links if part in link] == [200]
    before = len(mail.outbox)
    arrived(words)
    assert len(mail.outbox) == before


def test_what_is_not_true_any_more_is_not_sent(case: Case, town: Town) -> None:
    happens, words, _readers, _part = case
    undo = happens(town)
    undo()
    assert arrived(words) == []


def test_a_message_of_whoever_asks_to_join_goes_to_every_partner(town: Town) -> None:
    application = asked(town)
    actions.write_to(town.eve, application, text="I bring a cake.", at=NOON)
    came = arrived("something new in the conversation")
    assert sorted(who for who, _ in came) == ["ada", "ben"]
    assert not any("cake" in letter for _, letter in came), "what is said is read where it is said"


def test_a_no_can_be_taken_back_before_it_is_told(town: Town) -> None:
    actions.decline(town.ada, asked(town), at=NOON)
    run_due(NOON + Application.SECOND_THOUGHTS - timedelta(seconds=1))
    assert mail.outbox == []
    run_due(NOON + Application.SECOND_THOUGHTS)
    assert [one.to for one in mail.outbox] == [["eve@example.org"]]


def test_nobody_hears_of_somebody_with_whom_there_is_a_block(town: Town) -> None:
    asked(town)
    block(town.ben, town.eve, at=NOON)
    assert [who for who, _ in arrived("Eve asks to join")] == ["ada"]
