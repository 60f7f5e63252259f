"""Zips that mean harm or hold no deck: what is good in them comes in, and the rest is named."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest

from kinweave.decks.models import Bringing, Deck
from tests.decks.doing import THREE, a_deck
from tests.decks.zips import GOOD, SMALL_ONE, TWO, a_zip, bring, brought, waiting
from tests.gatherings.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def locked(files: Mapping[str, bytes | str], name: str) -> bytes:
    """The same, saying of one of its files that it wants a password."""
    made = bytearray(a_zip(files))
    for sign, flags, to_name in ((b"PK\3\4", 6, 30), (b"PK\1\2", 8, 46)):
        at = made.index(sign)
        while made[at + to_name : at + to_name + len(name)] != name.encode():
            at = made.index(sign, at + 1)
        made[at + flags] |= 1
    return bytes(made)


def linked() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("cards.md", TWO)
        link = zipfile.ZipInfo("a.png")
        link.external_attr = 0o120777 << 16
        into.writestr(link, "/etc/passwd")
        into.writestr("b.png", SMALL_ONE)
    return made.getvalue()


def rarely() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        for name, whole in GOOD.items():
            into.writestr(name, whole)
        into.writestr("a.png", b"\0" * 9_000_000, zipfile.ZIP_BZIP2)
    return made.getvalue()


def twice() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("cards.md", TWO)
        into.writestr("a.png", b"no picture")
        into.writestr("b.png", SMALL_ONE)
        with pytest.warns(UserWarning, match="Duplicate name"):
            into.writestr("a.png", SMALL_ONE)
    return made.getvalue()


HOSTILE: dict[str, tuple[Any, str]] = {
    "climbing": (lambda: a_zip({**GOOD, "../a.png": SMALL_ONE}), "its name leads out of the zip"),
    "a link": (linked, "“a.png” is a link"),
    "a password": (lambda: locked({**GOOD, "a.png": b"x"}, "a.png"), "“a.png” wants a password"),
    "a bomb": (
        lambda: a_zip({**GOOD, "a.png": b"\0" * 9_000_000}, compression=zipfile.ZIP_DEFLATED),
        "larger than 8 MB",
    ),
    "a rare way": (rarely, "packed in a rare way"),
    "names twice": (twice, "“a.png” is in the zip more than once"),
    "too many": (
        lambda: a_zip({**GOOD, **{f"z/{number}": "" for number in range(5_000)}}),
        "more files than are read",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_from_a_zip_that_means_harm_the_rest_comes_in(cast: Cast, what: str) -> None:
    make, word = HOSTILE[what]
    deck, said = brought(cast, make())
    assert word in said
    assert [one.title for one in deck.cards.exclude(picture="")] == ["B"]
    assert deck.cards.filter(title="A").exists()
    assert waiting() == []


NO_DECKS: dict[str, tuple[Any, str]] = {
    "cut off": (lambda: a_zip(GOOD)[:-30], "This zip cannot be read"),
    "no cards in it": (lambda: a_zip({"a.png": SMALL_ONE}), "A zip wants a file of Markdown"),
    "two decks": (lambda: a_zip({"a.md": TWO, "b.csv": ""}), "a.md, b.csv. Leave one in it"),
    "a locked deck": (lambda: locked(GOOD, "cards.md"), "cards.md wants a password"),
    "too much": (
        lambda: a_zip({"cards.md": b"x" * 9_000_000}, compression=zipfile.ZIP_DEFLATED),
        "1 MB at most",
    ),
    "no card": (lambda: a_zip({"cards.md": "## A\n\n"}), "“A” has no text."),
    "too many cards": (
        lambda: a_zip({"cards.md": "".join(f"## {number}\n\nx\n\n" for number in range(301))}),
        "300 cards at most",
    ),
}


@pytest.mark.parametrize("what", NO_DECKS)
def test_of_what_is_no_deck_nothing_comes_in_and_it_says_why(cast: Cast, what: str) -> None:
    make, word = NO_DECKS[what]
    deck, whole = a_deck(cast), make()
    assert word in bring(cast, f"/decks/{deck.pk}/change/", whole)
    assert word in bring(cast, "/c/riverbend/decks/new/", whole)
    assert Deck.objects.count() == 1
    assert deck.cards.count() == len(THREE)
    assert not Bringing.objects.exists()
    assert waiting() == []
