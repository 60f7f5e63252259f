"""Small pieces of pages: faces, stitches, dates in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from kinweave.access import Viewer
from kinweave.people.told import Shown
from kinweave.web.icons import ICONS
from kinweave.web.templatetags.cloth import initials
from tests import builders


def drawn(source: str, **words: object) -> str:
    return Template(source).render(Context(words))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Noor", "No"), ("Ada Anker", "AA"), ("Ana María de la Cruz", "AC"), ("", "?"), ("é", "É")],
)
def test_letters_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_face_without_a_picture_has_letters_and_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ada = builders.person("Ada Anker")
    with django_assert_num_queries(0):
        assert ">AA</span>" in drawn("{% face person %}", person=ada)


def test_a_face_with_a_picture_is_the_picture() -> None:
    shown = Shown(person=1, name="Ada", face="/small", picture="/large")
    assert 'src="/small"' in drawn("{% face person %}", person=shown)
    assert 'src="/large"' in drawn('{% face person "large" %}', person=shown)


def test_a_name_with_markup_stays_a_name() -> None:
    shown = [Shown(person=1, name="<b>Ada</b>")]
    assert "<b>" not in drawn("{% faces people %}", people=shown)


def test_a_row_of_faces_names_everybody_and_says_how_many_more(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [builders.person(f"Ada {letter}") for letter in "ABCDEFGHIJ"]
    with django_assert_num_queries(1):
        row = drawn("{% faces people %}", people=people, viewer=Viewer(person=people[0].pk))
    assert "Ada A" in row
    assert "and 3 more" in row


def test_many_rows_of_faces_are_looked_up_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [builders.person(f"Ada {letter}") for letter in "ABC"]
    source = "{% with_pictures people %}{% faces people %}{% faces people %}{% face people.0 %}"
    with django_assert_num_queries(1):
        drawn(source, people=people, viewer=Viewer(person=people[0].pk))


def test_an_icon_is_not_read_aloud() -> None:
    for name in ICONS:
        assert 'aria-hidden="true"' in drawn(f'{{% icon "{name}" %}}')


def test_a_scale_is_a_stitch_and_a_word() -> None:
    assert drawn('{% scale "self" %}') == '<span class="tag self">Self</span>'
    circle = builders.circle("Two", "dyad")
    assert drawn("{% scale circle %}", circle=circle) == '<span class="tag dyad">Pair</span>'


@time_machine.travel(datetime(2027, 6, 1, tzinfo=UTC), tick=False)
def test_a_moment_is_said_on_the_clock_of_whoever_reads() -> None:
    moment = datetime(2027, 3, 2, 18, tzinfo=UTC)
    with timezone.override(ZoneInfo("Europe/Vienna")):
        assert drawn("{{ moment|when }}", moment=moment) == "Tuesday 2 March, 19:00"
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        assert drawn("{{ moment|when }}", moment=moment) == "Wednesday 3 March, 07:00"


@time_machine.travel(datetime(2028, 6, 1, tzinfo=UTC), tick=False)
def test_another_year_is_named() -> None:
    moment = datetime(2027, 3, 2, 18, tzinfo=UTC)
    assert drawn("{{ moment|when }}", moment=moment) == "Tuesday 2 March 2027, 18:00"


def test_a_day_has_no_hour() -> None:
    assert drawn("{{ day|when }}", day=date(2027, 3, 2)) == "2 March 2027"
    assert drawn("{{ day|when }}", day=None) == ""


def test_a_map_in_another_language_keeps_its_numbers() -> None:
    with translation.override("es"):
        source = '{% include "web/parts/drawing.html" %}'
        from kinweave.web.example import example

        assert "," not in drawn(source, map=example())


def test_dates_are_written_day_first_everywhere() -> None:
    moment = datetime(2027, 3, 2, 18, 5, tzinfo=UTC)
    assert drawn("{{ moment|date }}, {{ moment|time }}", moment=moment) == "2 March 2027, 18:05"
    with translation.override("es"):
        assert drawn("{{ moment|date }}", moment=moment) == "2 de marzo de 2027"


def test_a_part_that_is_drawn_once_knows_its_language_and_page_and_nobody() -> None:
    def places(page: str, language: str) -> str:
        about = {"page_name": page, "user": "Ada", "request": "hers"}
        with translation.override(language):
            return drawn('{% part "web/parts/rail_places.html" user="x" %}', **about)

    for _again in range(2):
        assert '/week/" aria-current="page"' in places("week", "en")
        assert '/week/" aria-current="page"' not in places("home", "en")
        assert "Personas" in places("home", "es")
        assert "Ada" not in places("home", "en")
