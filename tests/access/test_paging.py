"""Long lists, a page at a time."""

from __future__ import annotations

import pytest

from kinweave.access import page_of
from kinweave.people.models import Person
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "names", "before", "after"),
    [
        (None, "ab", 0, 2),
        ("1", "ab", 0, 2),
        ("2", "cd", 1, 3),
        ("3", "e", 2, 0),
        ("4", "ab", 0, 2),
        ("0", "ab", 0, 2),
        ("-1", "ab", 0, 2),
        ("٢", "ab", 0, 2),
        ("two", "ab", 0, 2),
        ("9" * 400, "ab", 0, 2),
    ],
)
def test_a_page_is_what_was_asked_for_or_the_first(
    asked: str | None, names: str, before: int, after: int
) -> None:
    for name in "abcde":
        builders.person(name)
    page = page_of(Person.objects.filter(name__in="abcde").order_by("name"), asked, 2)
    assert "".join(one.name for one in page.rows) == names
    assert (page.before, page.after) == (before, after)


def test_a_list_that_fits_leads_nowhere() -> None:
    for name in "ab":
        builders.person(name)
    page = page_of(Person.objects.filter(name__in="ab").order_by("name"), None, 2)
    assert (len(page.rows), page.before, page.after) == (2, 0, 0)
    assert page_of(Person.objects.none(), "7", 2).rows == []
