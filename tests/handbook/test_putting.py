"""Pictures and files are put into a page while it is written, for those who may read its book."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from kinweave.access import Audience
from kinweave.handbook import actions, shelf
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Enclosure, Page, Picture
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.handbook.taking_along import as_zip
from kinweave.handbook.tidying import forget_stray_pictures
from kinweave.pages import Folder, Zip
from kinweave.pages import Kind as Said
from tests.gatherings.cast import AT, Cast, client_of
from tests.handbook.conftest import SMALL

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 of the ferry"


@pytest.fixture(autouse=True)
def nothing_lies_there(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def drawn(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **how: Any) -> bytes:
    whole = BytesIO()
    Image.new("RGB", size, "red").save(whole, kind, **how)
    return whole.getvalue()


def photograph() -> bytes:
    notes = Image.Exif()
    notes[0x010F] = "canary-camera"
    return drawn(exif=notes)


def packed(*names: str) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as into:
        for name in names:
            into.writestr(name, "x")
    return whole.getvalue()


@pytest.fixture
def soup(book: Book) -> Page:
    return Page.objects.select_related("book", "current").get(book=book, path="soup")


def put(
    client: Client, page: Page, whole: bytes, called: str = "Our Ferry.jpg", **typed: Any
) -> Any:
    """Press the button beside the picture, with what was typed so far."""
    said = {
        "title": "Soup", "text": "# Soup\r\n\r\nHot.\r\n\r\nCold.", "why": "", "based_on": 1,
        "put": "1", "put-alt": "The [ferry], red", "put-file": SimpleUploadedFile(called, whole),
    }  # fmt: skip
    way = f"/handbooks/{page.book.slug}/-/pages/{page.pk}/words/"
    return client.post(way, said | typed)


def text_in(answer: Any) -> str:
    return str(answer.context["form"].initial["text"])


def test_a_picture_is_put_where_one_writes_and_is_kept_with_the_words(
    cast: Cast, book: Book, soup: Page
) -> None:
    stella = client_of(cast.stella)
    answer = put(stella, soup, photograph(), **{"put-at": 10})
    text = text_in(answer)
    assert text == "# Soup\n\nHot.\n\n![The \\[ferry\\], red](files/our-ferry.webp)\n\nCold."
    assert "It stands in the words now" in answer.content.decode()
    typed = {"title": "Soup", "text": text, "why": "", "based_on": 1}
    way = f"/handbooks/{book.slug}/-/pages/{soup.pk}/words/"
    said = stella.post(way, typed, follow=True).content.decode()
    one = Picture.objects.get(book=book)
    shown = f'src="/handbooks/{book.slug}/-/pictures/{one.pk}/" alt="The [ferry], red"'
    assert shown in said
    kept = ALBUM.path_of(one.name, LARGE).read_bytes()
    assert b"canary-camera" not in kept
    assert Image.open(BytesIO(kept)).size == (60, 40)


def test_without_a_place_it_stands_at_the_end_and_the_same_is_kept_once(
    cast: Cast, soup: Page
) -> None:
    stella, whole = client_of(cast.stella), drawn()
    first = text_in(put(stella, soup, whole))
    assert first.endswith("Cold.\n\n![The \\[ferry\\], red](files/our-ferry.webp)")
    again = text_in(put(stella, soup, whole, "other.jpg", text=first))
    assert again.count("files/our-ferry.webp") == 2
    other = text_in(put(stella, soup, drawn("PNG"), "our ferry.png", text=""))
    assert other == "![The \\[ferry\\], red](files/our-ferry-2.webp)"
    assert Picture.objects.count() == 2


def test_a_page_below_another_names_it_from_where_it_will_lie(
    cast: Cast, book: Book, soup: Page
) -> None:
    way = f"/handbooks/{book.slug}/-/new/?under={soup.pk}"
    said = {"title": "Salt", "text": "x", "put": "1", "put-alt": "Salt"}
    upload = SimpleUploadedFile("salt.jpg", drawn())
    answer = client_of(cast.stella).post(way, {**said, "put-file": upload})
    text = text_in(answer)
    assert text == "x\n\n![Salt](../files/salt.webp)"
    client_of(cast.stella).post(way, {"title": "Salt", "text": text, "why": ""})
    shown = client_of(cast.ada).get(f"/handbooks/{book.slug}/soup/salt/").content.decode()
    assert 'alt="Salt"' in shown


@pytest.mark.parametrize(
    ("called", "whole", "alt", "word"),
    [
        ("a.jpg", drawn(), "", "Say in a few words what is to be seen"),
        ("a.svg", b"<svg onload='alert(1)'/>", "A", "not a picture of a kind that works here"),
        ("a.png", drawn("PNG", (5_000, 10_000)), "A", "more than 16 megapixels"),
        ("a.jpg", drawn() + b"<script>alert(1)</script>", "A", "something else at once"),
        ("a.jpg", drawn()[:200], "A", "broken, or was cut off"),
        ("a.jpg", drawn() + bytes(30_000_000), "A", "larger than 8 MB"),
        ("a.pdf", PDF + bytes(9_000_000), "", "larger than 8 MB"),
        ("a.pdf", b"MZ a program", "", "not what its name says"),
        ("a.exe", b"MZ a program", "", "Files of this kind are not kept here"),
        ("a.html", b"<script>alert(1)</script>", "", "Files of this kind are not kept here"),
        ("a.docx", packed("word/vbaProject.bin"), "", "There is a program in this document"),
        ("a.odt", b"PK\x03\x04nothing", "", "not what its name says"),
        ("a.txt", b"words\x00", "", "not what its name says"),
        ("a.mp3", b"MZ a program", "", "not what its name says"),
        ("a.pdf", b"", "", "not what its name says"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_in_words_and_nothing_typed_is_lost(
    cast: Cast, soup: Page, called: str, whole: bytes, alt: str, word: str
) -> None:
    answer = put(client_of(cast.stella), soup, whole, called, **{"put-alt": alt, "why": "Warmer"})
    said = answer.content.decode()
    assert word in said
    assert "Cold." in said
    assert "Warmer" in said
    assert not Picture.objects.exists()
    assert not Enclosure.objects.exists()
    assert not list(ALBUM.folder.glob("*"))


def test_nothing_chosen_is_said_and_whoever_proposes_puts_nothing_in(
    cast: Cast, soup: Page
) -> None:
    way = f"/handbooks/{soup.book.slug}/-/pages/{soup.pk}/words/"
    typed = {"title": "Soup", "text": "x", "put": "1"}
    answer = client_of(cast.stella).post(way, typed)
    assert "Choose a picture or a file first" in answer.content.decode()
    assert 'id="put"' not in client_of(cast.ada).get(way).content.decode()
    put(client_of(cast.ada), soup, drawn())
    assert not Picture.objects.exists()


def test_a_file_is_shown_with_its_name_and_size_and_given_as_a_download(
    cast: Cast, book: Book, soup: Page
) -> None:
    answer = put(client_of(cast.stella), soup, PDF, "Ferry rules.PDF", **{"put-alt": ""})
    text = text_in(answer)
    assert text.endswith('{% file src="files/ferry-rules.pdf" %}')
    actions.revise(cast.stella, soup, based_on=1, text=text, at=AT)
    one = Enclosure.objects.get(book=book)
    ada = client_of(cast.ada)
    said = ada.get(soup.get_absolute_url()).content.decode()
    assert f'<a href="{one.get_absolute_url()}">ferry-rules.pdf · 21&nbsp;bytes</a>' in said
    got = ada.get(one.get_absolute_url())
    assert b"".join(got) == PDF
    assert got["Content-Disposition"] == 'attachment; filename="ferry-rules.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"]
    assert "no-store" in got["Cache-Control"]
    for client in (Client(), client_of(cast.sol)):
        assert client.get(one.get_absolute_url()).status_code == 404
    actions.change(cast.stella, book, audience=Audience.PUBLIC, at=AT)
    assert b"".join(Client().get(one.get_absolute_url())) == PDF


def test_an_editor_takes_a_picture_and_a_file_away_for_good(
    cast: Cast, book: Book, soup: Page, django_capture_on_commit_callbacks: Any
) -> None:
    stella = client_of(cast.stella)
    text = text_in(put(stella, soup, drawn()))
    text = text_in(put(stella, soup, PDF, "a.pdf", text=text))
    actions.revise(cast.stella, soup, based_on=1, text=text, at=AT)
    picture, file = Picture.objects.get(), Enclosure.objects.get()
    way = f"/handbooks/{book.slug}/-/kept/"
    said = stella.get(way).content.decode()
    assert "files/our-ferry.webp" in said
    assert "files/a.pdf" in said
    assert client_of(cast.ada).post(way, {"picture": picture.pk}).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        stella.post(way, {"picture": picture.pk})
        stella.post(way, {"file": file.pk})
    assert not ALBUM.path_of(picture.name, LARGE).exists()
    assert not shelf.path_of(file.name).exists()
    shown = client_of(cast.ada).get(soup.get_absolute_url()).content.decode()
    assert '<span class="lacking">The [ferry], red</span>' in shown
    assert '<p class="file">a.pdf</p>' in shown
    assert "There is none so far" in stella.get(way).content.decode()


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30])
def test_what_is_not_there_cannot_be_taken_away(cast: Cast, book: Book, number: str) -> None:
    way = f"/handbooks/{book.slug}/-/kept/"
    assert client_of(cast.stella).post(way, {"file": number}).status_code == 404


def test_a_killed_upload_leaves_nothing_behind(cast: Cast, book: Book) -> None:
    kept = actions.put_in(cast.stella, book, upload=BytesIO(PDF), size=9, called="a.pdf")
    stray = shelf.put(b"of nobody")
    assert forget_stray_pictures(timezone.now()) == 0, "it may be under way"
    assert forget_stray_pictures(timezone.now() + timedelta(days=2)) == 1
    assert (shelf.path_of(stray).exists(), shelf.path_of(kept.name).exists()) == (False, True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for GitBook, with files beside its pages."""
    assets = tmp_path / "book" / ".gitbook" / "assets"
    assets.mkdir(parents=True)
    (assets / "Tide table (2).pdf").write_bytes(PDF)
    (assets / "members.csv").write_text("Ada,ada@example.org")
    (assets / "run.exe").write_bytes(b"MZ")
    table = ".gitbook/assets/Tide table (2).pdf"
    (tmp_path / "book" / "README.md").write_text(
        f'# Tides\n\n{{% file src="{table}" %}}\nAll of it\n{{% endfile %}}\n\n'
        f'{{% file src=".gitbook/assets/run.exe" %}}\n\nOr [here](<{table}>).'
    )
    return tmp_path / "book"


