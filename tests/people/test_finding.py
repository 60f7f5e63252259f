"""Finding people: by what they tell whoever looks, and by nothing else."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinweave.circles.models import Application, Circle, Membership, Scale, Standing
from kinweave.people.models import Block, Field, Person, Profile, SpokenLanguage, Told, Topic
from tests import builders
from tests.people.test_picture import SIGNED_IN

FINDABLE = {
    Field.PLACE: "Quarzazate", Field.LANGUAGES: "Icelandic", Field.INTERESTS: "mycology",
    Field.SKILLS: "thatching", Field.LEARNING: "bookbinding",
}  # fmt: skip
"""A word for each field that nobody else tells."""


pytestmark = pytest.mark.usefixtures("ada")


@pytest.fixture
def circle() -> Circle:
    return builders.circle()


@pytest.fixture
def ada(client: Client, circle: Circle) -> Person:
    person = builders.person("Ada Anker")
    builders.member(circle, person)
    client.force_login(person, SIGNED_IN)
    return person


def fellow(circle: Circle, name: str = "Otto Other", **told: str) -> Person:
    """Somebody in ``circle`` who has filled in all that can be found."""
    person = builders.person(name)
    builders.member(circle, person)
    Profile.objects.filter(person=person).update(place="Quarzazate", **told)
    SpokenLanguage.objects.create(person=person, code="is", fluency=4)
    for kind in Topic.Kind.values:
        Topic.objects.create(person=person, kind=kind, words=FINDABLE[Field(kind)])
    return person


def found(client: Client, words: str = "", page: int = 1) -> list[int]:
    """The ids of those whom the page names, in its order."""
    body = client.get("/people/", {"q": words, "page": page}).content.decode()
    return [int(number) for number in re.findall(r'<strong><a href="/people/(\d+)/"', body)]


@pytest.mark.parametrize("field", FINDABLE)
def test_people_are_found_by_what_they_tell(client: Client, circle: Circle, field: Field) -> None:
    other = fellow(circle)
    word = FINDABLE[field]
    assert found(client, word) == found(client, word.upper()[:5]) == [other.pk]


@pytest.mark.parametrize("field", FINDABLE)
@pytest.mark.parametrize("told", [Told.ME, Told.NEAR])
def test_nobody_is_found_by_what_they_do_not_tell(
    client: Client, ada: Person, circle: Circle, field: Field, told: Told
) -> None:
    other = fellow(circle, **{f"{field}_told": told})
    word = FINDABLE[field]
    answer = client.get("/people/", {"q": word}).content.decode()
    absent = client.get("/people/", {"q": "wordofnobody"}).content.decode()
    assert answer.replace(word, "") == absent.replace("wordofnobody", "")
    assert found(client, f"Otto {word}") == []
    crew = builders.circle("Pod", Scale.CREW)
    for who in (ada, other):
        builders.member(crew, who)
    assert found(client, word) == ([other.pk] if told == Told.NEAR else [])


def test_nobody_is_found_who_is_not_in_a_circle_of_mine_now(
    client: Client, ada: Person, circle: Circle
) -> None:
    fellow(builders.circle("Hilltop"), "Sigrid Stranger")
    left = fellow(circle, "Lea Left")
    Membership.objects.filter(person=left).update(until=builders.NOW)
    hidden, hiding = fellow(circle, "Bela Blocked"), fellow(circle, "Hilda Hiding")
    Block.objects.create(person=ada, other=hidden, since=builders.NOW)
    Block.objects.create(person=hiding, other=ada, since=builders.NOW)
    for words in ("", "mycology", "Stranger", "Lea", "Bela", "Hilda"):
        assert found(client, words) == []


def test_who_asks_to_join_is_not_in_the_circle_yet(
    client: Client, ada: Person, circle: Circle
) -> None:
    Membership.objects.filter(person=ada).update(standing=Standing.PARTNER)
    asking = builders.person("Nora New")
    Application.objects.create(circle=circle, person=asking, sent_at=builders.NOW)
    assert found(client) == []


def test_each_word_has_to_stand_somewhere(client: Client, circle: Circle) -> None:
    other = fellow(circle)
    fellow(circle, "Paula Plain", **{f"{field}_told": Told.ME for field in FINDABLE})
    assert found(client, "otto  mycology") == [other.pk]
    assert found(client, "paula mycology") == []


def test_capital_letters_of_other_alphabets_do_not_matter(client: Client, circle: Circle) -> None:
    other = builders.person("Åse Ødegård")
    builders.member(circle, other)
    assert found(client, "åse") == found(client, "Åse") == [other.pk]


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", "\\", "<script>", "x" * 5000, " , "])
def test_signs_stand_for_themselves(client: Client, circle: Circle, words: str) -> None:
    fellow(circle)
    assert client.get("/people/", {"q": words}).status_code == 200
    assert found(client, words) == []


def test_thirty_stand_on_a_page(client: Client, circle: Circle) -> None:
    everybody = []
    for n in range(31):
        everybody.append(builders.person(f"Person {n:02}"))
        builders.member(circle, everybody[-1])
    assert found(client) == [person.pk for person in everybody[:30]]
    assert found(client, page=2) == [everybody[30].pk]
    page = client.get("/people/", {"q": "Person", "page": 1}).content.decode()
    assert "?q=Person&amp;page=2" in page


def test_three_people_cost_as_much_as_one(client: Client, circle: Circle) -> None:
    counts = []
    for names in (["Otto"], ["Paula", "Quirin"]):
        for name in names:
            fellow(circle, name)
        with CaptureQueriesContext(connection) as asked:
            client.get("/people/", {"q": "mycology"})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_is_in_no_circle_reads_what_comes_next(client: Client) -> None:
    client.force_login(builders.person(), SIGNED_IN)
    assert "Nobody else is here yet" in client.get("/people/").content.decode()
