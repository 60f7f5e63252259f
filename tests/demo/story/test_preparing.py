"""What is prepared for Ferrymoor's soup: something asked, replied, wanted and taken."""

from __future__ import annotations

import pytest

from kinweave.gatherings.models import Gathering
from kinweave.preparing.models import Question, Reply, Role, Taken


@pytest.mark.usefixtures("story")
def test_the_soup_is_asked_about_and_has_hands_and_one_place_to_take() -> None:
    soup = Gathering.objects.get(name="Thursday soup")
    assert Question.objects.filter(gathering=soup).count() == 3
    assert {one.told for one in Reply.objects.exclude(words="")} == {"host", "coming"}
    assert Taken.objects.counting().count() == Taken.objects.count() == 5
    assert Role.objects.filter(gathering=soup, taken=None).exists()