def test_files_that_pages_name_come_in_and_go_out_the_same(cast: Cast, folder: Path) -> None:
    book, other = (actions.begin(cast.stella, cast.circle, title="T", at=AT) for _number in "12")
    report = bring_in(book, Folder(folder), by=cast.stella, at=AT)
    assert [(one.kind, one.file) for one in report.remarks] == [
        (Said.NO_FILE, ".gitbook/assets/run.exe")
    ]
    one = Enclosure.objects.get(book=book)
    assert one.file == ".gitbook/assets/Tide table (2).pdf", "what no page names stays where it is"
    said = client_of(cast.ada).get(book.get_absolute_url()).content.decode()
    assert said.count(f'href="{one.get_absolute_url()}"') == 2
    assert "Tide table (2).pdf · 21" in said
    assert "All of it" in said
    pages = list(Page.objects.filter(book=book).select_related("current"))
    whole = b"".join(as_zip(book, pages))
    with zipfile.ZipFile(BytesIO(whole)) as files:
        assert files.read(".gitbook/assets/Tide table (2).pdf") == PDF
    again = bring_in(other, Zip(BytesIO(whole)), by=None, at=AT)
    assert (again.new, again.files) == (1, 1)
    assert shelf.path_of(Enclosure.objects.get(book=other).name).read_bytes() == PDF
    text = pages[0].current
    assert text is not None
    assert Page.objects.select_related("current").get(book=other).current.text == text.text  # type: ignore[union-attr]  # it has one


