"""A book comes in from files, once or many times, and goes out to files again."""

from __future__ import annotations

import json
import shutil
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kinweave.handbook import actions, tasks
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Bringing, Kind, Page, Rendered, Revision
from kinweave.handbook.taking_along import as_zip, files_outside
from kinweave.handbook.words import remarks
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.pages import Folder, Zip
from kinweave.pages import Kind as Said
from tests.gatherings.cast import AT, Cast, client_of
from tests.handbook.conftest import SMALL

pytestmark = pytest.mark.django_db


def a_book(cast: Cast, title: str = "Ferry") -> Book:
    return actions.begin(cast.stella, cast.circle, title=title, at=AT)


def pages_of(book: Book) -> list[Page]:
    rows = Page.objects.filter(book=book, gone_at=None).select_related("current", "book")
    return list(rows.order_by("position", "pk"))


def read(book: Book) -> list[Any]:
    """All that a reader can tell of a book, without what rows are called."""
    files = {page.pk: page.file or page.title for page in pages_of(book)}
    return sorted(
        (
            [
                page.kind,
                page.path,
                page.file,
                page.title,
                page.link,
                page.position,
                files.get(page.parent_id or 0, ""),
                page.current and [page.current.text, page.current.description, page.current.more],
            ]
            for page in pages_of(book)
        ),
        key=str,
    )


def as_outside(book: Book) -> list[Any]:
    """The same, with its pictures called what they are in the zip."""
    called = files_outside(book).renamed
    said = json.dumps(read(book), ensure_ascii=False)
    for file, name in called.items():
        said = said.replace(file, name)
    return list(json.loads(said))


def packed(folder: Path) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                into.write(path, f"book-main/{path.relative_to(folder)}")
    return made.getvalue()


def test_a_folder_comes_in_whole_and_what_is_wrong_is_named(cast: Cast) -> None:
    book = a_book(cast)
    report = bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    assert (report.new, report.pictures) == (5, 1)
    assert [(one.kind, one.file, one.about) for one in report.remarks] == [
        (Said.LISTED_NOT_THERE, "SUMMARY.md", "nobody.md"),
        (Said.NOT_LISTED, "unlisted.md", ""),
        (Said.DEAD_LINK, "README.md", "lost.md"),
        (Said.LACKING_FILE, "knots/bow line.md", "../.gitbook/assets/lacking.png"),
    ]
    assert any("README.md:13" in line for line in remarks(report.kept()))
    shown = {page.path: page.rendered for page in pages_of(book) if page.rendered}
    first = shown[""]
    assert f'href="/handbooks/{book.slug}/knots/bow-line/#h-when-it-holds"' in first.html
    assert f'<img src="/handbooks/{book.slug}/-/pictures/' in first.html
    assert "lacking" in shown["knots/bow-line"].html
    tops = [page.title for page in pages_of(book) if page.parent is None]
    assert tops == ["The ferry", "Knots", "Beyond", "Tides", "Unlisted"]


def test_bringing_it_in_again_changes_nothing(cast: Cast) -> None:
    book = a_book(cast)
    bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    before = (read(book), Revision.objects.count())
    report = bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    assert (report.new, report.changed, report.same, report.gone) == (0, 0, 5, 0)
    assert (read(book), Revision.objects.count()) == before


def test_what_goes_out_comes_in_the_same(cast: Cast) -> None:
    book, other = a_book(cast), a_book(cast)
    bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    out = b"".join(as_zip(book, pages_of(book)))
    report = bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    assert read(other) == as_outside(book)
    assert {one.kind for one in report.remarks} == {Said.DEAD_LINK, Said.LACKING_FILE}
    again = b"".join(as_zip(other, pages_of(other)))
    assert again == out
    assert bring_in(book, Zip(BytesIO(again)), by=None, at=AT).same == 5


