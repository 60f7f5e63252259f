"""What tests of handbooks begin with."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kinweave.handbook import actions
from kinweave.handbook.models import Book
from kinweave.outside import wire
from tests.gatherings.cast import AT, Cast, riverbend
from tests.outside.far import Far, certificate_for, far_away

HOSTS = ("github.com", "codeload.github.com", "git.example", "gitlab.com", "codeberg.org")

SMALL = Path(__file__).parent / "book"
"""A small book of our own, laid out for GitBook."""


@pytest.fixture(autouse=True)
def nothing_read() -> None:
    """Each test begins with a process that has read no book so far: rows of a test that was rolled
    back have the numbers of the next."""
    from kinweave.handbook import asking

    asking.forget()


@pytest.fixture
def cast() -> Cast:
    """Riverbend and its people: Stella edits, Ada, Ben, Cleo and Dan are members."""
    return riverbend()


@pytest.fixture
def book(cast: Cast) -> Book:
    """A book for the members, with a first page, and one below it."""
    made = actions.begin(cast.stella, cast.circle, title="How we do it", at=AT)
    first = actions.write_page(cast.stella, made, title="How we do it", text="# Welcome", at=AT)
    actions.write_page(
        cast.stella, made, title="Soup", text="# Soup\n\n[back](README.md)", parent=first, at=AT
    )
    return made


@pytest.fixture
def real() -> Path:
    """The practice's own handbook, where it lies beside the repository."""
    beside = Path(__file__).parents[2].parent / "shared" / "handbook"
    found = Path(os.environ.get("KINWEAVE_HANDBOOK", beside))
    if not (found / "SUMMARY.md").is_file():
        pytest.skip("the practice's handbook is not here")
    return found


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the hosts."""
    return certificate_for(tmp_path_factory.mktemp("certificate"), *HOSTS)


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch, certified: Path) -> Iterator[Far]:
    """Hosts of repositories, somewhere else."""
    believed = ssl.create_default_context(cafile=str(certified))
    with far_away(monkeypatch, {}) as found:
        found.certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        found.certificate.load_cert_chain(certified)
        monkeypatch.setattr(wire, "trusted", lambda: believed)
        yield found


@pytest.fixture
def by_meaning(settings: Settings) -> None:
    """The site goes by meaning, too."""
    settings.MEANING = True
