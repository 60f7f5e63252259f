"""Ferrymoor's tin: people give different sums, one of them less since, and one gathering is for
those who give."""

from __future__ import annotations

from kinweave.access import Viewer, can
from kinweave.demo.scenario import Story
from kinweave.fund.models import Contribution
from kinweave.gatherings.models import Gathering


def test_people_give_what_suits_them_and_only_the_keeper_sees_it(story: Story) -> None:
    rows = Contribution.objects.current()
    assert rows.get(person=story.people["pip"]).amount == 400
    assert rows.get(person=story.people["thaddeus"]).amount == 300
    assert not rows.filter(person=story.people["arvid"]).exists()
    seen = {
        name: rows.visible_to(Viewer.of(story.people[name].pk)).count()
        for name in ("joaquim", "wanda", "balthasar", "nadia")
    }
    assert seen == {"joaquim": rows.count(), "wanda": 1, "balthasar": 1, "nadia": 0}


def test_one_gathering_is_for_those_who_give(story: Story) -> None:
    tin = Gathering.objects.get(least__isnull=False)
    may = {
        name: can(Viewer.of(story.people[name].pk), "come", tin)
        for name in ("wanda", "joaquim", "pip", "nadia")
    }
    assert may == {"wanda": True, "joaquim": True, "pip": False, "nadia": False}
