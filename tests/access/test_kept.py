"""A question that is kept asks what it would ask if it were written anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import BigIntegerField, DateTimeField, Exists, OuterRef, QuerySet

from kinweave.access import Audience, Kept, KeptSeen, Viewer, blank
from kinweave.circles.actions import found
from kinweave.circles.models import Responsibility, Scale
from kinweave.handbook import actions as handbook
from kinweave.handbook.models import Book, Page
from kinweave.people.models import Block, Person
from tests.gatherings.cast import AT, Cast, riverbend

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


def test_a_blank_that_is_not_filled_is_said() -> None:
    kept = Kept(lambda: Person.objects.filter(pk=blank("who", BigIntegerField())).values_list("pk"))
    with pytest.raises(KeyError, match="who"):
        kept.ask(whom=1)


@pytest.fixture
def books() -> Cast:
    """A book for each audience, in a congregation and in a crew of it, each with a page."""
    cast = riverbend()
    crew = found(cast.ada, name="Table", scale=Scale.CREW, parent=cast.circle, at=AT)
    for who, circle in ((cast.stella, cast.circle), (cast.ada, crew)):
        for audience in (Audience.CIRCLE, Audience.PARENTS, Audience.SITE, Audience.PUBLIC):
            title = f"{circle.slug} {audience}"
            book = handbook.begin(who, circle, title=title, audience=audience, at=AT)
            handbook.write_page(who, book, title=title, text="# It", at=AT)
    return cast


def test_through_the_door_each_sees_what_they_would_see_if_it_were_asked_anew(
    books: Cast, django_assert_num_queries: Any
) -> None:
    kept = KeptSeen(lambda viewer: Page.objects.visible_to(viewer).order_by("pk"))
    counts = set()
    for who in (None, books.sol, books.ben, books.ada, books.stella, books.sol, None):
        viewer = Viewer.of(who.pk) if who else Viewer.public()
        with django_assert_num_queries(1):
            seen = kept.ask(viewer)
        assert seen == list(Page.objects.visible_to(viewer).order_by("pk"))
        counts.add(len(seen))
    assert len(counts) == 4, "public, on the site, in the congregation, in the crew"


def test_who_is_hidden_from_each_other_is_so_through_the_door(books: Cast) -> None:
    kept = KeptSeen(lambda viewer: Person.objects.visible_to(viewer).order_by("pk"))
    ada, ben = Viewer.of(books.ada.pk), books.ben
    assert ben in kept.ask(ada)
    Block.objects.create(person=ben, other=books.ada, since=NOW)
    hidden = Viewer.of(books.ada.pk)
    assert ben not in kept.ask(hidden)
    assert books.stella in kept.ask(hidden)
    assert ben in kept.ask(Viewer.of(books.stella.pk))


def test_rows_come_with_what_they_lead_to_and_what_was_asked_along(
    books: Cast, django_assert_num_queries: Any
) -> None:
    first = Page.objects.select_related("current").first()
    assert first is not None
    assert first.current is not None
    first.current.more = {"minutes": [5]}
    first.current.save()
    others = Page.objects.filter(book=OuterRef("book")).exclude(pk=OuterRef("pk"))
    kept = KeptSeen(
        lambda viewer: (
            Page.objects.visible_to(viewer)
            .filter(pk=blank("page", BigIntegerField()))
            .select_related("book__circle", "current__rendered", "original")
            .defer("book__circle__about")
            .annotate(has_others=Exists(others))
        )
    )
    viewer = Viewer.of(books.stella.pk)
    with django_assert_num_queries(1):
        [page] = kept.ask(viewer, page=first.pk)
        assert page.book.circle == books.circle
        assert page.current is not None
        assert page.current.more == {"minutes": [5]}
        assert page.rendered is not None
        assert page.rendered.headings == []
        assert page.original is None
        assert page.has_others is False  # type: ignore[attr-defined]  # annotated
    assert page.book.circle.get_deferred_fields() == {"about"}
    assert not page._state.adding


def test_a_rule_that_would_know_more_of_who_looks_is_refused(books: Cast) -> None:
    for rule in (
        lambda viewer: Book.objects.filter(circle__in=viewer.circles & viewer.partners),
        lambda viewer: Book.objects.filter(title="x" if viewer.holds(1, "tend") else "y"),
        lambda viewer: Book.objects.filter(title="x" if books.circle.pk in viewer.near else "y"),
        lambda viewer: Book.objects.filter(pk__in=[key for _circle, key in viewer.keys]),
    ):
        with pytest.raises((AttributeError, NotImplementedError, TypeError)):
            KeptSeen(rule).ask(Viewer.of(books.ada.pk))


def test_a_rule_that_grants_nothing_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert KeptSeen(lambda _viewer: Book.objects.none()).ask(Viewer.public()) == []
