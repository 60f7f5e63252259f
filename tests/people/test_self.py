"""The space of the self: what somebody writes there, and that nobody else comes by it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinweave.access import Viewer
from kinweave.journal.models import Entry
from kinweave.people.actions.own import change_note, delete_note, let_go, take_up, write_note
from kinweave.people.models import Note, Person
from tests import builders
from tests.world import PERSONAS, World, build

KINDS = Note.Kind.values


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker")


def note_of(person: Person, text: str = "Ask for help", kind: str = "intention") -> Note:
    return write_note(person, kind=kind, text=text, at=timezone.now())


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_writes_reads_and_says_it_otherwise(ada: Person, kind: str) -> None:
    client = signed_in(ada)
    sent = client.post("/self/", {"kind": kind, "text": "Bake for <the> others\n\nand rest"})
    assert sent["Location"] == f"/self/#{kind}"
    note = Note.objects.get(person=ada, kind=kind)
    assert "Bake for &lt;the&gt; others" in client.get("/self/").content.decode()
    assert "and rest" in client.get(f"/self/{kind}/").content.decode()
    client.post(f"/self/{note.pk}/", {"text": "Bake for us"})
    page = client.get("/self/").content.decode()
    assert "Bake for us" in page
    assert "the&gt; others" not in page


def test_an_empty_page_says_what_could_be_there_and_offers_to_write(ada: Person) -> None:
    page = signed_in(ada).get("/self/").content.decode()
    assert page.count('class="empty"') == 3
    assert page.count("<textarea") == 3
    assert len({piece.split('"')[0] for piece in page.split(' id="')[1:]}) == page.count(' id="')


@pytest.mark.parametrize("text", ["", "   \n", "x" * 20_001])
def test_what_cannot_be_kept_is_said_beside_the_words_which_stay(ada: Person, text: str) -> None:
    answer = signed_in(ada).post("/self/", {"kind": "reflection", "text": text})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count('class="errors"') == 1
    assert "<details open>" in page
    assert page.count("x" * 20_001) == (1 if text.startswith("x") else 0)
    assert not Note.objects.exists()


def test_a_kind_that_there_is_not_is_not_there(ada: Person) -> None:
    client = signed_in(ada)
    assert client.post("/self/", {"kind": "streak", "text": "x"}).status_code == 404
    assert client.post("/self/", {"text": "x"}).status_code == 404
    assert client.get("/self/streak/").status_code == 404
    assert not Note.objects.exists()


def test_letting_go_puts_it_aside_and_it_can_be_taken_up_again(ada: Person) -> None:
    client, note = signed_in(ada), note_of(ada)
    client.post(f"/self/{note.pk}/", {"change": "let-go"})
    assert "Ask for help" not in client.get("/self/").content.decode()
    assert "Ask for help" in client.get("/self/intention/").content.decode()
    assert "Take it up again" in client.get(f"/self/{note.pk}/").content.decode()
    client.post(f"/self/{note.pk}/", {"change": "take-up"})
    assert "Ask for help" in client.get("/self/").content.decode()


def test_what_is_held_stands_before_what_was_let_go(ada: Person) -> None:
    older, newer = note_of(ada, "Older"), note_of(ada, "Newer")
    let_go(ada, newer, at=timezone.now())
    page = signed_in(ada).get("/self/intention/").content.decode()
    assert page.index("Older") < page.index("Newer")
    assert older.let_go_at is None


def test_letting_go_twice_keeps_the_first_moment(ada: Person) -> None:
    note, first = note_of(ada), timezone.now()
    assert let_go(ada, note, at=first)
    assert not let_go(ada, note, at=timezone.now())
    note.refresh_from_db()
    assert note.let_go_at == first
    assert take_up(ada, note, at=timezone.now())
    assert not take_up(ada, note, at=timezone.now())


def test_deleting_is_asked_once_and_leaves_no_trace(ada: Person) -> None:
    client, note = signed_in(ada), note_of(ada)
    page = client.get(f"/self/{note.pk}/").content.decode()
    assert "gone for good" in page
    assert Note.objects.filter(pk=note.pk).exists()
    client.post(f"/self/{note.pk}/", {"change": "delete"})
    assert not Note.objects.exists()
    assert not Entry.objects.exists()
    assert client.get(f"/self/{note.pk}/").status_code == 404
    assert client.post(f"/self/{note.pk}/", {"change": "delete"}).status_code == 404


def test_nobody_else_reads_changes_or_deletes_it() -> None:
    world: World = build()
    canary = "canary-note-fenna"
    note = world.note
    for persona in PERSONAS:
        if persona in {"friend", "anonymous"}:
            continue
        client = signed_in(world[persona])
        for address in ("/self/", "/self/intention/", "/settings/"):
            assert canary not in client.get(address).content.decode(), persona
        for sent in ({"text": "Mine now"}, {"change": "let-go"}, {"change": "delete"}):
            assert client.post(f"/self/{note.pk}/", sent).status_code == 404, persona
        assert not Note.objects.visible_to(Viewer.of(world[persona].pk)).filter(pk=note.pk)
    note.refresh_from_db()
    assert (note.text, note.let_go_at) == (canary, None)


def test_the_actions_touch_no_note_of_another(ada: Person) -> None:
    note, bo, now = note_of(ada), builders.person("Bo Birch"), timezone.now()
    assert not change_note(bo, note, text="Mine now", at=now)
    assert not let_go(bo, note, at=now)
    assert not delete_note(bo, note)
    assert Note.objects.get().text == "Ask for help"


def test_reading_changes_nothing_and_many_notes_cost_no_more(ada: Person) -> None:
    client = signed_in(ada)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    for kind in KINDS:
        note_of(ada, "One", kind)
    client.get("/self/")
    few = [asked("/self/"), asked("/self/edge/")]
    for kind in KINDS:
        for number in range(40):
            note_of(ada, f"Number {number}", kind)
    assert [asked("/self/"), asked("/self/edge/")] == few
    second = client.get("/self/edge/?page=2").content.decode()
    assert "Number 9" in second
    assert "Number 39" not in second
