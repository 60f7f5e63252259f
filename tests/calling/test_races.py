"""Twenty answer at once, and the caller begins meanwhile, twice: nothing is lost, one crew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from kinweave.calling.models import CallAnswer
from kinweave.circles.models import Membership, Scale
from tests.apart import apart, site
from tests.calling import racing
from tests.copies import FILE
from tests.gatherings.test_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_twenty_answers_at_once_none_is_lost_and_one_crew_begins(
    tmp_path: Path, copied: str
) -> None:
    if connection.vendor == "sqlite":
        assert copied == str(tmp_path / FILE)
        told, crews, here = apart(site(tmp_path, copied), racing.race, 20)
    else:
        caller, others = racing.a_call_for(20)
        told = all_at_once(racing.answer, [*others[:10], caller, *others[10:], caller])
        crews = list(
            Membership.objects.filter(circle__scale=Scale.CREW).values_list("circle", "person")
        )
        here = list(CallAnswer.objects.values_list("person", flat=True))
    said = Counter(told)
    assert said["begun"] == 2, "pressed twice, it is one crew"
    assert said["kept"] + said["NotOpen"] == 20
    assert len(here) == said["kept"] + 2
    assert len({circle for circle, _person in crews}) == 1
    assert len(crews) == 3
