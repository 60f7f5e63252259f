"""Fifty at once: a link for one lets one in."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from kinweave.circles import actions
from kinweave.circles.models import Invitation, Scale
from kinweave.people.models import Person
from tests import builders
from tests.copies import FILE
from tests.crowd import on_a_file

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("uses", "people"), [(1, 50), (3, 12)])
def test_a_link_lets_in_as_many_as_it_says_however_many_come_at_once(
    uses: int, people: int, tmp_path: Path, copied: str
) -> None:
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        told, used, members = on_a_file(tmp_path, "tests.circles.racing", uses, people)
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
