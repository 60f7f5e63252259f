"""What people tell of themselves goes as far as they said, and not a step further."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.access import Viewer
from kinweave.circles.models import Scale
from kinweave.people.closeness import told_to
from kinweave.people.models import (
    Block,
    Field,
    Person,
    Profile,
    SpokenLanguage,
    Told,
    Topic,
    WeeklyHours,
)
from kinweave.people.told import NOTHING, Shown, faces_of, told, told_of
from tests import builders

ALL = {
    Field.PRONOUNS: "pronouns", Field.PICTURE: "picture", Field.ABOUT: "about",
    Field.PLACE: "place", Field.ZONE: "zone", Field.LANGUAGES: "languages",
    Field.INTERESTS: "interests", Field.SKILLS: "skills", Field.LEARNING: "learning",
    Field.HOURS: "hours",
}  # fmt: skip
"""Each field, and where it stands in what is shown."""


def teller(name: str = "Tilda Teller", told_as: Told = Told.CIRCLES) -> Person:
    """Somebody who has filled everything in, all of it for the same people."""
    person = builders.person(name, time_zone="Europe/Vienna")
    Profile.objects.filter(person=person).update(
        pronouns="canary-pronouns", about="canary-about", place="canary-place",
        latitude="48.2", longitude="16.4", picture="canarypicture",
        **{f"{field}_told": told_as for field in Field},
    )  # fmt: skip
    SpokenLanguage.objects.create(person=person, code="de", fluency=4)
    for kind in Topic.Kind:
        Topic.objects.create(person=person, kind=kind, words=f"canary-{kind}")
    WeeklyHours.objects.create(person=person, week="f" * 336, changed_at=builders.NOW)
    return Person.objects.get(pk=person.pk)


def cast(person: Person) -> dict[str, Person]:
    """People at every distance from ``person``."""
    whole, crew = builders.circle(), builders.circle("Tuesday pod", Scale.CREW)
    around = {
        name: builders.person(f"{name} one") for name in ("crew", "circle", "left", "stranger")
    }
    for circle in (whole, crew):
        builders.member(circle, person)
    builders.member(whole, around["circle"])
    builders.member(crew, around["crew"])
    builders.member(whole, around["left"], until=builders.NOW)
    return {"self": person, **around}


def seen(viewer: Person, person: Person) -> set[str]:
    shown = told(Viewer.of(viewer.pk), Person.objects.get(pk=person.pk))
    return {field for field, attribute in ALL.items() if getattr(shown, attribute)}


@pytest.mark.parametrize(
    ("told_as", "who"),
    [
        (Told.ME, {"self"}),
        (Told.NEAR, {"self", "crew"}),
        (Told.CIRCLES, {"self", "crew", "circle"}),
    ],
)
def test_each_field_goes_to_whom_it_was_told(told_as: Told, who: set[str]) -> None:
    person = teller()
    people = cast(person)
    for field in Field:
        others = {f"{each}_told": Told.ME for each in Field}
        Profile.objects.filter(person=person).update(**{**others, f"{field}_told": told_as})
        for name, viewer in people.items():
            expected = {*Field} if name == "self" else {field} if name in who else set()
            assert seen(viewer, person) == expected, (field, name)


def test_a_search_finds_by_what_is_told_to_whoever_searches() -> None:
    for told_as, who in ((Told.NEAR, {"self", "crew"}), (Told.CIRCLES, {"self", "crew", "circle"})):
        person = teller(told_as=told_as)
        for name, viewer in cast(person).items():
            rows = Person.objects.filter(told_to(Viewer.of(viewer.pk), "interests"), pk=person.pk)
            assert rows.exists() is (name in who), (told_as, name)


def test_a_stranger_and_whoever_left_or_is_blocked_are_told_nothing_at_all() -> None:
    person = teller()
    people = cast(person)
    Block.objects.create(person=person, other=people["circle"], since=builders.NOW)
    for name in ("stranger", "left", "circle"):
        assert told(Viewer.of(people[name].pk), person) == NOTHING
        assert faces_of(Viewer.of(people[name].pk), [person.pk]) == {}
    assert told(Viewer.public(), person) == NOTHING


def test_a_point_goes_where_the_place_goes() -> None:
    person = teller(told_as=Told.NEAR)
    people = cast(person)
    assert told(Viewer.of(people["crew"].pk), person).point is not None
    assert told(Viewer.of(people["circle"].pk), person).point is None


def test_a_face_is_shown_to_those_who_are_shown_the_picture() -> None:
    person = teller(told_as=Told.NEAR)
    people = cast(person)
    assert person.pk in faces_of(Viewer.of(people["crew"].pk), [person.pk])
    assert faces_of(Viewer.of(people["circle"].pk), [person.pk]) == {}


def test_somebody_without_a_profile_is_their_name() -> None:
    person = builders.person("Nils New")
    Profile.objects.filter(person=person).delete()
    found = told(Viewer.of(person.pk), Person.objects.get(pk=person.pk))
    assert found == Shown(person=person.pk, name="Nils New", zone="UTC")


def test_many_people_cost_as_much_as_one() -> None:
    viewer, circle = builders.person(), builders.circle()
    builders.member(circle, viewer)
    people: list[Any] = [teller(f"Teller {n}") for n in range(3)]
    for person in people:
        builders.member(circle, person)
    looks, costs = Viewer.of(viewer.pk), []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as asked:
            assert len(told_of(looks, [one.pk for one in some])) == len(some)
        costs.append(len(asked))
    assert costs == [3, 3]
