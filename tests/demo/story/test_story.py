"""Ferrymoor, told from beginning to end: what is in it, and that all of it makes sense."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from kinweave.access import Viewer
from kinweave.circles.asks import asks_for
from kinweave.circles.models import (
    Application,
    Circle,
    CrewWish,
    Expectations,
    Handover,
    Invitation,
    Membership,
    Responsibility,
)
from kinweave.crews.models import Cycle
from kinweave.demo import filling
from kinweave.demo.hours import week_of
from kinweave.demo.personas import PERSONAS, Persona
from kinweave.demo.scenario import Story
from kinweave.demo.texts import happenings, people
from kinweave.journal.models import Entry
from kinweave.people.models import Block, Note, Person
from tests.builders import NOW

EVERYBODY = (*people("ferrymoor"), *people("quincebank"), *people("asking"))
UNFINISHED = re.compile(r"\b([Ll]orem|[Ii]psum|TODO|TBD|XXX|FIXME)\b|!")


def words(value: object) -> list[str]:
    """Every piece of text in a tree of texts."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in words(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in words(one)]
    return []


def test_everybody_has_a_name_of_their_own_and_an_address_that_leads_nowhere() -> None:
    assert len({said.key for said in EVERYBODY}) == len(EVERYBODY)
    assert len({said.name for said in EVERYBODY}) == len(EVERYBODY)
    assert all(said.address.endswith("@example.org") for said in EVERYBODY)


def test_some_sixty_people_live_in_more_than_a_dozen_zones() -> None:
    ferrymoor = people("ferrymoor")
    assert 55 <= len(ferrymoor) <= 65
    assert len({ZoneInfo(said.zone).key for said in ferrymoor}) >= 12


def test_everybody_is_free_in_hours_that_are_awake_ones() -> None:
    for said in EVERYBODY:
        week = week_of(said.hours)
        assert len(week) == 336
        assert week.count("f") >= 4, said.name
        asleep = "".join(week[day * 48 : day * 48 + 12] for day in range(7))
        assert set(asleep) == {"."}, said.name


@pytest.mark.parametrize("wrong", ["", "Mon 18:10-19:00", "Mon 19:00-18:00", "Monday 18:00-19:00"])
def test_hours_that_are_not_understood_are_not_guessed(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"hours|ends"):
        week_of(wrong)


def test_all_that_is_said_is_finished_and_calm() -> None:
    rows = [[s.about, s.place, s.interests, s.skills, s.learning] for s in EVERYBODY]
    texts = words(rows) + words(happenings())
    assert [text for text in texts if UNFINISHED.search(text)] == []
    assert [said.name for said in EVERYBODY if not (said.about and said.place)] == []


def test_addresses_in_the_texts_lead_nowhere() -> None:
    found = re.findall(r"[\w.]+@([\w.]+)|https?://([\w.]+)", " ".join(words(happenings())))
    assert {a or b for a, b in found} <= {"example.org"}


@pytest.mark.usefixtures("story")
def test_nobody_is_in_a_circle_before_they_came() -> None:
    early = [str(one) for one in Membership.objects.all() if one.since < one.person.joined_at]
    assert early == []
    assert [str(one) for one in Entry.objects.filter(at__gt=NOW)] == []


def test_there_is_something_of_everything(story: Story) -> None:
    ferrymoor = story.circles["Ferrymoor"]
    inside = ferrymoor.children
    in_a_cycle = Cycle.objects.values("circle")
    assert inside.filter(scale="crew").exclude(pk__in=in_a_cycle).count() == 9
    assert inside.filter(scale="crew", pk__in=in_a_cycle).count() == 6
    assert inside.filter(scale="dyad").count() == 4
    assert ferrymoor.parent == story.circles["The Long Hedge"]
    assert set(Circle.objects.values_list("audience", flat=True)) == {
        "circle", "parents", "site", "public",
    }  # fmt: skip
    assert set(Application.objects.values_list("state", flat=True)) == {
        "open", "welcomed", "declined",
    }  # fmt: skip
    here = Membership.objects.current().filter(circle=ferrymoor)
    assert here.filter(standing="partner").count() >= 10
    assert here.filter(since__gt=NOW - timedelta(days=30)).count() >= 4
    assert Membership.objects.filter(circle=ferrymoor).exclude(until=None).count() == 1
    assert Expectations.objects.filter(circle=ferrymoor).count() == 2
    held = Responsibility.objects.filter(circle=ferrymoor)
    assert held.filter(holder=None).count() == 1
    assert held.filter(until__lt=NOW.date() + timedelta(days=30)).count() == 1
    assert Handover.objects.get().state == Handover.State.OFFERED
    links = Invitation.objects.filter(circle=ferrymoor)
    assert links.open(NOW).exists()
    assert links.filter(expires_at__lt=NOW).exists()
    assert links.exclude(revoked_at=None).exists()
    assert CrewWish.objects.count() == 6
    assert Block.objects.count() == 2
    assert {note.person.name.split()[0].lower() for note in Note.objects.all()} == {
        persona.key for persona in PERSONAS
    }


@pytest.mark.usefixtures("story")
def test_every_row_keeps_to_what_its_form_would_allow() -> None:
    for model in (Person, Circle, Responsibility, Expectations, CrewWish, Invitation, Application):
        for row in model.objects.all():
            try:
                row.clean_fields(exclude=["password", "keys"])
            except ValidationError as wrong:
                pytest.fail(f"{row}: {wrong}")


@pytest.mark.usefixtures("story")
def test_it_is_in_the_journal_who_did_what() -> None:
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert verbs >= {
        "circles.founded", "circles.entered", "circles.welcomed", "circles.applied",
        "circles.left", "circles.offered", "circles.wished",
    }  # fmt: skip
    entered = Entry.objects.filter(verb__in=["circles.founded", "circles.entered"]).count()
    welcomed = Entry.objects.filter(verb="circles.welcomed").count()
    together = Membership.objects.filter(circle__in=Cycle.objects.values("circle"))
    begun = Circle.objects.filter(pk__in=Cycle.objects.values("circle")).count()
    assert entered + welcomed == Membership.objects.count() - together.count() + begun


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("persona", PERSONAS, ids=lambda one: one.key)
def test_something_asks_for_each_of_the_four(persona: Persona) -> None:
    someone = persona.person()
    assert someone is not None
    assert asks_for(Viewer.of(someone.pk), NOW)


@pytest.mark.usefixtures("story")
def test_a_second_time_adds_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert filling.fill(NOW) is False
