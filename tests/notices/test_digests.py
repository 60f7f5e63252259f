"""News that can wait comes in one letter, at the receiver's own morning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kinweave.circles.models import Circle, Membership
from kinweave.jobs.actions import run_due
from kinweave.notices.actions import due_digests, tell
from kinweave.notices.choosing import set_rhythm, stop
from kinweave.notices.digests import forget_old
from kinweave.notices.models import Delivery, Notice
from kinweave.people.models import Person
from tests import builders
from tests.notices.mailbox import Mailbox

VIENNA = ZoneInfo("Europe/Vienna")
NOW = builders.NOW.astimezone(VIENNA).replace(hour=12)
"""Noon where Ada is: her morning is over, and a day later it has been once."""


@pytest.fixture
def riverbend() -> Circle:
    return builders.circle()


@pytest.fixture
def ada(riverbend: Circle) -> Person:
    somebody = builders.person("Ada Anker", time_zone="Europe/Vienna")
    builders.member(riverbend, somebody)
    set_rhythm(somebody, when="daily", days=[], hour=8)
    return somebody


def news(ada: Person, riverbend: Circle, name: str, at: datetime) -> Person:
    """Somebody of Riverbend says hello to Ada."""
    somebody = builders.person(name)
    builders.member(riverbend, somebody)
    tell(
        "trial.greeting", receiver=ada, about={"person": somebody.pk}, key=f"{name} {at}", at=at,
        circle=riverbend, in_digest=True,
    )  # fmt: skip
    return somebody


def morning(now: datetime) -> None:
    due_digests(now)
    run_due(now, Delivery)


def words(box: Mailbox) -> str:
    body = box.letters[-1].get_body(("plain",))
    assert body
    return str(body.get_content())


def test_a_digest_holds_all_news_in_one_letter(
    mailbox: Mailbox, ada: Person, riverbend: Circle
) -> None:
    news(ada, riverbend, "Ben Birch", NOW)
    news(ada, riverbend, "Cleo Clay", NOW)
    morning(NOW + timedelta(days=1))
    assert len(mailbox.letters) == 1
    assert words(mailbox).count("says hello.") == 2
    assert words(mailbox).count("Choose which letters") == 1
    page = mailbox.letters[0].get_body(("html",))
    assert page
    assert page.get_content().count("<html") == 1
    assert "<p" in page.get_content()
    assert "&lt;p" not in page.get_content()


def test_without_news_there_is_no_letter(mailbox: Mailbox, ada: Person) -> None:
    morning(NOW + timedelta(days=1))
    assert not Delivery.objects.filter(receiver=ada).exists()
    assert mailbox.letters == []


def test_news_is_told_once(mailbox: Mailbox, ada: Person, riverbend: Circle) -> None:
    news(ada, riverbend, "Ben Birch", NOW)
    for hours in range(0, 72, 6):
        morning(NOW + timedelta(hours=hours))
    assert len(mailbox.letters) == 1


def test_news_of_somebody_who_left_is_left_out(
    mailbox: Mailbox, ada: Person, riverbend: Circle
) -> None:
    gone = news(ada, riverbend, "Ben Birch", NOW)
    news(ada, riverbend, "Cleo Clay", NOW)
    assert due_digests(NOW + timedelta(days=1)) == 1
    Membership.objects.filter(person=gone).update(until=NOW + timedelta(days=1))
    run_due(NOW + timedelta(days=1))
    assert "Ben" not in words(mailbox)
    assert "Cleo" in words(mailbox)


def test_a_digest_of_which_nothing_may_be_told_any_more_is_not_sent(
    mailbox: Mailbox, ada: Person, riverbend: Circle
) -> None:
    news(ada, riverbend, "Ben Birch", NOW)
    assert due_digests(NOW + timedelta(days=1)) == 1
    Membership.objects.filter(person=ada).update(until=NOW + timedelta(days=1))
    run_due(NOW + timedelta(days=1))
    assert mailbox.letters == []


def test_a_kind_that_was_stopped_is_left_out(
    mailbox: Mailbox, ada: Person, riverbend: Circle
) -> None:
    news(ada, riverbend, "Ben Birch", NOW)
    assert stop(ada.pk, kind="greetings", circle=riverbend.pk, at=NOW)
    morning(NOW + timedelta(days=1))
    assert mailbox.letters == []


def test_never_is_never(mailbox: Mailbox, ada: Person, riverbend: Circle) -> None:
    set_rhythm(ada, when="never", days=[], hour=8)
    news(ada, riverbend, "Ben Birch", NOW)
    for day in range(8):
        morning(NOW + timedelta(days=day))
    assert mailbox.letters == []


def test_chosen_weekdays_are_those_of_the_receivers_calendar(
    mailbox: Mailbox, ada: Person, riverbend: Circle
) -> None:
    Person.objects.filter(pk=ada.pk).update(time_zone="Pacific/Auckland")
    set_rhythm(ada, when="weekdays", days=["2"], hour=8)  # a Wednesday, there
    news(ada, riverbend, "Ben Birch", NOW)
    came = []
    for hours in range(24 * 8):
        now = NOW + timedelta(hours=hours)
        morning(now)
        if len(mailbox.letters) > len(came):
            came.append(now.astimezone(ZoneInfo("Pacific/Auckland")))
    assert [(one.weekday(), one.hour) for one in came] == [(2, 8)]


@pytest.mark.parametrize("change", [datetime(2027, 3, 28), datetime(2027, 10, 31)])
@pytest.mark.parametrize("hour", [2, 8])
def test_eight_stays_eight_when_vienna_changes_its_clocks(
    change: datetime, hour: int, mailbox: Mailbox, ada: Person, riverbend: Circle
) -> None:
    """Where two o'clock is skipped it is three; where there are two of it, it is the first."""
    set_rhythm(ada, when="daily", days=[], hour=hour)
    came: list[datetime] = []
    now = (change - timedelta(days=1)).replace(tzinfo=VIENNA).astimezone(UTC)
    for turn in range(2 * 24 * 3 - 4):
        now += timedelta(minutes=30)
        if turn % 8 == 0:
            news(ada, riverbend, f"Ben {turn}", now)
        morning(now)
        if len(mailbox.letters) > len(came):
            came.append(now)
    here = [one.astimezone(VIENNA) for one in came]
    assert [(one.date() - change.date()).days for one in here] == [-1, 0, 1]
    skipped = change.month == 3 and hour == 2
    assert [one.hour for one in here] == [hour, hour + skipped, hour]
    assert [one.minute for one in here] == [0, 0, 0]


def test_news_that_nobody_wanted_is_forgotten(ada: Person, riverbend: Circle) -> None:
    news(ada, riverbend, "Ben Birch", NOW)
    forget_old(NOW + timedelta(days=29))
    assert Notice.objects.count() == 1
    forget_old(NOW + timedelta(days=31))
    assert Notice.objects.count() == 0
