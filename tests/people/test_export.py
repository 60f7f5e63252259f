"""Taking all one's data along."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.people.export import writing
from kinweave.people.export.asking import ask_for_export, forget_exports
from kinweave.people.export.parts import all_parts
from kinweave.people.models import Export, Note, Person
from tests import builders
from tests.world import PERSONAS, World

SOMEBODY = [persona for persona in PERSONAS if persona != "anonymous"]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def fetched(client: Client) -> zipfile.ZipFile:
    """What somebody gets who asks, waits and fetches."""
    client.post("/exports/")
    run_due(timezone.now(), Export)
    ready = Export.objects.filter(state=State.DONE).order_by("-pk")[0]
    assert f"/exports/{ready.pk}/file/" in client.get("/exports/").content.decode()
    answer = client.get(f"/exports/{ready.pk}/file/")
    assert answer.status_code == 200
    return zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_somebody_asks_waits_and_fetches_what_they_wrote(world: World) -> None:
    archive = fetched(signed_in(world["crew member"]))
    document = json.loads(archive.read("data.json"))
    assert (document["format"], document["version"]) == ("kinweave.person", 1)
    assert document["account"]["email"] == "cleo@example.org"
    assert [note["text"] for note in document["notes"]] == ["canary-note-cleo"]
    assert {"Riverbend", "Tuesday pod"} == {one["circle"] for one in document["memberships"]}
    page = archive.read("read-me.html").decode()
    assert "canary-note-cleo" in page
    assert "<script" not in page
    assert "http://" not in page


@pytest.mark.parametrize("persona", SOMEBODY)
def test_nobody_finds_anything_of_another_person_in_it(persona: str, world: World) -> None:
    archive = fetched(signed_in(world[persona]))
    words = "".join(archive.read(name).decode() for name in ("data.json", "read-me.html"))
    others = [
        word
        for other in SOMEBODY
        if other != persona
        for name in [world[other].name]
        for first in [name.split()[0].lower()]
        for word in (name, world[other].email, f"-{first}")
        if word in words
    ]
    assert others == []
    assert [
        word for word, who in world.canaries.items() if word in words if persona not in who
    ] == []


def test_every_key_is_explained_to_whoever_reads_the_page(world: World) -> None:
    def keys(given: Any) -> set[str]:
        if isinstance(given, dict):
            return set(given).union(*map(keys, given.values()))
        return set().union(*map(keys, given)) if isinstance(given, list) else set()

    for part in all_parts():
        for persona in SOMEBODY:
            assert keys(part.give(world[persona])) <= set(part.labels), part.name


def test_the_file_needs_its_owners_session(world: World) -> None:
    owner = signed_in(world["friend"])
    fetched(owner)
    address = f"/exports/{Export.objects.filter(person=world['friend']).latest('pk').pk}/file/"
    assert Client().get(address).status_code == 302
    assert signed_in(world["steward"]).get(address).status_code == 404
    assert signed_in(world["administrator"]).get(address).status_code == 404
    file = owner.get(address)
    file.close()
    assert "no-store" in file["Cache-Control"]


def test_it_is_gone_after_a_week_and_so_is_the_file() -> None:
    person = builders.person()
    now = timezone.now()
    export = ask_for_export(person, at=now)
    run_due(now, Export)
    assert writing.path_of(export).exists()
    assert writing.path_of(export).stat().st_mode & 0o077 == 0
    forget_exports(now + timedelta(days=6))
    assert writing.path_of(export).exists()
    forget_exports(now + timedelta(days=7))
    assert not writing.path_of(export).exists()
    assert not Export.objects.filter(pk=export.pk).exists()


def test_an_expired_one_cannot_be_fetched_even_before_it_is_removed() -> None:
    person = builders.person()
    export = ask_for_export(person, at=timezone.now())
    run_due(timezone.now(), Export)
    Export.objects.update(expires_at=timezone.now())
    assert signed_in(person).get(f"/exports/{export.pk}/file/").status_code == 404


def test_asking_twice_gives_one_and_a_new_one_takes_the_place_of_the_old() -> None:
    person, now = builders.person(), timezone.now()
    first = ask_for_export(person, at=now)
    assert ask_for_export(person, at=now) == first
    run_due(now, Export)
    second = ask_for_export(person, at=now)
    run_due(now, Export)
    assert list(Export.objects.filter(person=person)) == [second]
    assert not writing.path_of(first).exists()


def test_whoever_is_killed_while_writing_leaves_nothing_half(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The process dies where the words are written, and where the file gets its name."""

    class Killed(BaseException):
        pass

    def die(*_args: object) -> None:
        raise Killed

    person, now = builders.person(), timezone.now()
    export = ask_for_export(person, at=now)
    for what, name in ((zipfile.ZipFile, "writestr"), (type(writing.folder()), "replace")):
        with monkeypatch.context() as dying:
            dying.setattr(what, name, die)
            with pytest.raises(Killed):
                run_due(now, Export)
        assert not writing.path_of(export).exists()
        Export.objects.get(pk=export.pk).take_back(now)
    run_due(now, Export)
    assert Export.objects.get(pk=export.pk).state == State.DONE
    assert zipfile.ZipFile(writing.path_of(export)).testzip() is None
    assert [path.name for path in writing.folder().iterdir()].count(export.file) == 1


def test_hostile_words_stay_words_on_the_page() -> None:
    person, now = builders.person(), timezone.now()
    words = "<script>alert(1)</script>{{ 7|add:7 }}</section>"
    Note.objects.create(person=person, kind="intention", text=words, written_at=now, changed_at=now)
    archive = fetched(signed_in(person))
    page = archive.read("read-me.html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}&lt;/section&gt;" in page
    assert "<script" not in page
    assert json.loads(archive.read("data.json"))["notes"][0]["text"] == words


def test_the_page_says_how_far_it_is_without_javascript() -> None:
    person = builders.person()
    client = signed_in(person)
    page = client.post("/exports/", follow=True).content.decode()
    assert "<progress" in page
    assert '<noscript><meta http-equiv="refresh"' in page
