"""What tests of bound books begin with."""

from __future__ import annotations

import pytest

from kinweave.handbook import actions
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book
from kinweave.pages import Folder
from tests.gatherings.cast import AT, Cast, riverbend
from tests.handbook.conftest import SMALL


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people: Stella edits, Ada, Ben, Cleo and Dan are members."""
    return riverbend()


@pytest.fixture
def book(cast: Cast) -> Book:
    """The small book about a ferry, for the members, with a picture of it."""
    made = actions.begin(
        cast.stella, cast.circle, title="How we keep it", about="All of it", credit="Riverbend",
        at=AT,
    )  # fmt: skip
    bring_in(made, Folder(SMALL), by=cast.stella, at=AT)
    return made
