"""``kinweave handbook import``, where nothing is yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinweave.circles.models import Circle
from kinweave.command.errors import RefusedError
from kinweave.command.handbook import bring
from kinweave.command.options import options_in
from kinweave.command.site import Site
from kinweave.handbook.models import Book
from tests.handbook.conftest import SMALL

pytestmark = pytest.mark.django_db


def test_the_words_are_understood() -> None:
    typed = ["handbook", "import", "here", "--book", "ferry"]
    found = options_in(typed, today=date(2026, 1, 1))
    assert found == Site("handbook", words=tuple(typed[1:]))


@pytest.mark.parametrize("of", [[], ["ask"], ["import"]])
def test_help_is_told_without_a_database(of: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        options_in(["handbook", *of, "--help"], today=date(2026, 1, 1))
    assert left.value.code == 0
    assert {"": "COMMAND", "ask": "--plainly", "import": "--circle"}["".join(of)] in (
        capsys.readouterr().out
    )


def test_a_folder_becomes_a_book_and_again_nothing_changes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bring(SMALL, book="ferry", circle="")
    said = capsys.readouterr().out
    assert "5 new, 0 changed, 0 as they were, 0 taken out." in said
    assert "README.md:13: a link leads to no page of this book (lost.md)" in said
    assert "/handbooks/ferry/" in said
    assert Book.objects.get().circle == Circle.objects.get()
    bring(SMALL, book="ferry", circle="")
    assert "0 new, 0 changed, 5 as they were, 0 taken out." in capsys.readouterr().out


def test_what_is_no_book_is_refused_in_words(tmp_path: Path) -> None:
    for path, book, circle in (
        (tmp_path / "nowhere", "x", ""),
        (tmp_path, "x", ""),
        (SMALL, "No Slug", ""),
        (SMALL, "", ""),
        (SMALL, "x" * 61, ""),
        (SMALL, "x", "nobody"),
    ):
        with pytest.raises(RefusedError):
            bring(path, book=book, circle=circle)
