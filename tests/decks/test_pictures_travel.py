"""Decks with pictures: out as a zip, and in again, made anew on the way."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from kinweave.circles.actions import leave
from kinweave.decks import actions
from kinweave.decks.models import Bringing, Card, Deck
from kinweave.decks.opening import opened
from kinweave.decks.pictures import ALBUM, LARGE
from kinweave.decks.reading import Read
from kinweave.decks.reading import read as read_file
from kinweave.decks.taking_in import forget_brought
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.people.erasure.forgetting import forget
from kinweave.pictures import shape_of
from tests.decks.doing import a_deck, asking, card_of, read
from tests.decks.zips import GOOD, LATER, SMALL_ONE, TWO, a_zip, bring, brought, report, waiting
from tests.gatherings.cast import AT, Cast, client_of
from tests.people.test_picture import CAMERA, REFUSED, drawn, photograph

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
ALT = "Two hands and a [thread]"
NEW = "# More\n\n## {title}\n\n- kind: activity\n\n![{alt}]({path})\n\nSing *together*.\n"


def pictured(cast: Cast, titles: Iterable[str] = ("One breath", "A walk"), **said: Any) -> Deck:
    deck = a_deck(cast, licence="CC BY 4.0", words="Small *things*.\n\n## no card", **said)
    for number, title in enumerate(titles):
        whole = drawn("PNG", (60 + number, 30))
        actions.show_picture(
            cast.stella, card_of(deck, title), alt=f"{ALT} {number}",
            picture=ALBUM.read(BytesIO(whole), len(whole)),
        )  # fmt: skip
    return deck


def packed(cast: Cast, deck: Deck, form: str = "md") -> bytes:
    answer = client_of(cast.ben).get(f"/decks/{deck.pk}/cards.{form}.zip")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="little-things.zip"'
    return b"".join(answer.streaming_content)


def pictures(deck: Deck) -> dict[str, tuple[str, tuple[int, int]]]:
    """Words and shapes of the pictures that lie there, by the titles of their cards."""
    return {
        one.title: (one.picture_alt, shape_of(one.picture))
        for one in deck.cards.exclude(picture="")
        if all(ALBUM.path_of(one.picture, size).is_file() for size in ALBUM.sizes)
    }


@pytest.mark.parametrize("form", ["md", "csv"])
def test_a_deck_goes_out_with_its_pictures_and_comes_in_the_same(cast: Cast, form: str) -> None:
    deck = pictured(cast)
    actions.put_away(cast.stella, card_of(deck, "A walk"), at=AT)
    actions.put_back(cast.stella, card_of(deck, "A walk"))
    first = packed(cast, deck, form)
    shown = bring(cast, "/c/riverbend/decks/new/", first, "little-things.zip")
    assert "3 cards came in." in shown
    assert "The pictures are on their way" in shown
    run_due(LATER, Bringing)
    again = Deck.objects.exclude(pk=deck.pk).get()
    assert "2 pictures came in." in report(cast, again)
    assert Bringing.objects.get().odd == []
    assert (again.licence, again.language) == (deck.licence, deck.language)
    if form == "md":
        assert (again.name, again.words) == (deck.name, deck.words)
    assert pictures(again) == pictures(deck)
    assert len(pictures(again)) == 2
    texts = [
        _told(zipfile.ZipFile(BytesIO(one))) for one in (first, packed_again(cast, again, form))
    ]
    assert texts[0] == texts[1]
    assert waiting() == []


def packed_again(cast: Cast, deck: Deck, form: str) -> bytes:
    answer = client_of(cast.ben).get(f"/decks/{deck.pk}/cards.{form}.zip")
    return b"".join(answer.streaming_content)


def _told(packed: zipfile.ZipFile) -> tuple[list[str], Read]:
    [text] = [one for one in packed.namelist() if one.startswith("cards.")]
    found = read_file(text, packed.read(text))
    found.name = found.words = ""
    return packed.namelist(), found


def test_beside_the_link_it_says_what_comes(cast: Cast) -> None:
    plain, deck = a_deck(cast), pictured(cast, name="Pictured")
    assert "with its pictures" not in read(cast.ben, f"/decks/{plain.pk}/")
    for asked in ({}, {"kind": "mission"}):
        assert f"/decks/{deck.pk}/cards.md.zip" in read(cast.ben, f"/decks/{deck.pk}/", **asked)


def test_only_who_sees_the_deck_takes_it_along(cast: Cast) -> None:
    deck = pictured(cast)
    for form in ("md", "csv"):
        for outside in (cast.sol, None):
            answer = asking(outside).get(f"/decks/{deck.pk}/cards.{form}.zip")
            assert answer.status_code == 404


def test_a_picture_that_is_gone_from_the_disk_is_not_named(cast: Cast) -> None:
    deck = pictured(cast)
    ALBUM.path_of(card_of(deck).picture, LARGE).unlink()
    with zipfile.ZipFile(BytesIO(packed(cast, deck))) as made:
        assert made.testzip() is None
        assert made.namelist() == ["cards.md", "pictures/003-a-walk.webp"]
        assert made.read("cards.md").count(b"![") == 1


def test_a_plain_file_that_names_pictures_says_which_did_not_come(cast: Cast) -> None:
    deck = pictured(cast)
    text = client_of(cast.ben).get(f"/decks/{deck.pk}/cards.md").content
    assert b"](pictures/002-one-breath.webp)" in text
    shown = bring(cast, "/c/riverbend/decks/new/", text, "little.md")
    assert "3 cards came in." in shown
    assert "“One breath” came without its picture pictures/002-one-breath.webp" in shown
    assert "“A walk” came without" in shown
    again = Deck.objects.exclude(pk=deck.pk).get()
    bring(cast, f"/decks/{again.pk}/change/", packed(cast, deck))
    run_due(LATER, Bringing)
    assert pictures(again) == pictures(deck), "the zip brings what lacked"


def test_a_picture_is_made_anew_and_nothing_else_of_its_file_stays(cast: Cast) -> None:
    text = NEW.format(title="Sing", alt=ALT, path="sub/a%20b.jpg")
    whole = a_zip({"top/deck.md": text, "top/sub/a b.jpg": photograph(), "top/.hidden.md": "x"})
    deck, said = brought(cast, whole)
    assert "1 picture came in." in said
    card = card_of(deck, "Sing")
    assert card.picture_alt == "Two hands and a [thread]"
    for size in ALBUM.sizes:
        assert CAMERA.encode() not in ALBUM.path_of(card.picture, size).read_bytes()


@pytest.mark.parametrize("what", REFUSED)
def test_a_bad_picture_loses_neither_its_card_nor_the_others(cast: Cast, what: str) -> None:
    data, words = REFUSED[what]
    text = NEW.format(title="Sing", alt="x", path="bad.jpg") + "## Hum\n\n![y](good.png)\n\nHum."
    deck, said = brought(cast, a_zip({"cards.md": text, "bad.jpg": data, "good.png": SMALL_ONE}))
    assert "“Sing” came without its picture bad.jpg." in said
    assert words in said
    assert [one.title for one in deck.cards.exclude(picture="")] == ["Hum"]
    assert card_of(deck, "Sing").text == "Sing *together*."


def test_what_is_odd_about_pictures_is_said(cast: Cast) -> None:
    table = "title,text,picture,picture_alt\nA,a,one.png,\nB,b,../../etc/passwd,x\nC,c,no.png,x\n"
    files = {"t.csv": table, "one.png": SMALL_ONE, "left.png": SMALL_ONE, "also.gif": b""}
    deck, said = brought(cast, a_zip(files))
    assert "The picture of “A” has no words" in said
    assert "“B”: there is no picture ../../etc/passwd in the zip." in said
    assert "“C”: there is no picture no.png in the zip." in said
    assert (
        "2 pictures in the zip are named by no card, and were left out: also.gif, left.png" in said
    )
    assert [one.title for one in deck.cards.exclude(picture="")] == ["A"]


def test_of_several_files_the_one_called_cards_is_taken(cast: Cast) -> None:
    deck, _said = brought(cast, a_zip({"readme.md": "# Hello", "Cards.md": "## A\n\na\n"}))
    assert deck.cards.filter(title="A").exists()


def test_whoever_is_killed_goes_on_where_they_were(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = a_deck(cast)
    whole = a_zip({"cards.md": TWO, "a.png": SMALL_ONE, "b.png": SMALL_ONE})
    bring(cast, f"/decks/{deck.pk}/change/", whole)
    with monkeypatch.context() as killed:
        killed.setattr(Bringing, "still_at_it", lambda *_now, **_told: False)
        run_due(LATER, Bringing)
    assert set(pictures(deck)) == {"A"}
    Bringing.objects.update(state=State.WAITING, claimed_at=None)
    run_due(LATER, Bringing)
    assert set(pictures(deck)) == {"A", "B"}
    assert "2 pictures came in." in report(cast, deck)
    assert len(list(ALBUM.folder.glob("*"))) == 4


def test_a_card_that_says_otherwise_or_has_a_picture_keeps_it(cast: Cast) -> None:
    deck = pictured(cast, ["One breath"])
    before = pictures(deck)
    text = "## One breath\n\n![x](a.png)\n\nSay how you are.\n\n## A walk\n\n![x](a.png)\n\nRun.\n"
    bring(cast, f"/decks/{deck.pk}/change/", a_zip({"cards.md": text, "a.png": SMALL_ONE}))
    run_due(LATER, Bringing)
    assert pictures(deck) == before
    assert not Bringing.objects.filter(state=State.WAITING).exists()


def test_whoever_may_not_any_more_brings_no_picture(cast: Cast) -> None:
    deck = a_deck(cast)
    bring(cast, f"/decks/{deck.pk}/change/", a_zip(GOOD))
    Bringing.objects.update(person=cast.ben)
    run_due(LATER, Bringing)
    assert pictures(deck) == {}
    assert Bringing.objects.get().state == State.DROPPED
    assert waiting() == []


def test_what_came_in_is_read_by_whoever_brought_it_alone(cast: Cast) -> None:
    deck = a_deck(cast)
    bring(cast, f"/decks/{deck.pk}/change/", b"## canary-odd\n\n## A\n\na\n", "c.md")
    row = Bringing.objects.get()
    assert "canary-odd" in read(cast.stella, row.get_absolute_url())
    assert client_of(cast.ben).get(row.get_absolute_url()).status_code == 403
    assert client_of(cast.sol).get(row.get_absolute_url()).status_code == 404
    Bringing.objects.update(person=cast.ben)
    assert client_of(cast.stella).get(row.get_absolute_url()).status_code == 404


def test_what_was_brought_goes_with_whoever_leaves_or_is_forgotten_and_after_a_month(
    cast: Cast,
) -> None:
    deck = a_deck(cast)
    for who, way in (
        (cast.ben, lambda: leave(cast.ben, cast.circle, at=AT)),
        (cast.cleo, lambda: forget(cast.cleo.pk, at=AT)),
    ):
        bring(cast, f"/decks/{deck.pk}/change/", a_zip(GOOD))
        Bringing.objects.update(person=who)
        assert len(waiting()) == 1
        deck.cards.filter(title__in="AB").delete()
        way()
        assert not Bringing.objects.exists()
        assert waiting() == []
    bring(cast, f"/decks/{deck.pk}/change/", b"## canary-odd\n\n## A\n\na\n", "c.md")
    (Bringing.folder() / "stray.zip").write_bytes(b"")
    now = timezone.now()
    assert forget_brought(now) == 0
    assert forget_brought(now + timedelta(days=31)) == 2
    assert not Bringing.objects.exists()


def test_whoever_is_forgotten_leaves_their_cards_without_pictures(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    deck = pictured(cast)
    Card.objects.filter(title="A walk").update(author=cast.ben)
    mine, others = (card_of(deck, title).picture for title in ("A walk", "One breath"))
    with django_capture_on_commit_callbacks(execute=True):
        forget(cast.ben.pk, at=AT)
    assert card_of(deck, "A walk").picture == ""
    assert [ALBUM.path_of(one, LARGE).exists() for one in (mine, others)] == [False, True]


def test_what_a_deck_says_too_long_of_itself_is_cut_and_said(cast: Cast) -> None:
    words = f"- licence: {'l' * 90}\n- language: klingon\n\n{'w' * 2_100}"
    text = f"# {'n' * 90}\n\n{words}\n\n## A\n\na\n"
    assert "80 letters for its name" in bring(
        cast, "/c/riverbend/decks/new/", text.encode(), "c.md"
    )
    deck = Deck.objects.get()
    said = (deck.name, deck.licence, deck.words, deck.language)
    assert said == ("n" * 80, "l" * 80, "w" * 2_000, "en")


def test_a_table_alone_is_called_as_its_file(cast: Cast) -> None:
    shown = bring(cast, "/c/riverbend/decks/new/", b"title,text\nA,a\n", "Rainy days.csv")
    assert "1 card came in." in shown
    assert Deck.objects.get().name == "Rainy days"


def test_a_picture_named_by_many_cards_is_made_for_each() -> None:
    text = "".join(f"## {number}\n\n![x](a.png)\n\nx\n\n" for number in range(3))
    found = opened("c.zip", BytesIO(a_zip({"cards.md": text, "a.png": SMALL_ONE})))
    assert found.pictures == {"0": "a.png", "1": "a.png", "2": "a.png"}
