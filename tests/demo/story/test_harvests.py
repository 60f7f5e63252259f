"""What gatherings of Ferrymoor left behind: words, a podcast, somebody who is asked."""

from __future__ import annotations

import pytest
from django.test import Client

from kinweave.access import Viewer
from kinweave.demo.scenario import Story
from kinweave.harvests.feeds import podcast_of
from kinweave.harvests.models import Afterword, Consent, Harvest, Recording, Speaker


def test_there_are_words_for_members_and_words_for_everybody(story: Story) -> None:
    assert Harvest.objects.count() == 2
    [for_all] = Harvest.objects.visible_to(Viewer.public())
    assert for_all.author == story.people["oona"]
    members = Harvest.objects.visible_to(Viewer.of(story.people["nadia"].pk))
    assert {one.author for one in members} == {story.people["oona"], story.people["otis"]}


def test_everybody_hears_the_podcast_whose_speakers_agree(story: Story) -> None:
    found = podcast_of(story.circles["Ferrymoor"].slug)
    assert found is not None
    [one] = found.recordings
    assert one.link.startswith("https://example.org/")
    assert Consent.objects.filter(speaker__recording=one, withdrawal=None).count() == 2
    assert Client().get(one.get_absolute_url()).status_code == 200


@pytest.mark.usefixtures("story")
def test_somebody_is_asked_and_has_not_said(story: Story) -> None:
    asked = Speaker.objects.get(person=story.people["pip"])
    assert not asked.consents.exists()
    [heard] = Recording.objects.all().agreed_to()
    assert heard != asked.recording


def test_who_came_to_the_big_table_was_written_to(story: Story) -> None:
    sent = Afterword.objects.get()
    assert sent.by == story.people["oona"]
    assert {one.person for one in sent.receivers.all()} == set(
        story.all_of(["wanda", "gus", "pip"])
    )
