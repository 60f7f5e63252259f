"""What only MkDocs or mdBook knows: drawn, found, taken in, and taken along again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from kinweave.access import Viewer
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.finding import find
from kinweave.handbook.models import Wording
from kinweave.handbook.taking_along import as_zip
from kinweave.handbook.words import remarks
from kinweave.jobs.actions import run_due
from kinweave.pages import Folder, Kind, Zip
from tests.gatherings.cast import AT, Cast
from tests.handbook.test_bringing import a_book, pages_of, read
from tests.pages.test_reading import lying

pytestmark = pytest.mark.django_db

NOTES = """# Fire

!!! warning "Before you light it"

    Ask the *neighbours*, see [water](water.md).

    - a bucket

??? question "And in the rain?"
    Wait under the awning.

=== "By day"
    A small one.
"""


def test_notes_of_mkdocs_are_drawn_found_and_taken_along(cast: Cast, tmp_path: Path) -> None:
    files = {"mkdocs.yml": "nav: [index.md, water.md]", "docs/index.md": NOTES, "docs/water.md": ""}
    book, other = a_book(cast), a_book(cast, "Other")
    report = bring_in(book, lying(tmp_path, files), by=None, at=AT)
    assert report.remarks == []
    page = pages_of(book)[0]
    assert page.rendered is not None
    assert page.rendered.html == (
        '<div class="hint warning">\n<p class="hint-title">Before you light it</p>\n<p>Ask the '
        f'<em>neighbours</em>, see <a href="/handbooks/{book.slug}/water/">water</a>.</p>\n'
        "<ul>\n<li>a bucket</li>\n</ul>\n</div>\n"
        '<details class="hint info" id="h-and-in-the-rain">\n<summary>And in the rain?</summary>\n'
        "<p>Wait under the awning.</p>\n</details>\n"
        '<div class="tabs">\n<div class="tab">\n<p class="tab-name">By day</p>\n'
        "<p>A small one.</p>\n</div>\n</div>\n"
    )
    run_due(AT, Wording)
    found = {one: find(Viewer.of(cast.ada.pk), one).hits for one in ("bucket", "awning", "rain")}
    assert [(hits[0].title, hits[0].heading) for hits in found.values()] == [
        ("Fire", "Before you light it"),
        ("Fire", "And in the rain?"),
        ("Fire", "And in the rain?"),
    ]
    out = b"".join(as_zip(book, pages_of(book)))
    bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    assert read(other) == read(book)


def test_what_a_page_of_mdbook_takes_in_comes_with_it_and_changes_it(
    cast: Cast, tmp_path: Path
) -> None:
    files = {
        "book.toml": "[book]\ntitle = 'Oars'",
        "src/SUMMARY.md": "- [A](a.md)",
        "src/a.md": "# A\n\n```rust\n{{#include ../code/x.rs:2}}\n```\n\n{{#include gone.md}}\n\n"
        r"\{{#include ../code/x.rs}}",
        "code/x.rs": "one\ntwo\n",
    }
    book, other = a_book(cast), a_book(cast, "Other")
    report = bring_in(book, lying(tmp_path, files), by=None, at=AT)
    (page,) = pages_of(book)
    assert page.current is not None
    assert "```rust\ntwo\n```\n" in page.current.text
    assert page.rendered is not None
    assert "<p>{{#include gone.md}}</p>\n<p>{{#include ../code/x.rs}}</p>" in page.rendered.html
    assert list(remarks(report.kept())) == [
        "a.md:7: what is to stand here did not come along (gone.md)"
    ]
    again = bring_in(book, Folder(tmp_path), by=None, at=AT)
    assert (again.same, again.changed) == (1, 0)
    again = bring_in(book, lying(tmp_path, {"code/x.rs": "one\nthree\n"}), by=None, at=AT)
    assert (again.same, again.changed) == (0, 1)
    assert "three" in pages_of(book)[0].current.text  # type: ignore[union-attr]  # it has words
    out = b"".join(as_zip(book, pages_of(book)))
    report = bring_in(other, Zip(BytesIO(out)), by=None, at=AT)
    assert [one.kind for one in report.remarks] == [Kind.NOTHING_TO_TAKE_IN]
    assert read(other) == read(book)
