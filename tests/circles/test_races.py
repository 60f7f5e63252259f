"""Fifty at once: a link for one lets one in. Many browsers at once: one leaves after one came."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.circles import actions
from kinweave.circles.models import Circle, Invitation, Scale
from kinweave.people.models import Person
from tests import builders
from tests.apart import apart, site
from tests.circles import racing
from tests.copies import FILE
from tests.gatherings.test_races import all_at_once, only_a_server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("uses", "people"), [(1, 50), (3, 12)])
def test_a_link_lets_in_as_many_as_it_says_however_many_come_at_once(
    uses: int, people: int, tmp_path: Path, copied: str
) -> None:
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        told, used, members = apart(site(tmp_path, copied), racing.race, uses, people)
        assert Counter(told) == {"inside": uses, "closed": people - uses}
        assert (used, members) == (uses, uses + 1)
        return
    now = timezone.now()
    ada = builders.person("Ada")
    circle = actions.found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=now)
    invitation = actions.invite(ada, circle, uses=uses, at=now)
    everybody = [builders.person(f"Guest{n}") for n in range(people)]

    def come(person: Person) -> bool:
        try:
            actions.enter(person, Invitation.objects.get(pk=invitation.pk), at=now)
        except actions.Closed:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(10) as threads:
        inside = sum(threads.map(come, everybody))
    invitation.refresh_from_db()
    assert inside == uses
    assert invitation.used == uses
    assert circle.memberships.count() == uses + 1


@pytest.mark.parametrize("_round", range(2))
def test_whoever_leaves_and_comes_back_at_once_is_heard_whatever_their_clocks_say(
    _round: int, tmp_path: Path, copied: str
) -> None:
    browsers = 40
    if connection.vendor == "sqlite":
        assert copied == str(tmp_path / FILE)
        told, stood = apart(site(tmp_path, copied), racing.left_and_back, browsers)
    else:
        racing.alone_in_a_circle()
        told = all_at_once(racing.leave_or_come_back, range(browsers))
        stood = racing.comings_and_goings()
    count = Counter(told)
    assert count["gone"] + count["back"] + count["closed"] == browsers, told
    assert count["gone"], "the first who was heard could leave"
    assert len(stood) == 1 + count["back"], "each coming back is one, and so is the beginning"
    assert sum(until is not None for _since, until in stood) == count["gone"]
    assert all(until is None or since <= until for since, until in stood)


@only_a_server
def test_whoever_leaves_and_comes_back_in_many_browsers_at_once_sees_no_error_page() -> None:
    racing.alone_in_a_circle()
    slug, dee = Circle.objects.get().slug, Person.objects.get()

    def press(browser: int) -> str:
        client = builders.came_in(Client(raise_request_exception=False), dee)
        name = "circle-return" if browser % 2 else "circle-leave"
        return str(client.post(reverse(name, args=[slug])).status_code)

    assert set(all_at_once(press, range(24))) <= {"302", "404"}
