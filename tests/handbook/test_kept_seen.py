"""A question that is kept, asked through the door: each sees what they may, as it holds now."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import BigIntegerField, Exists, OuterRef

from kinweave.access import Audience, KeptSeen, Viewer, blank
from kinweave.circles.actions import found
from kinweave.circles.models import Scale
from kinweave.handbook import actions
from kinweave.handbook.models import Book, Page
from kinweave.people.models import Block, Person
from tests.gatherings.cast import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(cast: Cast) -> Cast:
    """A book for each audience, in a congregation and in a crew of it, each with a page."""
    crew = found(cast.ada, name="Table", scale=Scale.CREW, parent=cast.circle, at=AT)
    for who, circle in ((cast.stella, cast.circle), (cast.ada, crew)):
        for audience in (Audience.CIRCLE, Audience.PARENTS, Audience.SITE, Audience.PUBLIC):
            title = f"{circle.slug} {audience}"
            book = actions.begin(who, circle, title=title, audience=audience, at=AT)
            actions.write_page(who, book, title=title, text="# It", at=AT)
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
    Block.objects.create(person=ben, other=books.ada, since=AT)
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
