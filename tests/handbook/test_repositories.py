"""A book is brought in from a public repository, once or in step with it; and never from inside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kinweave.handbook import actions
from kinweave.handbook.archives import Archive, archives_of
from kinweave.handbook.models import Book, Bringing, Page
from kinweave.handbook.words import why
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices.models import Delivery
from kinweave.outside import Why
from tests.gatherings.cast import AT, Cast, client_of
from tests.handbook.conftest import SMALL
from tests.handbook.test_bringing import packed
from tests.outside.far import PUBLIC, Far, led_on, whole

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=6)


@pytest.fixture
def ferry(cast: Cast) -> Book:
    return actions.begin(cast.stella, cast.circle, title="Ferry", at=AT)


def bring(cast: Cast, book: Book, address: str, *, keep: bool = False, at: Any = AT) -> Bringing:
    row = actions.ask(cast.stella, book, address=address, keep=keep, at=at)
    run_due(at, Bringing)
    row.refresh_from_db()
    return row


def pages_of(book: Book) -> set[str]:
    return set(Page.objects.filter(book=book, gone_at=None).values_list("path", flat=True))


def repository(root: Path, **pages: str) -> bytes:
    for name, text in pages.items():
        (root / f"{name}.md").write_text(text)
    return packed(root)


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://github.com/o/r", ["https://github.com/o/r/archive/HEAD.zip"]),
        ("https://github.com/o/r.git", ["https://github.com/o/r/archive/HEAD.zip"]),
        ("https://github.com/o/r/tree/v2", ["https://github.com/o/r/archive/v2.zip"]),
        (
            "https://github.com/o/r/tree/v2/a/b%20c/",
            ["https://github.com/o/r/archive/v2.zip#a/b c"],
        ),
        ("https://gitlab.com/g/h/r", ["https://gitlab.com/g/h/r/-/archive/HEAD/r-HEAD.zip"]),
        (
            "https://git.example/g/h/r/-/tree/main/docs",
            ["https://git.example/g/h/r/-/archive/main/r-main.zip#docs"],
        ),
        (
            "https://codeberg.org/o/r/src/branch/main/docs",
            ["https://codeberg.org/o/r/archive/main.zip#docs"],
        ),
        ("https://www.github.com/o/r/", ["https://www.github.com/o/r/archive/HEAD.zip"]),
        ("https://github.com/o/r.js", ["https://github.com/o/r.js/archive/HEAD.zip"]),
        (
            "https://gitlab.com/g/h/i/r.git",
            ["https://gitlab.com/g/h/i/r/-/archive/HEAD/r-HEAD.zip"],
        ),
        (
            "https://gitlab.com/g/h/r/-/tree/v2/docs/en",
            ["https://gitlab.com/g/h/r/-/archive/v2/r-v2.zip#docs/en"],
        ),
        (
            "https://gitlab.com/g/r/-/blob/main/a.md",
            ["https://gitlab.com/g/r/-/archive/HEAD/r-HEAD.zip"],
        ),
        ("https://codeberg.org/o/r", ["https://codeberg.org/o/r/archive/HEAD.zip"]),
        ("https://gitea.com/o/r.git", ["https://gitea.com/o/r/archive/HEAD.zip"]),
        (
            "https://codeberg.org/o/r/src/commit/0a1b2c/docs",
            ["https://codeberg.org/o/r/archive/0a1b2c.zip#docs"],
        ),
        ("https://bitbucket.org/o/r", ["https://bitbucket.org/o/r/get/HEAD.zip"]),
        ("https://bitbucket.org/o/r/src/v1/docs", ["https://bitbucket.org/o/r/get/v1.zip#docs"]),
        ("https://git.sr.ht/~o/r", ["https://git.sr.ht/~o/r"]),
        (
            "https://git.sr.ht/~o/r/tree/main/item/docs",
            ["https://git.sr.ht/~o/r/tree/main/item/docs"],
        ),
        ("https://git.example/o/r/src/tag/v1", ["https://git.example/o/r/archive/v1.zip"]),
        ("https://bitbucket.org/o/r/src/main/", ["https://bitbucket.org/o/r/get/main.zip"]),
        (
            "https://git.example/o/r",
            [
                "https://git.example/o/r",
                "https://git.example/o/r/archive/HEAD.zip",
                "https://git.example/o/r/-/archive/HEAD/r-HEAD.zip",
            ],
        ),
        ("https://files.example/a/b/book.ZIP", ["https://files.example/a/b/book.ZIP"]),
        ("https://files.example/book", ["https://files.example/book"]),
        ("https://github.com/o", ["https://github.com/o"]),
    ],
)
def test_an_address_as_people_copy_it_leads_to_the_zip(address: str, found: list[str]) -> None:
    assert [
        f"{one.address}#{one.folder}" if one.folder else one.address for one in archives_of(address)
    ] == found
    assert archives_of(address)[0].address.startswith("https://")


def test_a_repository_comes_in_as_its_host_gives_it(cast: Cast, far: Far, ferry: Book) -> None:
    far.answers |= {
        "/o/ferry/archive/HEAD.zip": led_on("https://codeload.github.com/o/ferry/zip/HEAD"),
        "/o/ferry/zip/HEAD": whole(packed(SMALL)),
    }
    way = f"/handbooks/{ferry.slug}/-/bringing/"
    stella = client_of(cast.stella)
    stella.post(way, {"address": "https://github.com/o/ferry", "keep": ""})
    run_due(AT + timedelta(days=3_000), Bringing)
    row = Bringing.objects.get()
    assert (row.why, row.state, row.report["new"]) == ("", State.DONE, 5)
    assert "knots/bow-line" in pages_of(ferry)
    assert far.connected == [(PUBLIC, 443)] * 2
    assert "Cookie" not in far.asked[0]
    assert "5 new pages" in stella.get(row.get_absolute_url()).content.decode()


def test_it_is_kept_in_step_and_asked_for_no_more_than_is_needed(
    cast: Cast, far: Far, ferry: Book, tmp_path: Path
) -> None:
    way = "/o/ferry/archive/HEAD.zip"
    far.answers[way] = whole(repository(tmp_path, README="# One", tides="# T"), ETag='"1"')
    row = bring(cast, ferry, "https://codeberg.org/o/ferry", keep=True)
    assert (row.state, row.next_attempt) == (State.WAITING, LATER)
    far.answers[way] = whole(status="304 Not Modified", ETag='"1"')
    run_due(LATER, Bringing)
    assert 'If-None-Match: "1"' in far.asked[-1]
    (tmp_path / "tides.md").unlink()
    far.answers[way] = whole(repository(tmp_path, README="# Two", quay="# Q"), ETag='"2"')
    run_due(LATER + timedelta(hours=6), Bringing)
    assert pages_of(ferry) == {"", "quay"}
    row.refresh_from_db()
    assert (row.report["changed"], row.report["gone"], row.etag) == (1, 1, '"2"')
    client_of(cast.stella).post(row.get_absolute_url())
    assert run_due(LATER + timedelta(days=2), Bringing) == 0


def test_what_cannot_be_read_for_two_weeks_is_given_up_and_whoever_keeps_it_reads_so(
    cast: Cast, far: Far, ferry: Book, tmp_path: Path
) -> None:
    way = "/o/ferry/archive/HEAD.zip"
    far.answers[way] = whole(repository(tmp_path, README="# One"))
    row = bring(cast, ferry, "https://codeberg.org/o/ferry", keep=True)
    del far.answers[way]
    for days in (1, 14):
        run_due(AT + timedelta(days=days), Bringing)
        row.refresh_from_db()
        assert (row.why, row.keeps) == (Why.GONE, True)
    run_due(AT + timedelta(days=15), Bringing)
    row.refresh_from_db()
    assert (row.keeps, row.state) == (False, State.DONE)
    (one,) = Delivery.objects.filter(letter="handbook.stands_still")
    assert one.receiver == cast.stella
    said = client_of(cast.stella).get(row.get_absolute_url()).content.decode()
    assert "Bring it in again" in said
    assert pages_of(ferry) == {""}, "its pages stay"


def test_a_folder_of_a_repository_is_a_book(
    cast: Cast, far: Far, ferry: Book, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "README.md").write_text("# Docs")
    far.answers["/o/ferry/archive/main.zip"] = whole(repository(tmp_path, README="# Code"))
    row = bring(cast, ferry, "https://github.com/o/ferry/tree/main/docs")
    assert row.report["new"] == 1
    assert Page.objects.get(book=ferry).title == "Docs"
    row = bring(cast, ferry, "https://github.com/o/ferry/tree/main/nowhere")
    assert row.why == "no book"


def test_a_host_that_nobody_knows_is_asked_in_its_own_ways(
    cast: Cast, far: Far, ferry: Book, tmp_path: Path
) -> None:
    zipped = "/o/ferry/-/archive/HEAD/ferry-HEAD.zip"
    far.answers |= {
        "/o/ferry": whole(b"<!doctype html>a page", Content_Type="text/html"),
        zipped: whole(repository(tmp_path, README="# Ours"), ETag='"1"'),
    }
    row = bring(cast, ferry, "https://git.example/o/ferry", keep=True)
    assert pages_of(ferry) == {""}
    assert row.found_at == f"https://git.example{zipped}"
    asked = len(far.asked)
    run_due(LATER, Bringing)
    assert len(far.asked) == asked + 1, "where it was found"
    assert 'If-None-Match: "1"' in far.asked[-1]


def test_a_host_that_gives_no_zip_in_any_way_is_told_of(cast: Cast, far: Far, ferry: Book) -> None:
    far.answers["/o/ferry"] = whole(b"<!doctype html>a page", Content_Type="text/html")
    assert bring(cast, ferry, "https://git.example/o/ferry").why == "no book"
    assert bring(cast, ferry, "https://git.example/o/none").why == Why.GONE
    assert len(far.asked) == 6


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1"])
def test_a_host_that_is_inside_is_refused_also_where_it_is_led_to(
    cast: Cast, far: Far, ferry: Book, number: str
) -> None:
    far.numbers["codeload.github.com"] = [[number]]
    far.answers["/o/ferry/archive/HEAD.zip"] = led_on("https://codeload.github.com/x")
    row = bring(cast, ferry, "https://github.com/o/ferry")
    assert row.why == Why.INSIDE
    assert far.connected == [(PUBLIC, 443)]
    far.numbers["git.example"] = [[PUBLIC, number]]
    assert bring(cast, ferry, "https://git.example/o/ferry").why == Why.INSIDE
    assert len(far.connected) == 1
    assert not pages_of(ferry)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (led_on("http://github.com/o/ferry"), Why.LED_AWAY),
        (led_on("file:///etc/passwd"), Why.LED_AWAY),
        (whole(status="404 Not Found"), Why.GONE),
        (whole(status="401 Unauthorized"), Why.CLOSED),
        (whole(**{"Content-Length": "60000001"}), Why.TOO_LARGE),
        (whole(b"<html>sign in first"), "no book"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_told_in_words_and_nothing_is_lost(
    cast: Cast, far: Far, ferry: Book, answer: Any, reason: str
) -> None:
    actions.write_page(cast.stella, ferry, title="Ours", text="x", at=AT)
    far.answers["/o/ferry/archive/HEAD.zip"] = answer
    row = bring(cast, ferry, "https://github.com/o/ferry")
    assert row.why == reason
    said = client_of(cast.stella).get(row.get_absolute_url()).content.decode()
    assert why(row.why) in said
    assert "alendar" not in why(row.why)
    assert pages_of(ferry) == {""}


@pytest.mark.parametrize(
    "address",
    [
        "git@github.com:o/r.git", "git://github.com/o/r", "ssh://git@github.com/o/r",
        "file:///srv/book", "/srv/book", "ext::sh -c id", "http://github.com/o/r",
        "https://u:p@github.com/o/r", "https://github.com:9418/o/r", "https://github.com/o/ r",
    ],
)  # fmt: skip
def test_other_ways_to_a_repository_are_refused_where_they_are_typed(
    cast: Cast, far: Far, ferry: Book, address: str
) -> None:
    way = f"/handbooks/{ferry.slug}/-/bringing/"
    answer = client_of(cast.stella).post(way, {"address": address})
    assert answer.status_code == 200
    assert "https://" in answer.content.decode()
    assert not Bringing.objects.exists()
    assert far.resolved == []


def test_a_way_in_the_address_leads_nowhere_else() -> None:
    for strange in ("https://github.com/o/../../x", "https://github.com/o/r/tree/../x"):
        found = archives_of(strange)[0]
        assert isinstance(found, Archive)
        assert found.address.startswith("https://github.com/")
