"""A picture: made anew from what came in, shown to those whom it was told, refused in words."""

from __future__ import annotations

import struct
import zipfile
import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from kinweave.people import pictures
from kinweave.people.models import Person, Profile, Told
from kinweave.people.tidying import forget_stray_pictures
from tests import builders

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
CAMERA = "canary-camera"


def drawn(kind: str = "JPEG", size: tuple[int, int] = (800, 600), **how: Any) -> bytes:
    """A picture, red on its left half and blue on its right one."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    whole = BytesIO()
    picture.save(whole, kind, **how)
    return whole.getvalue()


def photograph() -> bytes:
    """As a phone makes it: lying on its side, with a position and the camera's name."""
    notes = Image.Exif()
    notes[0x0112] = 6  # orientation: turn it to the right
    notes[0x010F] = CAMERA
    notes.get_ifd(0x8825)[2] = (48.0, 12.0, 30.0)
    return drawn(exif=notes)


def put(data: bytes) -> str:
    return pictures.put_away(BytesIO(data), len(data))


def opened(name: str, size: int) -> Image.Image:
    return Image.open(BytesIO(pictures.path_of(name, size).read_bytes()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_becomes_two_squares(kind: str) -> None:
    name = put(drawn(kind))
    for size in (96, 512):
        made = opened(name, size)
        assert (made.format, made.size) == ("WEBP", (size, size))


def test_a_picture_in_the_colors_of_print_works_too() -> None:
    whole = BytesIO()
    Image.new("CMYK", (600, 600)).save(whole, "JPEG")
    assert opened(put(whole.getvalue()), 512).mode == "RGB"


def test_position_and_camera_are_gone_and_the_picture_stands_upright() -> None:
    data = photograph()
    assert CAMERA.encode() in data
    name = put(data)
    for size in pictures.SIZES:
        assert CAMERA.encode() not in pictures.path_of(name, size).read_bytes()
        assert not opened(name, size).getexif()
    upright = opened(name, 512).convert("RGB")
    red, blue = upright.getpixel((256, 20)), upright.getpixel((256, 490))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200 > blue[0]
    assert blue[2] > 200 > red[2]


def zip_behind(picture: bytes) -> bytes:
    whole = BytesIO(picture)
    whole.seek(0, 2)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("index.html", "hello")
    return whole.getvalue()


def png_header(width: int, height: int) -> bytes:
    """So large a picture in so few bytes that decoding it is what would hurt."""
    small = drawn("PNG", (8, 8))
    head = b"IHDR" + struct.pack(">II", width, height) + small[24:29]
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]


REFUSED = {
    "a drawing that can run": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "not a picture"),
    "a document": (b"%PDF-1.7", "not a picture"),
    "nothing": (b"", "not a picture"),
    "a page in a picture's clothes": (drawn("GIF") + b"<script>alert(1)</script>", "at once"),
    "a page in a comment": (drawn(comment=b"<HTML><body>"), "at once"),
    "an archive in a picture's clothes": (zip_behind(drawn()), "at once"),
    "fifty megapixels": (png_header(10_000, 5_000), "megapixels"),
    "a bomb": (png_header(60_000, 60_000), "megapixels"),
    "half of one": (drawn(size=(2000, 2000))[:3000], "broken"),
    "more than 8 MB": (drawn() + bytes(8_000_000), "8 MB"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_plain_picture_is_refused_in_words(what: str) -> None:
    data, words = REFUSED[what]
    before = set(pictures.folder().glob("*"))
    with pytest.raises(pictures.NoPicture, match=words):
        put(data)
    assert set(pictures.folder().glob("*")) == before


def test_fifty_megapixels_of_a_photograph_are_refused() -> None:
    with pytest.raises(pictures.NoPicture, match="40 megapixels"):
        put(drawn(size=(10_000, 5_000), quality=5))


def pictured(told_as: Told = Told.CIRCLES) -> Person:
    person = builders.person("Petra Pictured")
    Profile.objects.filter(person=person).update(picture=put(drawn()), picture_told=told_as)
    return Person.objects.get(pk=person.pk)


def visit(client: Client, viewer: Person, person: Person, size: int = 96) -> Any:
    client.force_login(viewer, SIGNED_IN)
    return client.get(reverse("picture", args=[person.pk, size]))


def test_a_picture_comes_as_nothing_but_a_picture(client: Client) -> None:
    person = pictured()
    answer = visit(client, person, person)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]
    assert Image.open(BytesIO(answer.getvalue())).size == (96, 96)


@pytest.mark.parametrize(
    ("told_as", "status"), [(Told.ME, 404), (Told.NEAR, 404), (Told.CIRCLES, 200)]
)
def test_a_fellow_member_sees_the_picture_if_it_was_told_so_far(
    client: Client, told_as: Told, status: int
) -> None:
    person, viewer, circle = pictured(told_as), builders.person(), builders.circle()
    builders.member(circle, person)
    builders.member(circle, viewer)
    answer = visit(client, viewer, person)
    assert answer.status_code == status
    answer.close()


def test_other_sizes_and_missing_files_are_not_there(client: Client) -> None:
    person = pictured()
    assert visit(client, person, person, 97).status_code == 404
    pictures.discard_now(person.profile.picture)
    assert visit(client, person, person).status_code == 404


def test_what_a_killed_upload_left_behind_is_removed_and_nothing_else(
    settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    ada = builders.person("Ada")
    Profile.objects.filter(person=ada).update(picture=(kept := put(drawn())))
    stray, now = put(drawn()), timezone.now()
    assert forget_stray_pictures(now) == 0, "an upload may be under way"
    assert forget_stray_pictures(now + timedelta(days=2)) == 2
    assert not pictures.path_of(stray, 96).exists()
    assert pictures.path_of(kept, 96).exists()
    assert forget_stray_pictures(now + timedelta(days=2)) == 0
