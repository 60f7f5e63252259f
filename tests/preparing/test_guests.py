"""Guests, who have no account, are asked what everybody is, at their own address."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from kinweave.access import Viewer
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering, Guest
from kinweave.preparing import actions
from kinweave.preparing.actions.replying import Said
from kinweave.preparing.models import Reply
from tests.gatherings.cast import AT, Cast, client_of, date_of, says, soup
from tests.preparing.doing import COMING, asks, page, queries, tells


@pytest.fixture
def evening(cast: Cast) -> Gathering:
    return soup(cast.ada, cast.circle, name="Open evening", audience="public")


def guest(of: Gathering, name: str = "Gus", what: str = "yes") -> Guest:
    """Somebody who asked for a link, and used it."""
    address = f"{name.lower()}@example.net"
    gatherings.come_as_guest(of, name=name, address=address, language="en", at=AT)
    found: Guest = Guest.objects.get(address=address)
    gatherings.answer_as_guest(found, date_of(of), says=what, at=AT)
    return found


def there(who: Guest, rest: str = "") -> str:
    answer = Client().get(f"{who.get_absolute_url()}{rest}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    return unescape(answer.content.decode())


def send(who: Guest, **said: str) -> str:
    answer = Client().post(f"{who.get_absolute_url()}questions/", said, follow=True)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_guest_who_comes_is_asked_and_whoever_hosts_reads_what_they_reply(
    cast: Cast, evening: Gathering
) -> None:
    question, gus = asks(evening), guest(evening)
    assert "What do you eat?" in there(gus)
    assert "Told to whoever hosts." in there(gus, "questions/")
    assert "You replied: canary-beans" in send(gus, **{f"q{question.pk}": "canary-beans"})
    assert re.search(r"Gus\s*</span>.*canary-beans", page(cast.ada, evening, "questions/replies/"))
    for name in ("ben", "stella", "sol"):
        client = client_of(cast.people[name])
        for rest in ("", "questions/", "questions/replies/"):
            answer = client.get(f"{evening.get_absolute_url()}{rest}")
            assert "canary-beans" not in answer.content.decode()


def test_a_guest_changes_leaves_open_and_takes_back(evening: Gathering) -> None:
    question, gus = asks(evening), guest(evening)
    send(gus, **{f"q{question.pk}": "beans"})
    assert "You leave it open." in send(gus, **{f"q{question.pk}": ""})
    send(gus, **{f"q{question.pk}": "peas"})
    send(gus, back="1")
    assert not Reply.objects.exists()


def test_what_is_told_to_those_who_come_is_told_to_members_who_do_and_to_no_guest(
    cast: Cast, evening: Gathering
) -> None:
    question, gus = asks(evening, told=COMING), guest(evening)
    other = guest(evening, "Gil")
    said = {f"q{question.pk}": "canary-lift", f"t{question.pk}": "coming"}
    send(gus, **said)
    for name in ("ben", "sol"):
        says(cast.people[name], evening, "yes")
    assert "canary-lift" in page(cast.ben, evening, "questions/")
    assert "canary-lift" not in page(cast.sol, evening, "questions/")
    assert "canary-lift" not in there(other) + there(other, "questions/")
    tells(question, "host")
    assert "canary-lift" not in page(cast.ben, evening, "questions/")


def test_a_guest_who_does_not_come_is_not_asked_and_what_they_said_is_read_by_nobody(
    cast: Cast, evening: Gathering
) -> None:
    question, gus = asks(evening), guest(evening, what="no")
    assert "What do you eat?" not in there(gus)
    assert "say yes or maybe first" in send(gus, **{f"q{question.pk}": "beans"})
    gatherings.answer_as_guest(gus, date_of(evening), says="maybe", at=AT)
    send(gus, **{f"q{question.pk}": "beans"})
    seen = Reply.objects.visible_to(Viewer.of(cast.ada.pk))
    assert seen.exists()
    gatherings.answer_as_guest(gus, date_of(evening), says="no", at=AT)
    assert not seen.exists()
    assert Reply.objects.get().words == "beans"


def test_a_guest_who_takes_their_name_out_takes_what_they_said_along(evening: Gathering) -> None:
    question, gus = asks(evening), guest(evening)
    send(gus, **{f"q{question.pk}": "beans"})
    Client().post(gus.get_absolute_url(), {"forget": "1"})
    assert not Reply.objects.exists()
    with pytest.raises(actions.NotComing):
        actions.reply_as_guest(gus, replies={question.pk: Said("beans")}, at=AT)


def test_what_is_not_public_any_more_or_called_off_asks_no_guest(
    cast: Cast, evening: Gathering
) -> None:
    question, gus = asks(evening), guest(evening)
    said = {question.pk: Said("beans")}
    gatherings.change(cast.ada, evening, audience="circle", at=AT)
    assert Client().get(f"{gus.get_absolute_url()}questions/").status_code == 404
    with pytest.raises(actions.NotComing):
        actions.reply_as_guest(gus, replies=said, at=AT)
    gatherings.change(cast.ada, evening, audience="public", at=AT)
    gatherings.answer_as_guest(gus, date_of(evening), says="yes", at=AT)
    gatherings.call_off(cast.ada, evening, at=AT)
    assert "What do you eat?" not in there(gus)
    with pytest.raises(actions.NotComing):
        actions.reply_as_guest(gus, replies=said, at=AT)


def test_a_guest_replies_to_questions_of_what_they_come_to_and_to_no_other(
    cast: Cast, evening: Gathering
) -> None:
    other = asks(soup(cast.ada, cast.circle, audience="public"), "And elsewhere?")
    gus = guest(evening)
    send(gus, **{f"q{other.pk}": "x"})
    actions.reply_as_guest(gus, replies={other.pk: Said("x")}, at=AT)
    assert not Reply.objects.exists()
    assert Client().get("/guests/nobody/questions/").status_code == 404


def test_thirty_guests_ask_the_database_as_often_as_three(cast: Cast, evening: Gathering) -> None:
    question, costs = asks(evening), []
    for many in (range(3), range(3, 30)):
        for number in many:
            one = guest(evening, f"Guest{number}")
            actions.reply_as_guest(one, replies={question.pk: Said("x")}, at=AT)
        costs.append(queries(cast.ada, evening, "questions/replies/"))
    assert costs[0] == costs[1]
