"""What a page embeds stays a link, until somebody who edits the book asks for its picture."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from PIL import Image

from kinweave.access import Audience
from kinweave.handbook import actions
from kinweave.handbook.embedding import said_in
from kinweave.handbook.models import Book, Embed, Page, Revision
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.handbook.tidying import forget_embeds
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.outside import Fetched
from kinweave.people.erasure.forgetting import forget
from tests.gatherings.cast import AT, Cast, client_of
from tests.outside.far import Far, far_away, led_on, whole

pytestmark = pytest.mark.django_db
FILM = "http://video.example/watch?v=a_b&t=1"
TEXT = (
    '# Soup\n\n{% embed url="http://video.example/watch?v=a_b&amp;t=1" %}\n\n'
    '{% embed url="javascript:alert(1)" %}'
)
HEAD = (
    b'<!doctype html><head><title>Video</title><meta property="og:title" content="How to &amp; '
    b'stir\n soup"><meta content="/p.jpg" property="og:image"></head>'
)


def drawn() -> bytes:
    made = BytesIO()
    Image.new("RGB", (64, 36), "red").save(made, "JPEG")
    return made.getvalue()


@pytest.fixture(autouse=True)
def nothing_lies_there(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> Iterator[Far]:
    with far_away(monkeypatch, {}) as found:
        found.answers = {
            "/watch?v=a_b&t=1": whole(HEAD, Content_Type="text/html"),
            "/p.jpg": whole(drawn(), Content_Type="image/jpeg"),
        }
        yield found


@pytest.fixture
def soup(cast: Cast, book: Book) -> Page:
    page = Page.objects.select_related("book", "current").get(book=book, path="soup")
    return actions.revise(cast.stella, page, based_on=1, text=TEXT, at=AT)


def ways(page: Page) -> str:
    return f"/handbooks/{page.book.slug}/-/pages/{page.pk}/embeds/"


def look(cast: Cast, page: Page) -> Embed:
    client_of(cast.stella).post(ways(page), {"look": "1"})
    Embed.objects.update(next_attempt=AT)
    run_due(AT, Embed)
    return Embed.objects.get()


def read(who: Any, page: Page) -> str:
    return client_of(who).get(page.get_absolute_url()).content.decode()


def test_nothing_is_fetched_before_an_editor_asks_and_then_once(
    cast: Cast, far: Far, soup: Page
) -> None:
    assert f'<p class="embed"><a href="{escape(FILM)}"' in read(cast.ada, soup)
    assert "video.example" in client_of(cast.stella).get(ways(soup)).content.decode()
    assert far.resolved == []
    one = look(cast, soup)
    assert (one.state, one.why, one.title) == (State.DONE, "", "How to & stir soup")
    shown = f"/handbooks/{soup.book.slug}/-/embeds/{one.pk}/"
    said = read(cast.ada, soup)
    assert f'<img src="{shown}" alt="" width="64" height="36" loading="lazy">' in said
    assert "How to &amp; stir soup · video.example</a>" in said
    assert f'<a href="{escape(FILM)}" rel="nofollow noopener noreferrer">' in said
    assert len(far.asked) == 2
    got = client_of(cast.ada).get(shown)
    kept = ALBUM.path_of(one.name, LARGE).read_bytes()
    assert (got["Content-Type"], b"".join(got)) == ("image/webp", kept)
    assert client_of(cast.sol).get(shown).status_code == 404
    assert Image.open(BytesIO(kept)).format == "WEBP"


def test_whoever_does_not_edit_the_book_cannot_have_anything_fetched(
    cast: Cast, far: Far, book: Book, soup: Page
) -> None:
    actions.change(cast.stella, book, audience=Audience.PUBLIC, at=AT)
    assert client_of(cast.ada).post(ways(soup), {"look": "1"}).status_code == 403
    assert client_of(cast.sol).post(ways(soup), {"look": "1"}).status_code == 403
    assert Client().post(ways(soup), {"look": "1"}).status_code == 302
    assert not Embed.objects.exists()
    assert far.resolved == []


@pytest.mark.parametrize("number", ["", "0", "2", "x", "9" * 20, FILM])
def test_only_what_the_page_embeds_is_looked_at(cast: Cast, soup: Page, number: str) -> None:
    """The second is no address that leads anywhere."""
    assert client_of(cast.stella).post(ways(soup), {"look": number}).status_code == 404


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (led_on("http://inside.example/"), "no place in the public internet"),
        (whole(status="404 Not Found"), "There is nothing at this address"),
        (whole(b"", Content_Type="text/html"), "neither a name nor a picture"),
        (whole(b"<svg onload='alert(1)'/>", Content_Type="image/svg+xml"), "neither a name"),
    ],
)
def test_what_cannot_be_had_is_told_and_the_link_stays(
    cast: Cast, far: Far, soup: Page, answer: Any, word: str
) -> None:
    far.numbers["inside.example"] = [["127.0.0.1"]]
    far.answers["/watch?v=a_b&t=1"] = answer
    look(cast, soup)
    assert word in client_of(cast.stella).get(ways(soup)).content.decode()
    said = read(cast.ada, soup)
    assert f'<a href="{escape(FILM)}"' in said
    assert "/-/embeds/" not in said.replace(ways(soup), "")


def test_a_picture_that_is_inside_or_none_is_left_and_the_name_is_kept(
    cast: Cast, far: Far, soup: Page
) -> None:
    far.numbers["inside.example"] = [["10.0.0.1"]]
    for picture in (b"http://inside.example/p.jpg", b"data:image/png;base64,AA", b"/none.jpg"):
        page = HEAD.replace(b"/p.jpg", picture)
        far.answers["/watch?v=a_b&t=1"] = whole(page, Content_Type="text/html")
        one = look(cast, soup)
        assert (one.name, one.title[:6]) == ("", "How to")
    assert {number for number, _port in far.connected} == {"93.184.215.14"}


def test_it_is_looked_at_again_and_becomes_a_plain_link_again(
    cast: Cast, far: Far, soup: Page, django_capture_on_commit_callbacks: Any
) -> None:
    before = look(cast, soup).name
    far.answers["/watch?v=a_b&t=1"] = whole(status="503 Busy")
    one = look(cast, soup)
    assert (one.name, one.why) == (before, "trouble"), "what is there stays"
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.stella).post(ways(soup), {"away": "1"})
    assert "video.example/watch" in read(cast.ada, soup)
    assert "stir soup" not in read(cast.ada, soup)
    assert not ALBUM.path_of(before, LARGE).exists()


def test_what_no_page_embeds_any_more_is_forgotten_within_a_day(
    cast: Cast, far: Far, soup: Page, django_capture_on_commit_callbacks: Any
) -> None:
    one = look(cast, soup)
    assert forget_embeds(AT) == 0, "the page shows it"
    embeds = TEXT.partition("\n\n")[2]
    other = actions.write_page(cast.stella, soup.book, title="Stew", text=embeds, at=AT)
    actions.revise(cast.stella, soup, based_on=2, text="# Soup, embedded nowhere", at=AT)
    assert forget_embeds(AT) == 0, "another page shows it"
    actions.take_out(cast.stella, other, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_embeds(AT) == 1
    assert not Embed.objects.exists()
    assert not ALBUM.path_of(one.name, LARGE).exists()
    before = Revision.objects.get(page=soup, number=2)
    actions.restore(cast.stella, before, based_on=3, at=AT)
    said = read(cast.ada, soup)
    assert f'<p class="embed"><a href="{escape(FILM)}"' in said
    assert "stir soup" not in said
    look(cast, soup)
    assert "How to &amp; stir soup" in read(cast.ada, soup)
    assert len(far.asked) == 4, "page and picture, once more"


def test_what_is_being_looked_at_is_left(cast: Cast, soup: Page) -> None:
    actions.look(cast.stella, soup.book, "http://elsewhere.example/", at=AT)
    assert forget_embeds(AT) == 0


def test_who_may_not_edit_any_more_has_nothing_fetched_and_who_is_forgotten_is_not_named(
    cast: Cast, far: Far, soup: Page
) -> None:
    row = actions.look(cast.stella, soup.book, FILM, at=AT)
    Embed.objects.update(person=cast.ada)
    run_due(AT, Embed)
    row.refresh_from_db()
    assert (row.state, far.resolved) == (State.DROPPED, [])
    Embed.objects.update(person=cast.stella)
    forget(cast.stella.pk, at=AT)
    row.refresh_from_db()
    assert row.person is None


@pytest.mark.once
@pytest.mark.parametrize(
    ("page", "title", "picture"),
    [
        (b"<title>A &amp; B</title>", "A & B", ""),
        ("<meta charset=latin-1><title>Käse</title>".encode("latin-1"), "Käse", ""),
        (b"<meta charset=zip_codec><title>A</title>", "A", ""),
        (b"<meta name=twitter:image content=//cdn.example/x.png>", "", "http://cdn.example/x.png"),
        (b'<meta property="og:title" content="\xe2\x80\xaeevil\r\nX">', "evil X", ""),
        (b"<meta " * 200_000, "", ""),
        (b"<title" * 200_000, "", ""),
        (b"\xff\xfe\x00", "", ""),
    ],
)
def test_what_a_page_says_of_itself_is_read_as_words(page: bytes, title: str, picture: str) -> None:
    got = Fetched("http://video.example/a/b", page, "text/html")
    assert said_in(got) == (title, picture)
