"""What gatherings write: to whom, with which words, and when it is not sent any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.db.models import Q

from kinweave.circles.actions import end, leave
from kinweave.gatherings import actions
from kinweave.gatherings.laying import keep_wall_clocks
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.telling import ask_who_goes_on
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices.actions import due_digests
from kinweave.notices.choosing import stop
from kinweave.notices.models import Delivery, Notice
from kinweave.people.models import Person
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    Cast,
    a_draft,
    date_of,
    once,
    says,
    told,
)

MORNING = (AT + timedelta(days=1)).replace(hour=12)
"""By then, each letter that was to go out has, and each digest."""
DAY = timedelta(days=1)
Happens = Callable[[Cast, Gathering], object]


@pytest.fixture
def soup(cast: Cast) -> Gathering:
    """Ben comes to all of it, Cleo may come, Dan does not; Stella waits. Not announced to anybody:
    its letters are of what happens later."""
    made = a_draft(cast.ada, cast.circle, seats=1)
    Gathering.objects.filter(pk=made.pk).update(published_at=AT)
    for name, what in (("ben", "yes"), ("cleo", "maybe"), ("dan", "no"), ("stella", "yes")):
        says(cast.people[name], made, what, every=True)
    made.refresh_from_db()
    return made


def arrived(words: str) -> list[str]:
    """In whose mailbox these words are, on both sides of the letter."""
    due_digests(MORNING)
    run_due(MORNING)
    found = []
    for one in mail.outbox:
        pages = str(one.body), unescape(str(one.alternatives[0].content))
        assert (words in pages[0]) is (words in pages[1])
        if words in pages[0]:
            found.append(one.to[0].split("@")[0])
    return sorted(found)


def became(name: str, who: str) -> set[tuple[str, bool]]:
    """What became of a letter to somebody, and whether a mail server ever heard of it."""
    whole = f"gatherings.{name}"
    rows = Delivery.objects.filter(Q(letter=whole) | Q(notices__letter=whole))
    rows = rows.filter(receiver__email=f"{who}@example.org")
    return {(one.state, one.handed_at is not None) for one in rows}


NEVER_SENT = {(State.DROPPED.value, False)}


def it_is_announced(cast: Cast, soup: Gathering) -> None:
    Answer.objects.all().delete()
    Gathering.objects.filter(pk=soup.pk).update(published_at=None)
    actions.announce(cast.ada, soup, at=AT)


def the_first_moves(cast: Cast, soup: Gathering) -> None:
    actions.move(cast.ada, date_of(soup), day=FIRST_DAY + DAY, time=HOUR, at=AT)


def the_first_is_left_out(cast: Cast, soup: Gathering) -> None:
    actions.skip(cast.ada, date_of(soup), reason="A holiday.", at=AT)


def the_first_is_put_back(cast: Cast, soup: Gathering) -> None:
    Occasion.objects.filter(pk=date_of(soup).pk).update(skipped_at=AT)
    actions.put_back(cast.ada, date_of(soup), at=AT)


def it_is_called_off(cast: Cast, soup: Gathering) -> None:
    actions.call_off(cast.ada, soup, reason="The pot broke.", at=AT)


def ben_gives_his_seat_back(cast: Cast, soup: Gathering) -> None:
    says(cast.ben, soup, "no")


CASES: dict[str, tuple[Happens, str, list[str]]] = {
    "announced": (
        it_is_announced, "equally good answers", ["ben", "cleo", "dan", "stella"],
    ),
    "moved": (the_first_moves, "Soup is now", ["ben", "cleo", "stella"]),
    "skipped": (the_first_is_left_out, "“A holiday.”", ["ben", "cleo", "stella"]),
    "put_back": (the_first_is_put_back, "takes place after all", ["ben", "cleo", "stella"]),
    "called_off": (it_is_called_off, "“The pot broke.”", ["ben", "cleo", "stella"]),
    "seat_free": (ben_gives_his_seat_back, "The seat is yours", ["stella"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_letter_goes_to_its_readers_and_to_nobody_else(
    name: str, cast: Cast, soup: Gathering
) -> None:
    happens, words, readers = CASES[name]
    happens(cast, soup)
    assert arrived(words) == readers
    assert arrived(soup.get_absolute_url()) == readers, "each leads to the gathering"
    assert len(mail.outbox) == len(readers)
    for one in mail.outbox:
        page = str(one.body) + str(one.alternatives[0].content)
        others = [who.name for who in cast.people.values() if who.email not in one.to]
        assert not [name for name in others if name in page], "who comes or hosts is on its page"
    run_due(MORNING + DAY)
    assert len(mail.outbox) == len(readers)


def test_a_reader_reads_the_hour_on_their_own_clock(cast: Cast, soup: Gathering) -> None:
    Person.objects.filter(pk=cast.ben.pk).update(time_zone="Asia/Tokyo")
    the_first_moves(cast, soup)
    assert arrived("for you in Tokyo;") == ["ben"]
    assert "ben" in arrived("19:00 to 21:00 in Vienna")


# What may come between, while a letter waits to be sent.


def leaves(who: str) -> Happens:
    return lambda cast, _soup: leave(cast.people[who], cast.circle, at=AT)


def the_circle_ends(cast: Cast, _soup: Gathering) -> None:
    end(cast.stella, cast.circle, at=AT)


def it_moves_again(cast: Cast, soup: Gathering) -> None:
    actions.move(cast.ada, date_of(soup), day=FIRST_DAY + 2 * DAY, time=HOUR, at=AT)


def they_want_no_such_letters(who: str) -> Happens:
    return lambda cast, _soup: stop(cast.people[who].pk, kind="gatherings", circle=None, at=AT)


def answers(who: str, what: str) -> Happens:
    return lambda cast, soup: says(cast.people[who], soup, what)


def the_offer_runs_out(_cast: Cast, _soup: Gathering) -> None:
    actions.take_back_offers(AT + DAY)


MEANWHILE: dict[str, tuple[str, dict[str, Happens]]] = {
    "announced": (
        "ben",
        {
            "ben answered": answers("ben", "no"),
            "ben leaves": leaves("ben"),
            "it is called off": it_is_called_off,
            "the circle ends": the_circle_ends,
            "ben wants no such letters": they_want_no_such_letters("ben"),
        },
    ),
    "moved": (
        "ben",
        {
            "ben leaves": leaves("ben"),
            "the circle ends": the_circle_ends,
            "it is left out": the_first_is_left_out,
            "it is called off": it_is_called_off,
            "ben said no": answers("ben", "no"),
            "ben wants no such letters": they_want_no_such_letters("ben"),
        },
    ),
    "skipped": (
        "cleo",
        {
            "cleo leaves": leaves("cleo"),
            "it is put back": the_first_is_put_back,
            "it is called off": it_is_called_off,
            "the circle ends": the_circle_ends,
        },
    ),
    "put_back": (
        "cleo",
        {
            "cleo leaves": leaves("cleo"),
            "it is left out again": the_first_is_left_out,
            "it moves": it_moves_again,
            "cleo said no": answers("cleo", "no"),
        },
    ),
    "called_off": (
        "ben",
        {
            "ben leaves": leaves("ben"),
            "the circle ends": the_circle_ends,
        },
    ),
    "seat_free": (
        "stella",
        {
            "stella took it": answers("stella", "yes"),
            "stella said no": answers("stella", "no"),
            "stella leaves": leaves("stella"),
            "the offer ran out": the_offer_runs_out,
            "it is left out": the_first_is_left_out,
            "it is called off": it_is_called_off,
            "the circle ends": the_circle_ends,
            "stella wants no such letters": they_want_no_such_letters("stella"),
        },
    ),
}  # fmt: skip
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
    name: str, reader: str, meanwhile: Happens, cast: Cast, soup: Gathering
) -> None:
    happens, words, readers = CASES[name]
    assert reader in readers
    happens(cast, soup)
    meanwhile(cast, soup)
    assert reader not in arrived(words)
    assert became(name, reader) == NEVER_SENT


def one_date_is_left(cast: Cast, soup: Gathering) -> None:
    """The last, and soon."""
    for number in (1, 2):
        actions.skip(cast.ada, date_of(soup, number), at=AT)
    actions.move(cast.ada, date_of(soup, 3), day=FIRST_DAY + DAY, time=HOUR, at=AT)


def test_whoever_hosts_a_series_is_asked_once_whether_it_goes_on(
    cast: Cast, soup: Gathering
) -> None:
    once(cast.ada, cast.circle, name="Tea")
    second = date_of(soup, 2).ends_at
    assert ask_who_goes_on(second - timedelta(minutes=1)) == 0
    assert [ask_who_goes_on(second), ask_who_goes_on(second + DAY)] == [1, 0]
    assert Notice.objects.get(letter="gatherings.ends").receiver == cast.ada
    actions.go_on(cast.ada, soup, more=2, at=second)
    assert ask_who_goes_on(second) == 0
    assert ask_who_goes_on(date_of(soup, 4).ends_at) == 1, "it was confirmed for so many more"


def test_what_ends_far_away_is_asked_about_when_it_is_near(cast: Cast, soup: Gathering) -> None:
    one_date_is_left(cast, soup)
    actions.move(cast.ada, date_of(soup, 3), day=FIRST_DAY + 90 * DAY, time=HOUR, at=AT)
    starts = date_of(soup, 3).starts_at
    assert [ask_who_goes_on(starts - days * DAY) for days in (80, 15, 14, 13)] == [0, 0, 1, 0]


def test_the_letter_says_which_date_is_the_last(cast: Cast, soup: Gathering) -> None:
    one_date_is_left(cast, soup)
    assert ask_who_goes_on(AT) == 1
    assert arrived("if you do nothing, it ends with that") == ["ada"]


@pytest.mark.parametrize("meanwhile", ["goes on", "off", "handed on", "ended", "nobody's"])
def test_nobody_is_asked_of_what_goes_on_is_off_or_is_not_theirs(
    meanwhile: str, cast: Cast, soup: Gathering
) -> None:
    one_date_is_left(cast, soup)
    assert ask_who_goes_on(AT) == 1
    match meanwhile:
        case "goes on":
            actions.go_on(cast.ada, soup, more=1, at=AT)
        case "off":
            actions.call_off(cast.ada, soup, at=AT)
        case "handed on":
            Gathering.objects.filter(pk=soup.pk).update(host=cast.ben)
        case "ended":
            the_circle_ends(cast, soup)
        case _:
            Gathering.objects.filter(pk=soup.pk).update(host=None)
    assert arrived("it ends with that") == []
    Notice.objects.filter(letter="gatherings.ends").delete()
    assert ask_who_goes_on(AT) == (meanwhile == "handed on")


def test_a_crew_is_asked_at_its_end_and_not_here(cast: Cast, soup: Gathering) -> None:
    type(cast.circle).objects.filter(pk=cast.circle.pk).update(scale="crew")
    one_date_is_left(cast, soup)
    assert ask_who_goes_on(AT) == 0


def test_whoever_sees_it_no_more_is_offered_no_seat_in_it(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, seats=1, audience="site")
    for name in ("ben", "sol"):
        says(cast.people[name], made, "yes")
    says(cast.ben, made, "no")
    assert told("seat_free") == ["sol"]
    actions.change(cast.ada, made, audience="circle", name="canary-soup", at=AT)
    assert arrived("canary-soup") == ["cleo", "dan", "stella"], "for members it is new"
    assert became("seat_free", "sol") == NEVER_SENT


def it_is_said_otherwise(cast: Cast, soup: Gathering) -> None:
    actions.change(cast.ada, soup, words="Bring a bowl.", at=AT)


def a_zone_has_other_rules(_cast: Cast, soup: Gathering) -> None:
    wrong = date_of(soup).starts_at - timedelta(hours=1)
    Occasion.objects.filter(pk=date_of(soup).pk).update(starts_at=wrong)
    assert keep_wall_clocks(AT) == 1


@pytest.mark.parametrize("meanwhile", [it_is_said_otherwise, a_zone_has_other_rules])
@pytest.mark.parametrize("name", ["moved", "skipped", "put_back", "called_off"])
def test_what_has_no_letter_of_its_own_keeps_none_from_being_sent(
    name: str, meanwhile: Happens, cast: Cast, soup: Gathering
) -> None:
    happens, words, readers = CASES[name]
    happens(cast, soup)
    meanwhile(cast, soup)
    assert arrived(words) == readers
