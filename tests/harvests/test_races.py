"""Things done at once about one podcast: nobody waits for ever."""

from __future__ import annotations

import pytest

from kinweave.harvests import actions
from kinweave.harvests.models import Recording
from tests.gatherings.test_races import all_at_once, only_a_server
from tests.harvests.cast import AT, Cast, evening, recording

pytestmark = pytest.mark.django_db(transaction=True)


@only_a_server
def test_a_podcast_is_narrowed_at_several_ends_at_once_and_nobody_waits_for_ever(
    cast: Cast,
) -> None:
    made = evening(cast.ada, cast.circle)
    for number in range(24):
        link = f"https://example.org/{number}.mp3"
        recording(cast.ada, made, cast.ada, link=link, audience="public")

    def narrow(one: Recording) -> str:
        actions.say_otherwise(cast.ada, one, audience="circle", at=AT)
        return "narrowed"

    assert set(all_at_once(narrow, list(Recording.objects.order_by("-pk")))) == {"narrowed"}
    assert set(Recording.objects.values_list("audience", flat=True)) == {"circle"}