def test_a_page_that_moved_goes_out_with_links_that_lead(cast: Cast) -> None:
    book, other = a_book(cast), a_book(cast)
    bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    by_path = {page.path: page for page in pages_of(book)}
    actions.move(cast.stella, by_path["knots/bow-line"], parent=by_path["unlisted"], at=AT)
    out = b"".join(as_zip(book, pages_of(book)))
    report = bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    dead = [one.about for one in report.remarks if one.kind == Said.DEAD_LINK]
    assert dead == ["lost.md"]
    moved = Page.objects.get(book=other, path="unlisted/bow-line")
    assert moved.current is not None
    assert "[two hitches](../knots/two-hitches.md)" in moved.current.text


def test_keeping_in_step_follows_the_files_and_leaves_what_was_changed_here(
    cast: Cast, tmp_path: Path
) -> None:
    book, root = a_book(cast), tmp_path / "book"
    shutil.copytree(SMALL, root)
    bring_in(book, Folder(root), by=cast.stella, at=AT)
    hitches = Page.objects.get(book=book, path="knots/two-hitches")
    actions.revise(cast.stella, hitches, based_on=1, text="# Ours", at=AT)
    (root / "knots/two-hitches.md").write_text("# Theirs")
    (root / "README.md").write_text("# The ferry sails")
    (root / "unlisted.md").unlink()
    (root / "new.md").write_text("# New")
    report = bring_in(book, Folder(root), by=cast.stella, at=AT)
    assert (report.new, report.changed, report.gone) == (1, 1, 1)
    kinds = {one.kind: one.file for one in report.remarks}
    assert kinds[Said.CHANGED_HERE] == "knots/two-hitches.md"
    assert kinds[Said.GONE] == "unlisted.md"
    texts = {page.path: page.current.text for page in pages_of(book) if page.current}
    assert texts["knots/two-hitches"] == "# Ours"
    assert texts[""] == "# The ferry sails"
    assert "unlisted" not in texts


class Killed(BaseException):
    """As kill -9 is: nothing of ours runs after it."""


@pytest.mark.parametrize("at", [1, 3, 7])
def test_killed_at_any_page_it_goes_on_and_does_nothing_twice(cast: Cast, at: int) -> None:
    book, whole = a_book(cast), a_book(cast)
    left = iter(range(at))

    def hold() -> None:
        if next(left, None) is None:
            raise Killed

    with pytest.raises(Killed):
        bring_in(book, Folder(SMALL), by=cast.stella, at=AT, hold=hold)
    bring_in(book, Folder(SMALL), by=cast.stella, at=AT)
    bring_in(whole, Folder(SMALL), by=cast.stella, at=AT)
    assert read(book) == read(whole)
    pages = Page.objects.filter(book=book, kind=Kind.PAGE)
    assert all(page.revisions.count() == 1 for page in pages)


def test_a_zip_is_brought_in_as_a_job(cast: Cast) -> None:
    book = a_book(cast)
    row = actions.ask(cast.stella, book, content=packed(SMALL), at=AT)
    assert run_due(AT, Bringing) == 1
    row.refresh_from_db()
    assert (row.state, row.progress, row.content) == (State.DONE, 100, None)
    assert row.report["new"] == 5
    assert Rendered.objects.filter(revision__page__book=book).count() == 5


def test_a_report_names_each_kind_once_and_says_that_there_is_more(cast: Cast) -> None:
    book = a_book(cast)
    lines = "\n".join(f"[a](lost-{n}.md)" for n in range(510))
    with zipfile.ZipFile(made := BytesIO(), "w") as into:
        into.writestr("README.md", f"# A\n\n![b](b.png)\n{lines}")
    row = actions.ask(cast.stella, book, content=made.getvalue(), at=AT)
    run_due(AT, Bringing)
    row.refresh_from_db()
    said = unescape(client_of(cast.stella).get(row.get_absolute_url()).content.decode())
    assert said.count("a link leads to no page of this book") == 1
    assert "<li>README.md:4: lost-0.md</li>" in said
    assert said.count("<li>README.md:") == 500
    assert "and 11 more lines like these" in said
    assert "0 pages" not in said
    assert list(remarks(row.report))[-1] == "and 11 more lines like these"


