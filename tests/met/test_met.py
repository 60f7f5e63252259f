"""Who has met whom: noted once, the two's own, and gone with either of them."""

from __future__ import annotations

import ast
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kinweave.access import Viewer
from kinweave.circles.actions import leave
from kinweave.circles.models import Circle, Standing
from kinweave.met import actions
from kinweave.met.exporting import met as exported
from kinweave.met.models import How, Met
from kinweave.met.record import pairs_among
from kinweave.people.actions.blocks import block, undo_block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Person
from tests import builders
from tests.builders import NOW
from tests.repository.checkout import ROOT

DAY = timedelta(days=1)


class Pod:
    """Three people of Riverbend."""

    def __init__(self) -> None:
        self.circle: Circle = builders.circle()
        names = ("Ada Anker", "Bo Birch", "Cy Cedar")
        self.ada, self.bo, self.cy = people = [builders.person(name) for name in names]
        for one in people:
            builders.member(self.circle, one, Standing.PARTNER)

    def met(self, *people: Person, key: str = "round:1", after: timedelta = DAY * 0) -> None:
        """These have talked with each other."""
        numbers = [one.pk for one in people]
        actions.note([numbers], circle=self.circle, how=How.ROUND, key=key, at=NOW + after)


@pytest.fixture
def pod() -> Pod:
    return Pod()


def page(reader: Person) -> str:
    client = Client()
    client.force_login(reader, builders.BACKEND)
    answer = client.get(reverse("met"))
    assert answer.status_code == 200
    return unescape(answer.content.decode()).split("<main", 1)[1]


def test_both_find_it_in_their_own_space_and_nobody_else_does(pod: Pod) -> None:
    pod.met(pod.bo, pod.ada)
    assert "Bo Birch" in page(pod.ada)
    assert "A round of pairs" in page(pod.ada)
    assert "Riverbend" in page(pod.ada)
    assert "Ada Anker" in page(pod.bo)
    assert "Nobody is noted yet." in page(pod.cy)
    assert "Ada Anker" not in page(pod.cy)


def test_there_are_three_pairs_in_a_trio(pod: Pod) -> None:
    pod.met(pod.cy, pod.ada, pod.bo)
    numbers = sorted(one.pk for one in (pod.ada, pod.bo, pod.cy))
    assert set(pairs_among(numbers)) == {
        (numbers[0], numbers[1]), (numbers[0], numbers[2]), (numbers[1], numbers[2]),
    }  # fmt: skip


def test_the_same_thing_noted_again_is_one_thing_that_lasts_longer(pod: Pod) -> None:
    for after in (DAY, DAY * 0, DAY * 3, DAY):
        pod.met(pod.ada, pod.bo, after=after)
    row = Met.objects.get()
    assert (row.since, row.last) == (NOW, NOW + DAY * 3)
    pod.met(pod.ada, pod.bo, key="round:2", after=DAY)
    assert Met.objects.count() == 2
    assert pairs_among([pod.ada.pk, pod.bo.pk, pod.cy.pk]) == {(pod.ada.pk, pod.bo.pk): row.last}


def test_who_leaves_the_circle_keeps_it_and_so_does_the_other(pod: Pod) -> None:
    pod.met(pod.ada, pod.bo)
    leave(pod.bo, pod.circle, at=NOW + DAY)
    assert "Ada Anker" in page(pod.bo)
    assert "Riverbend" not in page(pod.bo)
    assert f"/people/{pod.ada.pk}/" not in page(pod.bo), "a name is left, and no way to a profile"
    assert "Bo Birch" in page(pod.ada)
    assert pairs_among([pod.ada.pk, pod.bo.pk])


def test_it_goes_with_either_of_them(pod: Pod) -> None:
    pod.met(pod.ada, pod.bo)
    pod.met(pod.ada, pod.cy)
    forget(pod.bo.pk, at=NOW + DAY)
    assert "Bo Birch" not in page(pod.ada)
    assert "Somebody who left" not in page(pod.ada)
    assert set(pairs_among([pod.ada.pk, pod.bo.pk, pod.cy.pk])) == {(pod.ada.pk, pod.cy.pk)}
    pod.met(pod.ada, pod.bo, key="round:2")
    assert Met.objects.count() == 1, "whoever was forgotten meets nobody any more"


def test_a_block_hides_it_from_both_until_it_is_undone(pod: Pod) -> None:
    pod.met(pod.ada, pod.bo)
    made = block(pod.ada, pod.bo, at=NOW)
    pod.met(pod.ada, pod.bo, key="crew:1")
    assert "Bo Birch" not in page(pod.ada)
    assert "Ada Anker" not in page(pod.bo)
    undo_block(pod.ada, made)
    assert "Bo Birch" in page(pod.ada)
    assert "Ada Anker" in page(pod.bo)


def test_each_takes_along_when_and_where_with_the_number_of_the_other(pod: Pod) -> None:
    pod.met(pod.ada, pod.bo)
    told = {"circle": "Riverbend", "how": "round", "since": NOW, "last": NOW}
    assert exported(pod.ada) == [{"number": pod.bo.pk, **told}]
    assert exported(pod.bo) == [{"number": pod.ada.pk, **told}]
    assert exported(pod.cy) == []


def test_the_page_asks_as_often_for_thirty_people_as_for_three(pod: Pod) -> None:
    client = Client()
    client.force_login(pod.ada, builders.BACKEND)

    def asked() -> int:
        client.get(reverse("met"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("met")).status_code == 200
        return len(queries)

    pod.met(pod.ada, pod.bo)
    few = asked()
    more = [builders.person(f"Person {n}") for n in range(30)]
    for one in more:
        builders.member(pod.circle, one)
    pod.met(pod.ada, *more, key="round:2")
    assert asked() == few


def test_no_page_asks_what_is_for_solvers() -> None:
    showing = {"views", "letters", "feeds", "templatetags", "reading", "parts", "page"}
    for path in sorted((ROOT / "kinweave").rglob("*.py")):
        if showing & set(path.relative_to(ROOT).with_suffix("").parts):
            tree = ast.walk(ast.parse(path.read_text()))
            names = {node.module for node in tree if isinstance(node, ast.ImportFrom)}
            assert "kinweave.met.record" not in names, path


class TestWhateverIsNoted(TestCase):
    """In any order and as often as one likes."""

    @given(
        st.lists(st.tuples(st.integers(0, 3), st.lists(st.integers(0, 4), max_size=4)), max_size=6)
    )
    def test_a_row_for_two_and_a_thing_and_it_spans_all_that_was_said(
        self, told: list[tuple[int, list[int]]]
    ) -> None:
        people = [builders.person(f"Person {n}") for n in range(5)]
        days: dict[tuple[int, int], set[int]] = {}
        for day, group in told:
            numbers = [people[n].pk for n in group]
            at = NOW + DAY * day
            actions.note([numbers], circle=None, how=How.MIXING, key="evening", at=at)
            for one in numbers:
                for other in numbers:
                    if one < other:
                        days.setdefault((one, other), set()).add(day)
        rows = {(row.one_id, row.other_id): row for row in Met.objects.all()}
        assert len(rows) == Met.objects.count()
        assert {two: (row.since, row.last) for two, row in rows.items()} == {
            two: (NOW + DAY * min(when), NOW + DAY * max(when)) for two, when in days.items()
        }
        seen = Met.objects.visible_to(Viewer.of(people[0].pk))
        assert {(one.one_id, one.other_id) for one in seen} == {
            two for two in rows if people[0].pk in two
        }
