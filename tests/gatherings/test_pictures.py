"""The picture of a gathering: made anew, told in words too, for those who see the gathering."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.gatherings import actions
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.pictures import ALBUM, LARGE, SMALL, forget_stray_pictures
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_files
from kinweave.people.models import Person
from tests.gatherings.cast import AT, FIRST_DAY, Cast, a_draft, client_of, once
from tests.gatherings.test_pages import shown
from tests.people.test_picture import CAMERA, REFUSED, drawn, photograph

WORDS = "A pot on a table"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def files() -> set[str]:
    return {path.name for path in ALBUM.folder.glob("*")}


def upload(data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("soup.jpg", data or drawn(), content_type="image/jpeg")


def pictured(gathering: Gathering, host: Person, data: bytes = b"") -> Gathering:
    """The same, with a picture."""
    data = data or drawn()
    made = ALBUM.read(BytesIO(data), len(data))
    actions.show_picture(host, gathering, picture=made, alt=WORDS, at=AT)
    return Gathering.objects.get(pk=gathering.pk)


def address(gathering: Gathering, size: int = LARGE) -> str:
    return f"{gathering.get_absolute_url()}picture/{size}/"


def status(viewer: Person | None, gathering: Gathering, size: int = LARGE) -> int:
    answer = (client_of(viewer) if viewer else Client()).get(address(gathering, size))
    answer.getvalue()  # read to its end, which closes the file
    return answer.status_code


@pytest.mark.parametrize(
    ("size", "kept", "small"),
    [((2600, 1300), (1280, 640), (640, 320)), ((500, 2000), (320, 1280), (160, 640)),
     ((300, 200), (300, 200), (300, 200)), ((4000, 1), (1280, 1), (640, 1))],
)  # fmt: skip
def test_a_picture_keeps_its_shape_and_is_never_blown_up(
    size: tuple[int, int], kept: tuple[int, int], small: tuple[int, int], cast: Cast
) -> None:
    of = pictured(once(cast.ada, cast.circle), cast.ada, drawn("PNG", size))
    assert of.picture_shape == kept
    sizes = [opened(of, side).size for side in (LARGE, SMALL)]
    assert sizes == [kept, small]


def test_position_and_camera_are_gone_and_it_stands_upright(cast: Cast) -> None:
    of = pictured(once(cast.ada, cast.circle), cast.ada, photograph())
    assert of.picture_shape == (600, 800), "turned to the right"
    for side in ALBUM.sizes:
        assert CAMERA.encode() not in ALBUM.path_of(of.picture, side).read_bytes()
        assert not opened(of, side).getexif()


def opened(gathering: Gathering, side: int) -> Image.Image:
    return Image.open(BytesIO(ALBUM.path_of(gathering.picture, side).read_bytes()))


def form(**more: Any) -> dict[str, Any]:
    return {
        "name": "Soup", "day": f"{FIRST_DAY}", "time": "19:00", "ends": "21:00", "zone": "UTC",
        "every": "once", "times": "1", "shared": "seen", "audience": "circle", "minutes": "120",
        **more,
    }  # fmt: skip


def test_it_is_planned_with_a_picture_changed_and_taken_away(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(cast.ada)
    new = f"{cast.circle.get_absolute_url()}gatherings/new/"
    answer = client.post(new, form(picture=upload(), picture_alt=WORDS))
    made = Gathering.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert f'alt="{WORDS}" width="800" height="600"' in shown(cast.ada, made)
    first = files()
    assert len(first) == 2
    change = f"{made.get_absolute_url()}change/"
    client.post(change, form(picture_alt="A pot"))
    assert files() == first
    assert 'alt="A pot"' in shown(cast.ada, made)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(change, form(picture=upload(photograph()), picture_alt=WORDS))
    assert len(files()) == 2
    assert files().isdisjoint(first), "the one before is gone from the disk"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(change, form(picture_alt=WORDS, no_picture="on"))
    assert files() == set()
    made.refresh_from_db()
    assert (made.picture, made.picture_alt) == ("", "")
    assert 'class="picture"' not in shown(cast.ada, made)


def test_a_picture_without_words_is_asked_for_them_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = client_of(cast.ada)
    new = f"{cast.circle.get_absolute_url()}gatherings/new/"
    answer = client.post(new, form(name="Soup of leek", picture=upload()))
    assert "what is to be seen on the picture" in answer.content.decode()
    assert 'value="Soup of leek"' in answer.content.decode()
    assert not Gathering.objects.exists()
    assert files() == set(), "nothing lies there that belongs to nobody"


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_plain_picture_is_refused_in_words(what: str, cast: Cast) -> None:
    data, words = REFUSED[what]
    made = once(cast.ada, cast.circle)
    change = f"{made.get_absolute_url()}change/"
    sent = SimpleUploadedFile("soup.jpg", data, content_type="image/jpeg")
    answer = client_of(cast.ada).post(change, form(picture=sent, picture_alt=WORDS))
    assert words in answer.content.decode()
    assert files() == set()


def test_thirty_megabytes_are_refused_in_words(cast: Cast) -> None:
    made = once(cast.ada, cast.circle)
    sent = upload(drawn() + bytes(30_000_000))
    answer = client_of(cast.ada).post(
        f"{made.get_absolute_url()}change/", form(picture=sent, picture_alt=WORDS)
    )
    assert "8 MB" in answer.content.decode()
    assert files() == set()


def test_it_is_shown_to_whoever_sees_the_gathering_and_comes_as_nothing_but_a_picture(
    cast: Cast,
) -> None:
    of = pictured(once(cast.ada, cast.circle), cast.ada)
    assert [status(one, of) for one in (cast.ada, cast.ben, cast.sol, None)] == [200, 200, 404, 404]
    answer = client_of(cast.ben).get(address(of))
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, max-age=86400"
    assert Image.open(BytesIO(answer.getvalue())).size == of.picture_shape
    assert status(cast.ben, of, 641) == 404
    leave(cast.ben, cast.circle, at=AT)
    assert status(cast.ben, of) == 404, "asked again at each request"
    public = pictured(once(cast.ada, cast.circle, audience="public"), cast.ada)
    assert status(None, public) == 200


def test_a_draft_keeps_its_picture_to_its_host_and_takes_it_along(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    draft = pictured(a_draft(cast.ada, cast.circle), cast.ada)
    assert [status(one, draft) for one in (cast.ada, cast.ben, cast.stella, None)] == [
        200, 404, 404, 404,
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        pictured(draft, cast.ben)
    with pytest.raises(NotAllowed):
        actions.remove_picture(cast.ben, draft, at=AT)
    assert len(files()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_draft(cast.ada, draft)
    assert files() == set()


@pytest.mark.parametrize("forgotten", [True, False])
def test_drafts_of_somebody_who_goes_go_with_their_pictures(
    forgotten: bool, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    pictured(a_draft(cast.ada, cast.circle), cast.ada)
    stays = pictured(once(cast.ada, cast.circle), cast.ada)
    with django_capture_on_commit_callbacks(execute=True):
        if forgotten:
            forget(cast.ada.pk, at=AT)
        else:
            leave(cast.ada, cast.circle, at=AT)
    assert files() == {f"{stays.picture}-{side}.webp" for side in ALBUM.sizes}


def test_no_list_shows_it_and_the_page_offers_the_small_one_to_small_screens(cast: Cast) -> None:
    of = pictured(once(cast.ada, cast.circle), cast.ada)
    page = shown(cast.ben, of)
    (sources,) = re.findall(r'srcset="([^"]+)"', page)
    assert sources == ", ".join(
        f"{address(of, side)}?{of.picture[:8]} {wide}w"
        for side, wide in ((SMALL, 640), (LARGE, 800))
    )
    for listed in ("/gatherings/", "/gatherings/month/", "/c/riverbend/gatherings/"):
        assert "picture/" not in client_of(cast.ben).get(listed).content.decode()


def test_one_takes_ones_pictures_along(cast: Cast) -> None:
    of = pictured(a_draft(cast.ada, cast.circle, rhythm=Rhythm(Every.ONCE)), cast.ada)
    assert all_files(cast.ada)[f"gathering-{of.pk}.webp"] == ALBUM.path_of(of.picture, LARGE)
    assert f"gathering-{of.pk}.webp" not in all_files(cast.ben)


def test_what_a_killed_upload_left_behind_is_removed_and_nothing_else(cast: Cast) -> None:
    of, data, now = pictured(once(cast.ada, cast.circle), cast.ada), drawn(), timezone.now()
    ALBUM.keep(ALBUM.read(BytesIO(data), len(data)))
    assert forget_stray_pictures(now) == 0, "an upload may be under way"
    assert forget_stray_pictures(now + timedelta(days=2)) == 2
    assert files() == {f"{of.picture}-{side}.webp" for side in ALBUM.sizes}