def test_a_file_that_is_another_one_now_is_that_one_here_too(
    cast: Cast, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    book = actions.begin(cast.stella, cast.circle, title="T", at=AT)
    bring_in(book, Folder(folder), by=cast.stella, at=AT)
    before = Enclosure.objects.get(book=book)
    (folder / ".gitbook/assets/Tide table (2).pdf").write_bytes(PDF + b" and of the quay")
    with django_capture_on_commit_callbacks(execute=True):
        report = bring_in(book, Folder(folder), by=cast.stella, at=AT)
    assert (report.same, report.changed) == (1, 0)
    after = Enclosure.objects.get(book=book)
    assert (after.pk, shelf.path_of(before.name).exists()) == (before.pk, False)
    said = client_of(cast.ada).get(book.get_absolute_url()).content.decode()
    assert "Tide table (2).pdf · 37" in said


def test_a_book_of_before_files_were_kept_gets_them_when_it_comes_in_again(
    cast: Cast, folder: Path
) -> None:
    book = actions.begin(cast.stella, cast.circle, title="T", at=AT)
    bring_in(book, Folder(folder), by=cast.stella, at=AT)
    Enclosure.objects.all().delete()
    assert bring_in(book, Folder(folder), by=cast.stella, at=AT).same == 1
    said = client_of(cast.ada).get(book.get_absolute_url()).content.decode()
    assert Enclosure.objects.get().get_absolute_url() in said


def test_a_bound_book_leads_to_its_files_on_the_site(cast: Cast, folder: Path) -> None:
    from kinweave.binding.places import BoundPlaces, Whole
    from kinweave.handbook.rendering import files_with

    book = actions.begin(cast.stella, cast.circle, title="T", at=AT)
    bring_in(book, Folder(folder), by=cast.stella, at=AT)
    bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    one = Enclosure.objects.get()
    places = BoundPlaces(Whole(book, {}, {}, {}, {}, files_with(book)), "README.md")
    found = places.file(".gitbook/assets/Tide%20table%20(2).pdf")
    assert found is not None
    assert found.address.endswith(one.get_absolute_url())
    assert found.address.startswith("http")
