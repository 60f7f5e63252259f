"""A question that is kept asks what it would ask if it were written anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import BigIntegerField, DateTimeField, QuerySet

from kinweave.access import Kept, KeptSeen, Viewer, blank, some
from kinweave.circles.actions import found
from kinweave.circles.models import Responsibility, Scale
from kinweave.handbook.models import Book
from kinweave.people.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture
def ada() -> Person:
    return Person.objects.create_user("ada@example.org", name="Ada", joined_at=NOW)


def test_each_asks_with_their_own_and_gets_what_holds_now(
    ada: Person, django_assert_num_queries: Any
) -> None:
    ben = Person.objects.create_user("ben@example.org", name="Ben", joined_at=NOW)
    calls = []

    def people() -> QuerySet[Any, Any]:
        calls.append(1)
        return Person.objects.filter(
            pk=blank("who", BigIntegerField()), joined_at__lte=blank("by", DateTimeField())
        ).values_list("name", "joined_at")

    kept = Kept(people)
    for one in (ada, ben):
        with django_assert_num_queries(1):
            assert kept.ask(who=one.pk, by=one.joined_at) == [(one.name, one.joined_at)]
        assert kept.ask(who=one.pk, by=one.joined_at - timedelta(seconds=1)) == []
    Person.objects.filter(pk=ada.pk).update(name="Ada, by another name")
    assert kept.ask(who=ada.pk, by=ada.joined_at)[0][0] == "Ada, by another name"
    assert calls == [1]


def test_a_question_that_is_forgotten_is_written_anew(ada: Person) -> None:
    columns = ["pk"]
    kept = Kept(lambda: Person.objects.filter(pk=ada.pk).values_list(*columns))
    assert kept.ask() == [(ada.pk,)]
    columns.append("name")
    kept.forget()
    assert kept.ask() == [(ada.pk, ada.name)]


def test_what_a_column_holds_is_read_as_its_field_reads_it(ada: Person) -> None:
    circle = found(ada, name="Table", scale=Scale.CONGREGATION, at=NOW)
    rows = Responsibility.objects.filter(circle=circle).values_list("keys", "until")
    assert Kept(lambda: rows).ask() == list(rows)
    assert any(isinstance(keys, list) for keys, _until in rows)


def test_as_many_numbers_are_asked_for_as_there_are_then(
    ada: Person, django_assert_num_queries: Any
) -> None:
    ben = Person.objects.create_user("ben@example.org", name="Ben", joined_at=NOW)
    rows = Person.objects.filter(pk__in=some("who")).exclude(pk__in=some("but"))
    kept = Kept(lambda: rows.order_by("pk").values_list("name"))
    both = [ada.pk, ben.pk]
    for who, but, there in (
        (both, [], ["Ada", "Ben"]),
        (both, [ada.pk], ["Ben"]),
        (both, both, []),
        ([], [], []),
        ([ben.pk], [], ["Ben"]),
    ):
        with django_assert_num_queries(1):
            assert kept.ask(who=who, but=but) == [(name,) for name in there]


def test_a_blank_that_is_not_filled_is_said() -> None:
    kept = Kept(lambda: Person.objects.filter(pk=blank("who", BigIntegerField())).values_list("pk"))
    with pytest.raises(KeyError, match="who"):
        kept.ask(whom=1)


def test_a_rule_that_grants_nothing_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert KeptSeen(lambda _viewer: Book.objects.none()).ask(Viewer.public()) == []
