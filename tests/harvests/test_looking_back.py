"""Who came: the host's own note, which says to whom one letter goes, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.circles.models import Membership
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Answer, Gathering, Guest
from kinweave.harvests import actions, exporting
from kinweave.harvests.models import Afterword, Noted, Receiver, TakenOut, WhoCame
from kinweave.notices.choosing import stop
from kinweave.people.models import Block, Person
from tests.harvests.cast import (
    AT,
    DAY,
    Cast,
    agrees,
    arrived,
    came,
    client_of,
    date_of,
    draft,
    evening,
    harvest,
    page_of,
    recording,
    series,
)


def note(cast: Cast, made: Gathering, *names: str, number: int = 1) -> None:
    people = [cast.people[name].pk for name in names]
    actions.note(cast.ada, date_of(made, number), people, at=AT)


def noted(made: Gathering) -> set[str]:
    rows = Noted.objects.filter(note__occasion__gathering=made)
    return {name.split()[0].lower() for name in rows.values_list("person__name", flat=True)}


def write(cast: Cast, made: Gathering, words: str = "Thanks, *all*.", number: int = 1) -> Afterword:
    return actions.write_to_those_who_came(cast.ada, date_of(made, number), words=words, at=AT)


def ticked(page: str) -> set[str]:
    found = [part.split('value="')[1].split('"')[0] for part in page.split("<input")[1:]
             if "checked" in part.split(">")[0]]  # fmt: skip
    return set(found)


def test_whoever_hosts_notes_who_came_also_those_who_had_not_said_so(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    came(made, cast.ben)
    came(made, cast.cleo, says="maybe")
    page = client_of(cast.ada).get(page_of(made, "who-came/")).content.decode()
    assert ticked(page) == {str(cast.ben.pk)}, "who said yes is ticked to begin with"
    said = {"expected": [cast.cleo.pk], "others": [cast.dan.pk]}
    client_of(cast.ada).post(page_of(made, "who-came/"), said)
    assert noted(made) == {"cleo", "dan"}
    page = client_of(cast.ada).get(page_of(made, "who-came/")).content.decode()
    assert ticked(page) == {str(cast.cleo.pk), str(cast.dan.pk)}
    client_of(cast.ada).post(page_of(made, "who-came/"), {})
    assert noted(made) == set()


def test_only_whoever_hosts_reads_or_writes_it(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    note(cast, made, "ben")
    for who, status in ((cast.stella, 403), (cast.cleo, 403), (cast.ben, 403), (cast.sol, 404)):
        assert client_of(who).get(page_of(made, "who-came/")).status_code == status
        assert client_of(who).get(page_of(made, "letter/")).status_code == status
        if status == 403:
            with pytest.raises(NotAllowed):
                actions.note(who, date_of(made), [], at=AT)
    Gathering.objects.filter(pk=made.pk).update(host=None)
    assert client_of(cast.stella).get(page_of(made, "who-came/")).status_code == 200
    assert client_of(cast.ada).get(page_of(made, "who-came/")).status_code == 403


def test_who_is_noted_sees_it_and_takes_it_out_for_good(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    note(cast, made, "ben", "cleo")
    words = "It is noted that you came"
    for who, told in ((cast.ben, True), (cast.dan, False), (cast.ada, False), (cast.stella, False)):
        assert (words in client_of(who).get(page_of(made)).content.decode()) is told
    assert exporting.noted(cast.ben) == [
        {"gathering": "Soup", "starts_at": date_of(made).starts_at}
    ]
    client_of(cast.ben).post(page_of(made, "who-came/me/"))
    assert noted(made) == {"cleo"}
    assert words not in client_of(cast.ben).get(page_of(made)).content.decode()
    page = client_of(cast.ada).get(page_of(made, "who-came/")).content.decode()
    assert "Cleo Crab" in page
    assert "Ben Birch" not in page
    note(cast, made, "ben", "cleo")
    assert noted(made) == {"cleo"}
    assert exporting.noted(cast.ben) == []


def test_nobody_can_be_noted_who_could_not_have_been_expected(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    came(made, cast.dan, says="no")
    Membership.objects.filter(person=cast.dan).update(until=AT)
    actions.note(cast.ada, date_of(made), [cast.sol.pk, cast.dan.pk, 999_999], at=AT)
    assert noted(made) == set()


def test_it_is_forgotten_after_sixty_days(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    note(cast, made, "ben", "cleo")
    actions.take_out(cast.cleo, date_of(made), at=AT)
    assert actions.forget_notes(AT + timedelta(days=59)) == 0
    assert actions.forget_notes(AT + timedelta(days=60)) > 0
    assert not WhoCame.objects.exists()
    assert not Noted.objects.exists()
    assert not TakenOut.objects.exists()


def test_it_decides_nothing_but_to_whom_the_letter_goes(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    came(made, cast.ben, cast.cleo)
    note(cast, made, "cleo")
    assert draft(cast.ben, made), "who is not noted writes as well"
    assert recording(cast.ada, made, cast.ben).speakers.get().person == cast.ben


def test_the_letter_goes_to_whom_is_noted_with_the_next_date(cast: Cast) -> None:
    made = series(cast.ada, cast.circle)
    came(date_of(made, 2), cast.ben, cast.cleo)
    note(cast, made, "cleo", "dan", "ada", number=2)
    harvest(cast.dan, made)
    write(cast, made, number=2)
    assert arrived() == ["cleo", "dan"]
    for one in mail.outbox:
        text, page = str(one.body), str(one.alternatives[0].content)
        assert "Thanks, all." in text
        assert "Thanks, <em>all</em>." in page
        for part in (text, page):
            assert "The next one is on" in part
            assert f"{page_of(made, number=2)}" in part
            assert "Ada" not in part
        assert "Leave something behind" in text, "of this date there is nothing yet"
    assert {one.subject for one in mail.outbox} == {"After Soup"}


def test_where_nothing_is_noted_it_goes_to_who_said_that_they_come(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    came(made, cast.ben)
    came(made, cast.cleo, says="maybe")
    write(cast, made)
    assert arrived() == ["ben"]
    assert "The next one" not in str(mail.outbox[0].body)


def test_it_is_looked_at_first_and_goes_out_once(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    came(made, cast.ben)
    ada, address = client_of(cast.ada), page_of(made, "letter/")
    assert 'name="send"' not in ada.get(address).content.decode()
    page = ada.post(address, {"words": "See *you*.", "preview": "1"}).content.decode()
    assert "See <em>you</em>." in page
    assert "Ben Birch" in page
    assert 'name="send"' in page
    assert not Afterword.objects.exists()
    ada.post(address, {"words": "See *you*.", "send": "1"})
    answer = ada.post(address, {"words": "Again.", "send": "1"}, follow=True)
    assert "has gone out already" in answer.content.decode()
    with pytest.raises(actions.Sent):
        write(cast, made)
    assert arrived() == ["ben"]


def leaves(cast: Cast, _made: Gathering) -> None:
    leave(cast.ben, cast.circle, at=AT)


def takes_it_out(cast: Cast, made: Gathering) -> None:
    actions.take_out(cast.ben, date_of(made), at=AT)


def stops_them(cast: Cast, _made: Gathering) -> None:
    stop(cast.ben.pk, kind="harvests", circle=None, at=AT)


def blocks(cast: Cast, _made: Gathering) -> None:
    Block.objects.create(person=cast.ben, other=cast.ada, since=AT)


@pytest.mark.parametrize("meanwhile", [leaves, takes_it_out, stops_them, blocks])
def test_whoever_it_is_not_for_any_more_gets_none(
    meanwhile: Callable[[Cast, Gathering], None], cast: Cast
) -> None:
    made = evening(cast.ada, cast.circle)
    note(cast, made, "ben", "cleo")
    write(cast, made)
    meanwhile(cast, made)
    assert arrived() == ["cleo"]


def test_its_words_are_read_by_who_wrote_them_and_who_got_them(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    note(cast, made, "ben")
    write(cast, made, "canary-words")
    for who, told in ((cast.ben, True), (cast.ada, True), (cast.stella, False), (cast.dan, False)):
        assert ("canary-words" in client_of(who).get(page_of(made)).content.decode()) is told
    leave(cast.ben, cast.circle, at=AT)
    assert not Receiver.objects.exists()


def test_nobody_is_written_to_where_nobody_came(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    page = client_of(cast.ada).get(page_of(made, "letter/")).content.decode()
    assert "nobody to write to" in page


@pytest.mark.parametrize(
    "what", ["agree", "decline", "leave", "called off later", "taken away", "stop"]
)
def test_who_has_answered_meanwhile_is_not_asked_by_letter(what: str, cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = recording(cast.ada, made, cast.ben, cast.cleo, title="Stories", audience="site")
    speaker = one.speakers.get(person=cast.ben)
    {
        "agree": lambda: agrees(cast.ben, one),
        "decline": lambda: actions.decline(cast.ben, speaker, at=AT),
        "leave": lambda: leave(cast.ben, cast.circle, at=AT),
        "called off later": lambda: gatherings.call_off(cast.ada, made, at=AT),
        "taken away": lambda: actions.take_away(cast.ada, one, at=AT),
        "stop": lambda: stop(cast.ben.pk, kind="recordings", circle=None, at=AT),
    }[what]()
    still = (
        ["ben", "cleo"] if what == "called off later" else [] if what == "taken away" else ["cleo"]
    )
    assert arrived() == still
    for letter in mail.outbox:
        assert "Everyone with an account here" in str(letter.body)
        assert f"{one.get_absolute_url()}consent/" in str(letter.body)


def whole(person: Person) -> str:
    parts = (exporting.harvests, exporting.recordings, exporting.spoken, exporting.noted,
             exporting.afterwords)  # fmt: skip
    return json.dumps([give(person) for give in parts], default=str)


def test_an_export_holds_what_is_ones_own_and_nothing_of_others(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    harvest(cast.ben, made, title="Mine")
    draft(cast.ben, made, title="Not yet")
    harvest(cast.cleo, made, title="canary-of-cleo")
    one = recording(
        cast.ada, made, cast.ben, cast.cleo, title="canary-title", words="canary-words",
        outsiders=[("canary-tom", "canary-how")],
    )  # fmt: skip
    agrees(cast.ben, one)
    actions.withdraw(cast.ben, one.speakers.get(person=cast.ben), at=AT + DAY)
    note(cast, made, "ben", "cleo")
    write(cast, made, "canary-letter")
    assert [row["title"] for row in exporting.harvests(cast.ben)] == ["Mine", "Not yet"]
    [spoken] = exporting.spoken(cast.ben)
    assert (spoken["yes"], spoken["withdrawn"], spoken["no"]) == ([AT], [AT + DAY], None)
    assert len(exporting.noted(cast.ben)) == 1
    assert "canary" not in whole(cast.ben)
    mine = whole(cast.ada)
    assert "canary-letter" in mine
    assert "canary-title" in mine
    assert not [word for word in ("Ben", "Cleo", "tom", "how", "of-cleo") if word in mine]


def test_who_took_themself_out_stays_out_also_when_that_is_forgotten(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    note(cast, made, "ben", "cleo")
    actions.take_out(cast.ben, date_of(made), at=AT)
    later = AT + 61 * DAY
    actions.forget_notes(later)
    assert not TakenOut.objects.exists()
    with pytest.raises(actions.LongAgo):
        actions.note(cast.ada, date_of(made), [cast.ben.pk], at=later)
    with time_machine.travel(later, tick=False):
        answer = client_of(cast.ada).post(page_of(made, "who-came/"), {}, follow=True)
    assert "more than sixty days ago" in answer.content.decode()
    assert not Noted.objects.exists()


def a_guest(made: Gathering, name: str = "gus", says: str = "yes", number: int = 1) -> Guest:
    """Somebody without an account, who answered before."""
    address = f"{name}@example.net"
    guest: Guest = Guest.objects.create(
        gathering=made, name=name.title(), address=address, language="en", asked_at=AT
    )
    Answer.objects.create(occasion=date_of(made, number), guest=guest, says=says, since=AT)
    return guest


def test_a_guest_who_came_gets_the_letter_with_the_next_date_and_stops_it_with_one_click(
    cast: Cast,
) -> None:
    made = series(cast.ada, cast.circle, audience="public")
    gus = a_guest(made)
    for name, says in (("may", "maybe"), ("nix", "no"), ("wim", "waiting")):
        a_guest(made, name, says)
    harvest(cast.ben, made, title="canary-for-the-circle")
    page = client_of(cast.ada).get(page_of(made, "letter/")).content.decode()
    assert "guests without an account who said that they come: Gus." in " ".join(page.split())
    write(cast, made)
    assert arrived() == ["gus"]
    (letter,) = mail.outbox
    body = str(letter.body)
    assert "Thanks, all." in body
    assert "The next one is on" in body
    assert gus.get_absolute_url() in body
    assert "Hours are those of Europe/Vienna" in body
    assert "canary" not in body
    assert "/harvest/" not in body, "what it left behind is not for everybody"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop_there = letter.extra_headers["List-Unsubscribe"].strip("<>").partition("://")[2]
    Client().post(f"/{stop_there.partition('/')[2]}", {"List-Unsubscribe": "One-Click"})
    mail.outbox.clear()
    second = Answer.objects.create(occasion=date_of(made, 2), guest=gus, says="yes", since=AT)
    assert second.guest == gus
    write(cast, made, number=2)
    assert arrived() == []


def test_what_is_open_to_everybody_is_read_by_a_guest_too(cast: Cast) -> None:
    made = series(cast.ada, cast.circle, audience="public")
    a_guest(made)
    harvest(cast.ada, made, wished="public")
    write(cast, made)
    assert arrived() == ["gus"]
    assert f"/gatherings/{made.pk}/dates/1/harvest/" in str(mail.outbox[0].body)


@pytest.mark.parametrize("meanwhile", ["forgets", "narrows", "says no"])
def test_a_guest_is_not_written_to_who_is_gone_or_may_not_see_it_any_more(
    meanwhile: str, cast: Cast
) -> None:
    made = series(cast.ada, cast.circle, audience="public")
    gus = a_guest(made)
    write(cast, made)
    if meanwhile == "forgets":
        gatherings.forget_guest(gus, at=AT)
    elif meanwhile == "narrows":
        gatherings.change(cast.ada, made, audience="circle", at=AT)
    else:
        Answer.objects.filter(guest=gus).update(says="no")
    assert arrived() == []


def test_nobody_is_written_to_twice_as_a_guest_and_as_a_person(cast: Cast) -> None:
    made = series(cast.ada, cast.circle, audience="public")
    came(made, cast.ben)
    guest = a_guest(made)
    Guest.objects.filter(pk=guest.pk).update(address=cast.ben.email.lower())
    write(cast, made)
    assert arrived() == ["ben"]
