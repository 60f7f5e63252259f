"""What Ferrymoor gathers for: something of each kind, something next, and all of it truly done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from kinweave.access import Audience, Viewer, can
from kinweave.crews.models import Cycle
from kinweave.demo.calendar import Calendar
from kinweave.demo.hours import DAYS
from kinweave.demo.personas import PERSONAS, Persona
from kinweave.demo.scenario import Story
from kinweave.demo.texts import happenings
from kinweave.gatherings.models import Answer, Gathering, Occasion, Shared
from kinweave.gatherings.next import next_for
from kinweave.gatherings.rhythm import Every
from kinweave.importing.models import Brought
from kinweave.journal.models import Entry
from kinweave.people.models import Person
from tests.builders import NOW

Says = Answer.Says


def next_date(gathering: Gathering) -> Occasion:
    found = Occasion.objects.taking_place().not_over(NOW).filter(gathering=gathering).first()
    assert found is not None
    return found


def who(date: Occasion, says: str) -> list[str]:
    rows = Answer.objects.filter(occasion=date, says=says, guest=None).order_by("since", "pk")
    return [name.split()[0] for name in rows.values_list("person__name", flat=True)]


@pytest.mark.parametrize("weekday", DAYS)
def test_a_day_of_the_week_is_never_today_and_never_more_than_a_week_off(weekday: str) -> None:
    for day in range(7):
        days = Calendar(datetime(2027, 3, 1 + day, 23, 59, tzinfo=UTC))
        found = days.next(weekday)
        assert DAYS[found.weekday()] == weekday
        assert days.in_days(1) <= found <= days.in_days(7)
        assert days.next(weekday, weeks=-2) == found - timedelta(days=14)


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("persona", PERSONAS, ids=lambda one: one.key)
@pytest.mark.parametrize("later", [0, 7], ids=["today", "in a week"])
def test_there_is_something_next_for_each_of_the_four(persona: Persona, later: int) -> None:
    someone = persona.person()
    assert someone is not None
    now = NOW + timedelta(days=later)
    lines = next_for(Viewer.of(someone.pk), now)
    assert [one for one in lines if one.says in (Says.YES, Says.MAYBE)]
    assert all(one.ends_at > now for one in lines)


@pytest.mark.usefixtures("story")
def test_a_member_can_be_seated_wait_and_be_told_that_something_is_called_off() -> None:
    joaquim = Person.objects.get(name__startswith="Joaquim")
    assert Says.WAITING in {one.says for one in next_for(Viewer.of(joaquim.pk), NOW)}
    off = Gathering.objects.exclude(cancelled_at=None).get()
    assert off.reason
    assert "Nadia" in who(off.occasions.get(), Says.YES)
    assert off.occasions.get().starts_at > NOW


def test_the_call_of_all_has_one_date_moved_and_one_left_out(story: Story) -> None:
    call = Gathering.objects.get(circle=story.circles["Ferrymoor"], every=Every.FORTNIGHTLY)
    assert call.minutes == 90
    assert call.link
    assert not call.place
    to_come = Occasion.objects.not_over(NOW).filter(gathering=call)
    moved, left_out = to_come.get(moved=True), to_come.exclude(skipped_at=None).get()
    assert left_out.reason
    assert "Nadia" in who(moved, Says.YES)
    first = next_date(call)
    assert len(who(first, Says.YES)) >= 8
    assert len(who(first, Says.MAYBE)) >= 3


@pytest.mark.usefixtures("story")
def test_soup_is_full_and_two_wait_who_are_not_told_where() -> None:
    soup = Gathering.objects.get(name="Thursday soup")
    assert (soup.every, soup.seats, soup.shared) == (Every.WEEKLY, 8, Shared.COMING)
    first = next_date(soup)
    assert len(who(first, Says.YES)) == soup.seats
    assert who(first, Says.WAITING) == ["Joaquim", "Cordelia"]
    told = {"Joaquim": False, "Cordelia": False, "Tomasina": True, "Pip": True}
    for name, where in told.items():
        someone = Person.objects.get(name__startswith=name)
        assert can(Viewer.of(someone.pk), "know where", soup) is where, name


def hosted() -> QuerySet[Gathering]:
    """All but the meetings of crews, which :mod:`.test_crewing` looks at."""
    return Gathering.objects.exclude(pk__in=Cycle.objects.values("gathering"))


def test_there_is_a_gathering_of_every_kind(story: Story) -> None:
    everything = hosted().select_related("circle", "host")
    brought = Brought.objects.count()
    assert brought == sum(
        one.get("after", 0) >= 0 for one in happenings()["calendars"][0]["events"]
    )
    assert len(everything) == len(happenings()["gatherings"]) + brought
    here = everything.filter(circle=story.circles["Ferrymoor"])
    walk = here.get(every=Every.FULL_MOON)
    assert len(Occasion.objects.not_over(NOW).filter(gathering=walk)) >= 6
    evening = here.get(audience=Audience.PUBLIC, retreat=None)
    slow = here.exclude(retreat=None).get()
    assert set(Gathering.objects.visible_to(Viewer.public())) == {evening, slow}
    coming = evening.occasions.get().answers.filter(says=Says.YES)
    assert who(evening.occasions.get(), Says.YES)[2:] == ["Ulrika", "Celeste"]
    told = list(coming.filter(guest__isnull=False).values_list("guest__name", "brings"))
    assert told == [("Nils from the ferry", 0), ("Aunt Benedita", 2)]
    past = [one for one in here if not Occasion.objects.not_over(NOW).filter(gathering=one)]
    assert [one.name for one in past] == ["Raising the barn"]
    draft = here.get(published_at=None)
    assert draft.host == story.people["wanda"]
    assert next_for(Viewer.public(), NOW) == []
    crews = everything.filter(circle__scale="crew")
    assert {one.circle.name for one in crews} == {"Tuesday table", "The other kettle"}
    assert {one.every for one in crews} == {Every.WEEKLY}


@pytest.mark.usefixtures("story")
def test_all_of_it_was_done_by_somebody_and_stands_in_the_journal() -> None:
    done: dict[int | None, list[str]] = {}
    for entry in Entry.objects.filter(verb__startswith="gatherings.").order_by("at", "pk"):
        assert isinstance(entry.thing, Gathering)
        assert (entry.actor, entry.circle) == (entry.thing.host, entry.thing.circle)
        done.setdefault(entry.thing_id, []).append(entry.verb)
    for one in hosted():
        if one.brought.exists():  # the journal has one line for all of them
            assert done.get(one.pk) is None
            continue
        told = ["gatherings.announced"] * bool(one.published_at)
        told += ["gatherings.moved"] * one.occasions.filter(moved=True).count()
        told += ["gatherings.skipped"] * one.occasions.exclude(skipped_at=None).count()
        told += ["gatherings.called_off"] * bool(one.cancelled_at)
        assert done.get(one.pk, []) == told, one.name


@pytest.mark.usefixtures("story")
def test_nobody_answers_who_cannot_see_it_or_before_they_came() -> None:
    answers = Answer.objects.filter(occasion__gathering__in=hosted())
    answers = answers.select_related("person", "occasion__gathering__circle")
    for one in answers:
        gathering = one.occasion.gathering
        looks = Viewer.of(one.person_id) if one.person_id else Viewer.public()
        assert Gathering.objects.visible_to(looks).filter(pk=gathering.pk).exists(), one
        assert gathering.published_at is not None
        begins = [gathering.published_at]
        if one.person:
            begins.append(one.person.joined_at)
        if gathering.audience == Audience.CIRCLE:
            stay = gathering.circle.memberships.get(person=one.person, until=None)
            begins.append(stay.since)
        assert max(begins) <= one.since < min(NOW, one.occasion.ends_at), one


@pytest.mark.usefixtures("story")
def test_every_gathering_keeps_to_what_its_form_would_allow() -> None:
    for one in Gathering.objects.all():
        try:
            one.clean_fields()
        except ValidationError as wrong:
            pytest.fail(f"{one}: {wrong}")
