"""Telling of oneself: each part with who sees it, kept as a whole, said back when it cannot be."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinweave.circles.models import Scale
from kinweave.journal.models import Entry
from kinweave.people import languages, pictures
from kinweave.people.actions.profile import show_picture
from kinweave.people.models import Block, Field, Person, Profile, SpokenLanguage, Told, Topic
from kinweave.plans.languages import language
from tests import builders
from tests.people.test_picture import SIGNED_IN, drawn


def filled(**more: Any) -> dict[str, Any]:
    """The form as somebody sends it who has told nothing but their name."""
    told = {f"{field}_told": Told.CIRCLES for field in Field}
    rows = {"languages-TOTAL_FORMS": 2, "languages-INITIAL_FORMS": 0}
    for n in range(2):
        rows |= {f"languages-{n}-code": "", f"languages-{n}-fluency": 3}
    return {"name": "Ada Anker", "time_zone": "UTC", **told, **rows, **more}


@pytest.fixture
def ada(client: Client) -> Person:
    person = builders.person("Ada Anker")
    client.force_login(person, SIGNED_IN)
    return person


def words_of(person: Person, kind: str) -> list[str]:
    return [topic.words for topic in Topic.objects.filter(person=person, kind=kind)]


def test_what_is_told_is_kept_with_whom_it_is_told_to(client: Client, ada: Person) -> None:
    answer = client.post(
        "/profile/",
        filled(
            pronouns="she/her", about="I bake.\nAnd sing.", place="Vienna", place_told="near",
            point="48.2085, 16.3721", time_zone="Europe/Vienna", zone_told="me",
            interests="bread, choirs", skills="welding", learning="to rest",
            **{"languages-0-code": "de", "languages-0-fluency": 4, "languages-1-code": "es"},
        ),
        follow=True,
    )  # fmt: skip
    assert answer.redirect_chain[-1][0] == reverse("person", args=[ada.pk])
    assert "It is kept" in answer.content.decode()
    ada = Person.objects.get(pk=ada.pk)
    assert (ada.time_zone, ada.profile.pronouns, ada.profile.place) == (
        "Europe/Vienna", "she/her", "Vienna",
    )  # fmt: skip
    assert ada.profile.about.splitlines() == ["I bake.", "And sing."]
    assert (ada.profile.place_told, ada.profile.zone_told) == ("near", "me")
    assert [(one.code, one.fluency) for one in ada.languages.all()] == [("de", 4), ("es", 3)]
    assert [words_of(ada, kind) for kind in Topic.Kind.values] == [
        ["bread", "choirs"], ["welding"], ["to rest"],
    ]  # fmt: skip
    assert Entry.objects.filter(verb="people.told_of_themselves", actor=ada).count() == 1


def test_a_point_is_kept_as_a_region_and_no_house(client: Client, ada: Person) -> None:
    client.post("/profile/", filled(point="-33.4489, \N{MINUS SIGN}70.6693"))
    assert Profile.objects.get(person=ada).point == (Decimal("-33.4"), Decimal("-70.7"))
    client.post("/profile/", filled(point=""))
    assert Profile.objects.get(person=ada).point is None


@pytest.mark.parametrize("wrong", ["Vienna", "48.2", "91, 0", "0, 181", "1, 2, 3", "1, 2 <b>"])
def test_a_point_that_is_none_is_said_back(client: Client, ada: Person, wrong: str) -> None:
    page = client.post("/profile/", filled(point=wrong, place="canary-typed")).content.decode()
    assert "Nothing of what you wrote is lost" in page
    assert "canary-typed" in page
    assert Profile.objects.get(person=ada).place == ""


def test_the_same_words_are_one_however_they_are_written(client: Client, ada: Person) -> None:
    client.post("/profile/", filled(interests=" Bread ,bread;  sour\tdough,,Cafe\u0301,café\n"))
    assert words_of(ada, "interests") == ["Bread", "sour dough", "Café"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (", ".join(f"word {n}" for n in range(21)), "These are 21; up to 20 fit."),
        ("x" * 61, "is longer than 60 signs"),
    ],
)
def test_too_many_or_too_long_words_are_said_back(
    client: Client, ada: Person, words: str, said: str
) -> None:
    page = client.post("/profile/", filled(interests=words, skills="kept")).content.decode()
    assert said in page
    assert words in page
    assert words_of(ada, "skills") == []


def test_a_language_is_spoken_once(client: Client, ada: Person) -> None:
    twice = {"languages-0-code": "de", "languages-1-code": "de"}
    assert "German is here twice" in client.post("/profile/", filled(**twice)).content.decode()
    assert not SpokenLanguage.objects.filter(person=ada).exists()


def test_a_line_without_its_language_is_left_out(client: Client, ada: Person) -> None:
    SpokenLanguage.objects.create(person=ada, code="de", fluency=4)
    client.post("/profile/", filled(**{"languages-INITIAL_FORMS": 1}))
    assert not SpokenLanguage.objects.filter(person=ada).exists()


@pytest.mark.parametrize(
    "hostile",
    [
        {"time_zone": "Mars/Base"},
        {"about_told": "everybody"},
        {"languages-0-code": "xx-nowhere"},
        {"languages-0-code": "de", "languages-0-fluency": 9},
        {"languages-TOTAL_FORMS": "100000"},
        {"languages-TOTAL_FORMS": "none"},
        {"name": ""},
        {"name": "x" * 81},
    ],
)
def test_what_the_page_does_not_offer_is_not_taken(
    client: Client, ada: Person, hostile: dict[str, Any]
) -> None:
    answer = client.post("/profile/", filled(about="canary-typed", **hostile))
    assert answer.status_code == 200
    assert "canary-typed" in answer.content.decode()
    assert Profile.objects.get(person=ada).about == ""


def test_only_the_profile_changes_whatever_else_is_sent(client: Client, ada: Person) -> None:
    other = builders.person("Otto Other")
    client.post(
        "/profile/",
        filled(
            email="new@example.org", is_staff="on", is_superuser="on", person=other.pk,
            pk=other.pk, picture="../secret", latitude="1.23456",
        ),
    )  # fmt: skip
    after = Person.objects.get(pk=ada.pk)
    assert (after.email, after.is_staff, after.is_superuser) == (ada.email, False, False)
    assert (after.profile.picture, after.profile.latitude) == ("", None)
    assert Person.objects.get(pk=other.pk).name == "Otto Other"


def test_a_name_stays_on_one_line(client: Client, ada: Person) -> None:
    client.post("/profile/", filled(name="Ada\r\nBcc: all@example.org\u2028Anker"))
    assert Person.objects.get(pk=ada.pk).name == "Ada Bcc: all@example.org Anker"


def test_an_old_zone_may_stay(client: Client, ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(time_zone="US/Eastern")
    client.post("/profile/", filled(time_zone="US/Eastern", pronouns="they"))
    assert Profile.objects.get(person=ada).pronouns == "they"


# The page of a person ---------------------------------------------------------------------------


def test_a_page_shows_each_part_to_whom_it_was_told(client: Client, ada: Person) -> None:
    other, crew, whole = (
        builders.person("Otto"),
        builders.circle("Pod", Scale.CREW),
        builders.circle(),
    )
    builders.member(whole, ada)
    builders.member(whole, other)
    Profile.objects.filter(person=other).update(
        about="canary-near", about_told="near", place="canary-all", pronouns="canary-me",
        pronouns_told="me",
    )  # fmt: skip
    address = reverse("person", args=[other.pk])
    page = client.get(address).content.decode()
    assert "canary-all" in page
    assert "canary-near" not in page
    assert "canary-me" not in page
    assert whole.name in page
    for who in (ada, other):
        builders.member(crew, who)
    page = client.get(address).content.decode()
    assert "canary-near" in page
    assert "canary-me" not in page


def test_a_page_shows_only_the_circles_of_both(client: Client, ada: Person) -> None:
    other, both, theirs = builders.person("Otto"), builders.circle(), builders.circle("Canary pod")
    for who in (ada, other):
        builders.member(both, who)
    builders.member(theirs, other)
    page = client.get(reverse("person", args=[other.pk])).content.decode()
    assert both.name in page
    assert "Canary pod" not in page


def test_a_stranger_and_nobody_are_the_same_answer(client: Client, ada: Person) -> None:
    stranger, hidden, circle = builders.person(), builders.person(), builders.circle()
    builders.member(circle, ada)
    builders.member(circle, hidden)
    Block.objects.create(person=hidden, other=ada, since=builders.NOW)
    for number in (stranger.pk, hidden.pk, 10**9):
        assert client.get(reverse("person", args=[number])).status_code == 404


def test_a_page_asks_no_more_where_more_is_told(client: Client, ada: Person) -> None:
    other, counts = builders.person("Otto"), []
    for number in (1, 3):
        for n in range(number):
            circle = builders.circle(f"Circle {number} {n}")
            for who in (ada, other):
                builders.member(circle, who)
            Topic.objects.create(person=other, kind="skills", words=f"skill {number} {n}")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("person", args=[other.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


# The picture ------------------------------------------------------------------------------------


def send(client: Client, data: bytes, name: str = "me.jpg") -> Any:
    return client.post(
        "/profile/picture/", {"picture": SimpleUploadedFile(name, data, "image/jpeg")}, follow=True
    )


def files() -> set[str]:
    return {path.name for path in pictures.folder().glob("*")}


def test_a_new_picture_takes_the_place_of_the_one_before(
    client: Client, ada: Person, django_capture_on_commit_callbacks: Any
) -> None:
    before = files()
    names = []
    for _round in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert "Your picture is here" in send(client, drawn()).content.decode()
        names.append(Profile.objects.get(person=ada).picture)
        assert files() - before == {f"{names[-1]}-{size}.webp" for size in pictures.SIZES}
    assert names[0] != names[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/profile/picture/removal/")
    assert Profile.objects.get(person=ada).picture == ""
    assert files() == before


def test_the_old_picture_stays_until_the_new_one_is_certain(client: Client, ada: Person) -> None:
    send(client, drawn())
    old = Profile.objects.get(person=ada).picture
    send(client, drawn())  # not committed: the test's transaction stays open
    assert {f"{old}-{size}.webp" for size in pictures.SIZES} <= files()


def test_a_picture_of_nobody_leaves_no_file(ada: Person) -> None:
    before, data = files(), drawn()
    gone = Person.objects.get(pk=ada.pk)
    Person.objects.filter(pk=ada.pk).delete()
    with pytest.raises(Person.DoesNotExist):
        show_picture(gone, upload=BytesIO(data), size=len(data), at=builders.NOW)
    assert files() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a picture of a kind"),
        (drawn("GIF") + b"<script>alert(1)</script>", "something else at once"),
        (drawn() + bytes(30_000_000), "larger than 8 MB"),
        (b"", "not a picture of a kind"),
    ],
)
def test_what_cannot_be_used_is_said_on_the_page(
    client: Client, ada: Person, data: bytes, said: str
) -> None:
    before = files()
    answer = send(client, data)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert files() == before
    assert Profile.objects.get(person=ada).picture == ""


@pytest.mark.usefixtures("ada")
def test_no_file_at_all_is_said_on_the_page(client: Client) -> None:
    assert "This field is required" in client.post("/profile/picture/").content.decode()


def test_the_form_asks_no_more_of_who_tells_more(client: Client, ada: Person) -> None:
    counts = []
    for number in (1, 3):
        for n in range(number):
            SpokenLanguage.objects.get_or_create(person=ada, code=("de", "es", "fr")[n])
            Topic.objects.get_or_create(person=ada, kind="skills", words=f"skill {n}")
        with CaptureQueriesContext(connection) as asked:
            client.get("/profile/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.once
def test_every_language_that_can_be_chosen_has_a_name_wherever_it_is_said() -> None:
    for code, name in languages.all_by_name():
        assert name != code
        assert language(code) != code
    assert (languages.name_of("ak"), language("ak")) == ("Akan", "Akan")
    assert languages.name_of("de-at") == "German"
    assert languages.called("isizulu") == ["zu"]
    assert languages.name_of("tlh") == "tlh"
