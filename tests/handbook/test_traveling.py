"""Pictures of a book that comes in again, and goes out: made once, and called what they are."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytest_django import Settings

from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Picture, Revision
from kinweave.handbook.models.page import ALBUM
from kinweave.handbook.taking_along import as_zip, files_outside
from kinweave.pages import Folder, Zip
from tests.gatherings.cast import AT, Cast, client_of
from tests.handbook.test_bringing import a_book, pages_of, read
from tests.pages.test_reading import lying

pytestmark = pytest.mark.django_db


def drawn(color: str, kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.effect_noise((700, 500), 40).convert("RGB").point(lambda dot: dot & len(color) * 20).save(
        made, kind
    )
    return made.getvalue()


FILES: dict[str, str | bytes] = {
    "README.md": "---\ncover: art/boat.png\nother: boat.png\n---\n\n# Boats\n\n"
    '![A boat](art/boat.png) <img src="./art/boat.png"> ![](art/boat.jpg) ![][o] '
    "![](art/lost.png) `art/boat.png`\n\n"
    "[o]: art/oar%20two.gif\n",
    "deep/in.md": "# In\n\n[See](../art/boat.png) ![](../art/own.webp)",
    "art/boat.png": drawn("red"),
    "art/boat.jpg": drawn("green", "JPEG"),
    "art/oar two.gif": drawn("blue", "GIF"),
    "art/own.webp": drawn("amber", "WEBP"),
}


@pytest.fixture(autouse=True)
def alone(settings: Settings, tmp_path: Path) -> None:
    """No picture lies there but those of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def book(cast: Cast, tmp_path: Path) -> Book:
    made = a_book(cast)
    bring_in(made, lying(tmp_path / "book", FILES), by=None, at=AT)
    return made


def kept() -> list[Any]:
    """Rows of pictures and the files they name, with when these were written."""
    files = sorted(ALBUM.folder.glob("*.webp"))
    rows = Picture.objects.order_by("pk").values_list("pk", "book", "file", "name", "mark", "made")
    return [list(rows), [(one.name, one.stat().st_mtime_ns) for one in files]]


def out_of(book: Book) -> bytes:
    return b"".join(as_zip(book, pages_of(book)))


