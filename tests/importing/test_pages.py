"""Pages of imports, as people read and use them; and what is told of them elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinweave.gatherings import actions as gatherings
from kinweave.importing import actions
from kinweave.importing.models import Import
from kinweave.jobs.actions import run_due
from kinweave.notices.digests import due_digests
from kinweave.notices.models import Delivery
from kinweave.people.export.parts import all_parts
from kinweave.people.models import Person
from tests.gatherings.cast import AT, Cast, client_of, soup
from tests.importing.calendars import (
    ADDRESS,
    bring_in,
    calendar,
    event,
    gathering,
    look,
    now_of,
    series,
    step,
)
from tests.outside.far import Far, whole

PAGE = "/c/riverbend/imports/"


def page(reader: Person, address: str) -> str:
    answer = client_of(reader).get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def upload(content: bytes, name: str = "mill.ics") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/calendar")


def post(client: Client, to: str, /, **said: Any) -> str:
    return unescape(client.post(to, said, follow=True).content.decode())


def test_a_file_is_uploaded_looked_at_and_brought_in(cast: Cast) -> None:
    client = client_of(cast.ada)
    assert PAGE in page(cast.ada, "/c/riverbend/gatherings/")
    file = upload(calendar(event(), series(SUMMARY="Choir"), event("x", DTSTART="20261399")))
    shown = post(client, PAGE, file=file, zone="Europe/Vienna")
    assert "Being read" in shown
    run_due(timezone.now(), Import)
    made = Import.objects.get()
    shown = page(cast.ada, made.get_absolute_url())
    for words in ("mill.ics", "Soup", "Choir", "Every week · 4 dates", "could not be read"):
        assert words in shown, words
    assert "this date could not be read: DTSTART:20261399" in shown
    assert f'formaction="{made.get_absolute_url()}discarding/"' in shown
    shown = post(client, f"{made.get_absolute_url()}confirmation/", audience="circle", tell="on")
    assert "Being brought in" in shown
    run_due(timezone.now(), Import)
    shown = page(cast.ada, made.get_absolute_url())
    assert gathering().get_absolute_url() in shown
    assert "Soup" in page(cast.ben, "/c/riverbend/gatherings/")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose a file, or put an address below."),
        ({"file": b"x", "address": ADDRESS}, "Either a file or an address"),
        ({"address": "ftp://calendar.example/"}, "This is no address that can be read from here."),
        ({"address": "https://me:pw@calendar.example/"}, "This is no address"),
        ({"file": b"x" * 5_000_001}, "This file is larger than 5 MB."),
    ],
)
def test_what_needs_another_word_says_so_and_keeps_what_was_typed(
    said: dict[str, Any], words: str, cast: Cast
) -> None:
    typed = {"zone": "Asia/Tokyo", **said}
    if "file" in typed:
        typed["file"] = upload(typed["file"])
    shown = post(client_of(cast.ada), PAGE, **typed)
    assert words in shown
    assert said.get("address", "") in shown
    assert '<option value="Asia/Tokyo" selected>' in shown
    assert not Import.objects.exists()


def test_webcal_is_an_address_too(cast: Cast) -> None:
    post(client_of(cast.ada), PAGE, address="webcal://calendar.example/all.ics", zone="UTC")
    assert Import.objects.get().address == "https://calendar.example/all.ics"


def test_what_could_not_be_read_says_why(cast: Cast, far: Far) -> None:
    made = look(cast.ada, cast.circle, address=ADDRESS)
    assert far.asked
    assert "There is nothing at this address." in page(cast.ada, made.get_absolute_url())
    made = look(cast.ada, cast.circle, b"no calendar")
    assert "There is no calendar in it." in page(cast.ada, made.get_absolute_url())


def test_its_page_says_when_it_last_worked_and_what_went_wrong(cast: Cast, far: Far) -> None:
    far.answers["/all.ics"] = whole(calendar(event()))
    made = bring_in(cast.ada, cast.circle, address=ADDRESS, keep=True)
    address = made.get_absolute_url()
    assert "It was last read on" in page(cast.ada, address)
    far.answers.clear()
    step(made, AT + timedelta(hours=6))
    assert "There is nothing at this address. So it has been since" in page(cast.ada, address)
    part = page(cast.ada, gathering().get_absolute_url())
    assert "It is kept in step. If you change" in part
    assert "kept in step" not in page(cast.ben, gathering().get_absolute_url())
    gatherings.change(cast.ada, gathering(), words="Ours.", at=AT)
    far.answers["/all.ics"] = whole(calendar(event(SUMMARY="Stew")))
    step(made, AT + timedelta(hours=7))
    assert "changed here, left as it is" in page(cast.ada, address)
    assert "It was changed here" in page(cast.ada, gathering().get_absolute_url())


def test_a_steward_may_stop_it_and_does_not_see_its_address(cast: Cast, far: Far) -> None:
    far.answers["/all.ics"] = whole(calendar(event()))
    made = bring_in(cast.ada, cast.circle, address=ADDRESS, keep=True)
    shown = page(cast.stella, made.get_absolute_url())
    assert "calendar.example" not in shown
    assert "Keep it in step no more" in shown
    shown = post(client_of(cast.stella), f"{made.get_absolute_url()}keeping/", stop="1")
    assert "Kept in step no more" in shown
    assert "Keep it in step again" not in shown
    assert not now_of(made).keeps
    shown = post(client_of(cast.ada), f"{made.get_absolute_url()}keeping/", go_on="1")
    assert now_of(made).keeps
    assert client_of(cast.stella).post(f"{made.get_absolute_url()}keeping/").status_code == 403
    assert client_of(cast.ben).get(made.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("stage", ["ready", "brought"])
def test_a_page_of_thirty_asks_no_more_than_one_of_three(stage: str, cast: Cast) -> None:
    costs = []
    for many, who in ((3, cast.ada), (30, cast.ben)):
        events = [event(f"{many}-{n}") for n in range(many)]
        get: Callable[..., Import] = look if stage == "ready" else bring_in
        told = [calendar(*events)] if stage == "ready" else events
        made = get(who, cast.circle, *told)
        client = client_of(who)
        for address in (made.get_absolute_url(), PAGE):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            costs.append(len(asked))
    assert costs[:2] == costs[2:]


def test_a_gathering_that_came_from_nowhere_costs_nothing_more(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    client = client_of(cast.ada)
    client.get(made.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(made.get_absolute_url())
    assert len(asked) <= 12
    assert all('FROM "importing_brought"' not in one["sql"].split("EXISTS")[0] for one in asked)


def test_an_export_tells_of_ones_own_with_its_address_and_of_no_others(
    cast: Cast, far: Far
) -> None:
    far.answers["/all.ics"] = whole(calendar(event()))
    bring_in(cast.ada, cast.circle, address=ADDRESS, keep=True)
    bring_in(cast.ben, cast.circle, event("canary"), called="canary")
    (part,) = [one for one in all_parts() if one.name == "imports"]
    (told,) = part.give(cast.ada)
    assert (told["circle"], told["address"], told["keeps_since"]) == ("Riverbend", ADDRESS, AT)
    assert set(told) <= set(part.labels)
    assert "canary" not in json.dumps(told, default=str)


def test_members_read_of_it_in_their_digest_what_they_may_see_by_then(cast: Cast) -> None:
    bring_in(
        cast.ada, cast.circle, event(), event("b", SUMMARY="Choir"), event("c", SUMMARY="Walk")
    )
    gatherings.call_off(cast.ada, gathering("Choir"), at=AT)
    morning = (AT + timedelta(days=1)).replace(hour=9)
    due_digests(morning)
    run_due(morning + timedelta(hours=1), Delivery)
    (letter,) = [one for one in mail.outbox if one.to == [cast.ben.email]]
    assert "Soup" in letter.body
    assert "Walk" in letter.body
    assert "Choir" not in letter.body
    assert [one for one in mail.outbox if one.to == [cast.ada.email]] == []


def test_who_keeps_it_in_step_is_told_when_it_stands_still(cast: Cast, far: Far) -> None:
    far.answers["/all.ics"] = whole(calendar(event()))
    made = bring_in(cast.ada, cast.circle, address=ADDRESS, keep=True, called="The mill")
    actions.pause(made, why="gone", at=AT)
    run_due(AT, Delivery)
    (letter,) = mail.outbox
    assert letter.to == [cast.ada.email]
    assert "There is nothing at this address." in letter.body
    assert ADDRESS not in str(letter.message())
