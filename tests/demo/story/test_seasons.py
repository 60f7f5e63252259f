"""Seasons of Ferrymoor: one in each state in which a season can stand."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from kinweave.circles.models import Circle
from kinweave.demo.personas import PERSONAS
from kinweave.demo.scenario import Story
from kinweave.jobs.actions import run_due
from kinweave.weaving.models import Place, Proposal, ProposedCrew, Season
from kinweave.weaving.models.season import Stage
from kinweave.weaving.showing import stage_of
from tests import builders


@pytest.mark.usefixtures("story")
def test_there_is_a_season_in_each_state_and_crews_have_begun() -> None:
    now = timezone.now()
    found = {one.name: stage_of(one, now) for one in Season.objects.all()}
    assert sorted(found.values()) == sorted(Stage.values)
    begun = ProposedCrew.objects.exclude(circle=None)
    assert {one.proposal.season.name for one in begun.select_related("proposal__season")} == {
        "Crews for the dark months", "Crews for short evenings",
    }  # fmt: skip
    assert Circle.objects.filter(pk__in=begun.values("circle"), ended_at=None).count() == 2


@pytest.mark.usefixtures("story")
def test_the_worker_finds_crews_for_other_hours_as_soon_as_the_site_is_there() -> None:
    waiting = Proposal.objects.get(made_at=None)
    assert waiting.season.name == "Crews for other hours"
    run_due(timezone.now(), Proposal)
    assert Place.objects.filter(proposal=waiting).exists()


def test_a_draft_that_hands_have_changed_stands_beside_the_one_that_is_looked_for(
    story: Story,
) -> None:
    looked_for = Proposal.objects.get(made_at=None)
    draft = Proposal.objects.exclude(pk=looked_for.pk).get(season=looked_for.season)
    assert draft.changed_at is not None
    kept, other = ProposedCrew.objects.filter(proposal=draft).order_by("number")
    assert (kept.pinned_at is not None, other.pinned_at is not None) == (True, False)
    client = builders.came_in(Client(), story.people["wanda"])
    both = client.get(reverse("season-proposals", args=[draft.season_id])).content.decode()
    assert draft.get_absolute_url() in both
    assert looked_for.get_absolute_url() in both
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Hands have changed it" in page
    assert "Kept: let it change again" in page
    assert "are in no crew now." in page


def test_a_friend_finds_what_is_going_on_on_the_congregations_page(story: Story) -> None:
    client = builders.came_in(Client(), story.people["pip"])
    page = client.get(reverse("circle", args=[story.circles["Ferrymoor"].slug])).content.decode()
    assert "A crew is proposed to you. Answers until" in page
    assert "Open for wishes until" in page
    assert "Summer crews" not in page


@pytest.mark.usefixtures("story")
def test_whoever_gathers_seasons_comes_to_them_and_others_come_home(
    client: Client, settings: Settings
) -> None:
    settings.DEMO, settings.ROOT_URLCONF = True, "tests.demo.test_links"
    steward, _partner, friend, _newcomer = PERSONAS
    gathered = Season.objects.values_list("circle__slug", flat=True).distinct().get()
    assert client.post(steward.link)["Location"] == reverse("circle-seasons", args=[gathered])
    assert client.post(friend.link)["Location"] == reverse("home")


def test_home_asks_whoever_has_not_answered_and_nobody_else(story: Story) -> None:
    asked = "A crew is proposed to you: Crews for short evenings"
    for name, waits in (("pip", True), ("finnegan", True), ("perpetua", False), ("wanda", False)):
        home = builders.came_in(Client(), story.people[name]).get("/").content.decode()
        assert (asked in home) == waits, name