def test_a_picture_is_made_once_however_often_its_book_comes_in(
    book: Book, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    before, names = kept(), dict(Picture.objects.values_list("file", "name"))
    report = bring_in(book, Folder(tmp_path / "book"), by=None, at=AT)
    assert (report.pictures, report.same) == (4, 2)
    assert kept() == before
    (tmp_path / "book/art/boat.png").write_bytes(drawn("purple"))
    with django_capture_on_commit_callbacks(execute=True):
        report = bring_in(book, Folder(tmp_path / "book"), by=None, at=AT)
    assert report.same == 2, "no page says anything else"
    now = dict(Picture.objects.values_list("file", "name"))
    assert {file for file in now if now[file] != names[file]} == {"art/boat.png"}
    assert sorted({one.stem.rpartition("-")[0] for one in ALBUM.folder.glob("*.webp")}) == sorted(
        now.values()
    )
    again = kept()
    bring_in(book, Folder(tmp_path / "book"), by=None, at=AT)
    assert kept() == again


def test_a_picture_that_is_called_otherwise_now_is_not_made_anew(
    book: Book, tmp_path: Path
) -> None:
    (tmp_path / "book/art/boat.png").rename(tmp_path / "book/art/ferry.png")
    bring_in(book, Folder(tmp_path / "book"), by=None, at=AT)
    old, new = (Picture.objects.get(file=f"art/{name}.png") for name in ("boat", "ferry"))
    assert (new.mark, new.made, new.width, new.height) == (
        old.mark,
        old.made,
        old.width,
        old.height,
    )
    assert new.name != old.name, "each goes when its own row does"
    for size in ALBUM.sizes:
        assert (
            ALBUM.path_of(new.name, size).read_bytes() == ALBUM.path_of(old.name, size).read_bytes()
        )
    ALBUM.discard_now(old.name)
    (tmp_path / "book/art/ferry.png").rename(tmp_path / "book/art/raft.png")
    ALBUM.discard_now(new.name)
    bring_in(book, Folder(tmp_path / "book"), by=None, at=AT)
    raft = Picture.objects.get(file="art/raft.png")
    assert all(ALBUM.path_of(raft.name, size).is_file() for size in ALBUM.sizes)


def test_outside_a_picture_is_called_what_it_is_and_links_lead_to_it(book: Book) -> None:
    with zipfile.ZipFile(BytesIO(out_of(book))) as files:
        pictures = sorted(name for name in files.namelist() if name.startswith("art/"))
        assert pictures == [
            "art/boat-2.webp", "art/boat.webp", "art/oar two.webp", "art/own.webp"
        ]  # fmt: skip
        for name in pictures:
            with Image.open(BytesIO(files.read(name))) as picture:
                assert picture.format == "WEBP"
        assert files.read("README.md").decode() == (
            "---\ncover: art/boat-2.webp\nother: boat.png\n---\n\n# Boats\n\n"
            '![A boat](art/boat-2.webp) <img src="art/boat-2.webp"> ![](art/boat.webp) ![][o] '
            "![](art/lost.png) `art/boat.png`\n\n[o]: art/oar%20two.webp\n"
        )
        assert files.read("deep/in.md").decode() == (
            "# In\n\n[See](../art/boat-2.webp) ![](../art/own.webp)\n"
        )


def test_what_went_out_is_the_same_wherever_and_however_often_it_comes_in(
    cast: Cast, book: Book
) -> None:
    out, other = out_of(book), a_book(cast)
    bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    assert out_of(other) == out
    before, revisions = read(book), Revision.objects.count()
    report = bring_in(book, Zip(BytesIO(out)), by=None, at=AT)
    assert (report.same, report.changed, report.gone) == (2, 0, 0)
    assert (read(book), Revision.objects.count()) == (before, revisions)
    assert out_of(book) == out
    rows = kept()
    bring_in(book, Zip(BytesIO(out)), by=None, at=AT)
    assert kept() == rows
    assert out_of(book) == out


def test_a_page_that_was_worded_outside_finds_its_picture_here(cast: Cast, book: Book) -> None:
    with zipfile.ZipFile(BytesIO(out_of(book))) as files:
        said = {name: files.read(name) for name in files.namelist()}
    said["README.md"] = said["README.md"].replace(b"# Boats", b"# Rafts")
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        for name, whole in said.items():
            into.writestr(name, whole)
    report = bring_in(book, Zip(made), by=None, at=AT)
    assert (report.same, report.changed) == (1, 1)
    shown = client_of(cast.ada).get(book.get_absolute_url()).content.decode()
    assert shown.count('<img src="/handbooks/') == 4
    assert shown.count("lacking") == 1


def test_names_outside_are_nobody_elses(cast: Cast, tmp_path: Path) -> None:
    made = a_book(cast)
    same = drawn("red")
    files = {"README.md": "# A\n\n![](a.png) ![](b.PNG) ![](c.jpeg)", "a.png": same, "b.PNG": same,
             "c.jpeg": drawn("x"), "a.webp": drawn("yellow", "WEBP")}  # fmt: skip
    bring_in(made, lying(tmp_path / "book", files), by=None, at=AT)
    assert files_outside(made).renamed == {
        "a.png": "a-2.webp", "b.PNG": "b.webp", "c.jpeg": "c.webp"
    }  # fmt: skip


def test_a_picture_that_is_gone_from_the_disk_spoils_no_zip(book: Book) -> None:
    ALBUM.discard_now(Picture.objects.get(file="art/boat.png").name)
    with zipfile.ZipFile(BytesIO(out_of(book))) as files:
        assert files.testzip() is None
        assert "art/boat-2.webp" not in files.namelist()


def test_nothing_is_asked_once_the_first_byte_is_sent(
    cast: Cast, book: Book, django_assert_num_queries: Any
) -> None:
    answer = client_of(cast.ada).get(f"/handbooks/{book.slug}/-/book.zip")
    assert answer.streaming
    with django_assert_num_queries(0):
        whole = b"".join(answer.streaming_content)  # type: ignore[arg-type]  # bytes, one after another
    assert whole == out_of(book)