def test_a_link_to_a_part_that_is_not_there_is_named(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "---\na: b\n---\n\n# Ferry\n\n[a](#rope) [b](#no-rope) [c](b.md#2-salt) [d](b.md#pepper)\n"
        "[e](lost.md#x) [f](#ferry) [g](b.md#id-2-salt) [h](/people) [i](//far.example) [j](/b.md)"
        "\n\n## Rope\n"
    )
    (tmp_path / "b.md").write_text("# B\n\n## 2. Salt\n\n!!! note\n    x\n\n{{#include a.rs}}\n")
    report = bring_in(a_book(cast), Folder(tmp_path), by=None, at=AT)
    assert [(one.kind, one.line, one.about) for one in report.remarks] == [
        (Said.DEAD_LINK, 8, "lost.md#x"),
        (Said.DEAD_LINK, 8, "/people"),
        (Said.DEAD_LINK, 8, "//far.example"),
        (Said.NOTHING_TO_TAKE_IN, 8, "a.rs"),
        (Said.NO_PART, 7, "#no-rope"),
        (Said.NO_PART, 7, "b.md#pepper"),
    ]


def test_a_page_that_is_called_like_the_first_of_a_folder_goes_out_and_comes_in(
    cast: Cast,
) -> None:
    book, other = a_book(cast), a_book(cast)
    actions.write_page(cast.stella, book, title="Ferry", text="# Ferry", at=AT)
    index = actions.write_page(cast.stella, book, title="Index", text="# A to Z", at=AT)
    actions.write_page(cast.stella, book, title="Readme", text="x", parent=index, at=AT)
    out = b"".join(as_zip(book, pages_of(book)))
    bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    assert read(other) == read(book)
    assert [page.path for page in pages_of(book)] == ["", "index/readme", "index"]


def test_what_is_no_zip_is_told_of(cast: Cast) -> None:
    row = actions.ask(cast.stella, a_book(cast), content=b"nothing", at=AT)
    run_due(AT, Bringing)
    row.refresh_from_db()
    assert (row.why, row.under_way) == (tasks.NO_BOOK, False)


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1/book.zip", "https://[::1]/book.zip", "http://example.org/book.zip"],
)
def test_an_address_of_the_machine_itself_is_refused(cast: Cast, address: str) -> None:
    row = actions.ask(cast.stella, a_book(cast), address=address, keep=True, at=AT)
    run_due(AT, Bringing)
    row.refresh_from_db()
    assert row.why in {"inside", "not safe"}
    assert row.state == State.WAITING
    assert row.next_attempt > AT


def test_who_may_not_edit_any_more_brings_nothing_in(cast: Cast) -> None:
    book = a_book(cast)
    row = actions.ask(cast.stella, book, content=packed(SMALL), at=AT)
    Bringing.objects.filter(pk=row.pk).update(person=cast.ada)
    run_due(AT, Bringing)
    assert not pages_of(book)


def test_the_practices_own_handbook_comes_in_whole(cast: Cast, real: Path) -> None:
    book = a_book(cast)
    report = bring_in(book, Folder(real), by=None, at=AT)
    pages = [page for page in pages_of(book) if page.kind == Kind.PAGE]
    assert len(pages) == report.new == sum(1 for _ in real.rglob("*.md")) - 1
    assert [(one.file, one.about) for one in report.remarks if one.kind == Said.DEAD_LINK] == [
        ("archive/eu-summer-camp-2023.md", "practice-program/")
    ]
    rest = {one.kind for one in report.remarks} - {Said.DEAD_LINK}
    assert rest <= {Said.LACKING_FILE}
    paths = {page.path for page in pages}
    dead = set()
    for page in pages:
        assert page.rendered is not None
        for piece in page.rendered.html.split(f'href="/handbooks/{book.slug}/')[1:]:
            path = piece.partition('"')[0].partition("#")[0].strip("/")
            if path not in paths:
                dead.add(path)
    assert dead == {"archive/practice-program"}
    other = a_book(cast)
    out = b"".join(as_zip(book, pages_of(book)))
    bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    assert read(other) == as_outside(book)
