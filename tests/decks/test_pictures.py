"""The picture of a card: made anew, told in words too, for those who see the card, and on paper."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kinweave.access import Audience, NotAllowed
from kinweave.decks import actions
from kinweave.decks.choosing import Fitting
from kinweave.decks.models import Card, Sheets
from kinweave.decks.pictures import ALBUM, LARGE, SMALL, forget_stray_pictures
from kinweave.jobs.actions import run_due
from kinweave.people.export.parts import all_files
from tests.decks.doing import a_deck, asking, card_of, read, send
from tests.gatherings.cast import AT, Cast, client_of
from tests.papers.needs import PANGO
from tests.papers.test_papers import inside
from tests.people.test_picture import CAMERA, REFUSED, drawn, photograph

pytestmark = pytest.mark.django_db
WORDS = "Two hands and a thread"
TYPED = {"title": "One breath", "text": "Say how you are.", "kind": "activity", "minutes": "3"}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def files() -> set[str]:
    return {path.name for path in ALBUM.folder.glob("*")}


def change(cast: Cast, card: Card, data: bytes | None, alt: str = WORDS, **more: str) -> str:
    file = {"picture": SimpleUploadedFile("p.jpg", data)} if data is not None else {}
    way = f"{card.get_absolute_url()}change/"
    return send(cast.stella, way, **{**TYPED, "picture_alt": alt, **file, **more})


def pictured(cast: Cast, **said: Any) -> Card:
    card = card_of(a_deck(cast, **said))
    assert "Kept." in change(cast, card, photograph())
    card.refresh_from_db()
    return card


def address_of(card: Card, size: int = LARGE) -> str:
    return f"{card.get_absolute_url()}picture/{size}/"


def test_it_stands_on_the_card_wherever_that_is_shown(cast: Cast) -> None:
    card = pictured(cast)
    table = actions.lay(cast.ben, card.deck, fits=Fitting(minutes=5), seed=1, at=AT)
    deck = card.deck.get_absolute_url()
    small, large = (f"{address_of(card, size)}?{card.picture[:8]}" for size in (SMALL, LARGE))
    for page in (deck, f"{deck}draw/?cards=3"):
        shown = read(cast.ben, page)
        assert f'<img src="{small}" alt="{WORDS}" width="600" height="800" loading="lazy"' in shown
        assert large not in shown, "a hand has no room for it"
    for page in (
        card.get_absolute_url(), table.get_absolute_url(), f"{deck}draw/?scale=crew",
    ):  # fmt: skip
        shown = read(cast.ben, page)
        assert f'srcset="{small} 480w, {large} 600w"' in shown, page
        assert f'alt="{WORDS}" width="600" height="800">' in shown


def test_nothing_of_where_it_was_taken_remains(cast: Cast) -> None:
    card = pictured(cast)
    for size in ALBUM.sizes:
        assert CAMERA.encode() not in ALBUM.path_of(card.picture, size).read_bytes()


def test_a_blank_card_is_filled_in_with_a_picture_which_changes_and_goes(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    deck = a_deck(cast)
    file = SimpleUploadedFile("p.png", drawn("PNG"))
    said = {**TYPED, "title": "Mine", "picture": file, "picture_alt": WORDS}
    assert "The card is in the deck." in send(cast.ben, f"/decks/{deck.pk}/cards/new/", **said)
    card = card_of(deck, "Mine")
    first = files()
    assert len(first) == 2
    with django_capture_on_commit_callbacks(execute=True):
        change(cast, card, drawn("PNG", (40, 30)), title="Mine")
    assert len(files() | first) == 4
    with django_capture_on_commit_callbacks(execute=True):
        change(cast, card, None, title="Mine", no_picture="1")
    assert files() == set()
    card.refresh_from_db()
    assert (card.picture, card.picture_alt) == ("", "")


def test_without_its_words_it_is_not_kept_and_nothing_typed_is_lost(cast: Cast) -> None:
    card = card_of(a_deck(cast))
    shown = change(cast, card, drawn(), alt="")
    assert "Say in a few words what is to be seen on the picture." in shown
    assert "Say how you are." in shown
    assert files() == set()


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_plain_picture_is_refused_in_words(cast: Cast, what: str) -> None:
    data, words = REFUSED[what]
    assert words in change(cast, card_of(a_deck(cast)), data)
    assert files() == set()


def test_whoever_sees_the_card_sees_it_and_nobody_else(cast: Cast) -> None:
    card = pictured(cast)
    answer = client_of(cast.ben).get(address_of(card))
    colors = ALBUM.path_of(card.picture, LARGE).read_bytes()
    assert answer.getvalue() == colors
    assert answer["Content-Type"] == "image/webp"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client_of(cast.ben).get(address_of(card, 641)).status_code == 404
    for outside in (cast.sol, None):
        assert asking(outside).get(address_of(card)).status_code == 404
    actions.change_deck(cast.stella, card.deck, audience=Audience.PUBLIC)
    assert asking(None).get(address_of(card)).getvalue() == colors
    plain = card_of(card.deck, "A walk")
    assert client_of(cast.ben).get(address_of(plain)).status_code == 404


def test_only_whose_card_it_is_and_who_keeps_the_deck_change_it(cast: Cast) -> None:
    card = pictured(cast)
    with pytest.raises(NotAllowed):
        actions.remove_picture(cast.ben, card)
    with pytest.raises(NotAllowed):
        actions.show_picture(cast.ben, card, picture=ALBUM.read(*opened(drawn())), alt="Mine")
    assert len(files()) == 2


def test_it_goes_with_its_deck_and_strays_go_after_a_day(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    card, now = pictured(cast), timezone.now()
    ALBUM.keep(ALBUM.read(*opened(drawn())))
    assert forget_stray_pictures(now) == 0, "an upload may be under way"
    assert forget_stray_pictures(now + timedelta(days=2)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        actions.throw_away(cast.stella, card.deck)
    assert files() == set()


def test_who_filled_a_card_in_takes_its_picture_along(cast: Cast) -> None:
    card = pictured(cast)
    Card.objects.filter(pk=card.pk).update(author=cast.ben)
    assert all_files(cast.ben)[f"card-{card.pk}.webp"] == ALBUM.path_of(card.picture, LARGE)
    assert f"card-{card.pk}.webp" not in all_files(cast.cleo)


@PANGO
def test_it_is_printed_with_its_words_and_another_one_is_another_sheet(cast: Cast) -> None:
    card = pictured(cast)
    first = actions.ask_for_sheets(cast.ben, card.deck, at=AT)
    run_due(AT.replace(year=AT.year + 9), Sheets)
    paper = inside(first.path.read_bytes())
    assert paper.count(b"/Subtype /Image") == 1
    assert f"({WORDS})".encode() in paper
    actions.remove_picture(cast.stella, card)
    assert actions.ask_for_sheets(cast.ben, card.deck, at=AT) != first


@PANGO
def test_a_sheet_is_made_also_where_a_picture_is_gone_from_the_disk(cast: Cast) -> None:
    card = pictured(cast)
    for size in ALBUM.sizes:
        ALBUM.path_of(card.picture, size).unlink()
    assert client_of(cast.ben).get(address_of(card)).status_code == 404
    row = actions.ask_for_sheets(cast.ben, card.deck, at=AT)
    run_due(AT.replace(year=AT.year + 9), Sheets)
    assert row.path.is_file()


def opened(data: bytes) -> tuple[BytesIO, int]:
    return BytesIO(data), len(data)
