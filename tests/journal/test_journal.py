"""What was done in a circle can be read by its members, and by nobody be changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string

from kinweave.access import Viewer
from kinweave.circles.models import Circle
from kinweave.journal import lines
from kinweave.journal.actions import write
from kinweave.journal.models import AppendOnly, Entry
from kinweave.journal.words import sentence, words
from tests import builders
from tests.builders import NOW
from tests.world import World

words("trial.sang", "{who} sang")


@pytest.fixture
def world(world: World) -> World:
    """The cast, and a choir of theirs in which nothing was done yet."""
    choir = builders.circle("Choir", slug="choir")
    for persona in ("friend", "partner", "steward", "blocked"):
        builders.member(choir, world[persona])
    builders.member(choir, world["former member"], until=NOW + timedelta(days=1))
    return world


def choir() -> Circle:
    return Circle.objects.get(slug="choir")


def sing(world: World, persona: str = "partner", times: int = 1) -> None:
    for number in range(times):
        write(
            "trial.sang", actor=world[persona], circle=choir(),
            at=NOW + timedelta(minutes=number // 2),
        )  # fmt: skip


def read(world: World, persona: str, before: str = "") -> lines.Page:
    return lines.of(choir().pk, Viewer.of(world[persona].pk), before)


def test_members_read_what_happened(world: World) -> None:
    sing(world)
    assert [line.words for line in read(world, "friend").lines] == ["Pavel Partner sang"]


@pytest.mark.parametrize("persona", ["stranger", "former member", "administrator"])
def test_nobody_else_does(persona: str, world: World) -> None:
    sing(world)
    assert read(world, persona).lines == ()
    assert lines.of(choir().pk, Viewer.public()).lines == ()


def test_a_block_hides_deeds_too(world: World) -> None:
    sing(world, "blocked")
    assert read(world, "friend").lines == ()
    assert len(read(world, "steward").lines) == 1


def test_the_whole_journal_is_read_page_by_page_and_nothing_twice(world: World) -> None:
    sing(world, times=lines.PAGE * 2 + 3)
    pages, before = [], ""
    while True:
        page = read(world, "friend", before)
        pages.append(len(page.lines))
        if not (before := page.earlier):
            break
    assert pages == [lines.PAGE, lines.PAGE, 3]


@pytest.mark.parametrize(
    "before", ["x", "2027-03-01~1", "~", "2027-03-01T00:00:00+00:00~-4", "\x00"]
)
def test_a_mark_that_is_none_begins_at_the_newest(before: str, world: World) -> None:
    sing(world)
    assert len(read(world, "friend", before).lines) == 1


def test_more_lines_cost_no_more_queries(world: World, django_assert_num_queries: Any) -> None:
    viewer, number = Viewer.of(world["friend"].pk), choir().pk
    for times in (1, 3):
        sing(world, times=times)
        with django_assert_num_queries(1):
            page = lines.of(number, viewer)
            render_to_string("journal/_partials/lines.html", {"journal": page})


def test_what_was_written_stays(world: World) -> None:
    sing(world)
    entry = Entry.objects.get(verb="trial.sang")
    entry.verb = "trial.lied"
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="trial.lied"),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert Entry.objects.filter(circle=choir()).get().verb == "trial.sang"


def test_a_verb_without_words_is_still_a_sentence() -> None:
    assert sentence("trial.unheard", "Ada") == "Ada changed something"
