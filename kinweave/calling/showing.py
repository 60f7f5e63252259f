"""A call's week as its caller sees it: who could begin, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR

from kinweave.access import Viewer
from kinweave.calling.answered import rhythm_of, times_for, weeks_of
from kinweave.calling.models import Call, CallAnswer
from kinweave.calling.weeks import LEFT, WIDE, picture
from kinweave.gatherings.showing import Reading, between
from kinweave.people.models import Person, SpokenLanguage, WeeklyHours
from kinweave.people.time_zones import known
from kinweave.people.week import BLANK

MOST_TIMES = 12


def language_of(caller: Person) -> str:
    """The language that a caller begins with: the one they speak best, or read this site in."""
    first = SpokenLanguage.objects.filter(person=caller).first()
    return first.code if first else caller.language or settings.LANGUAGE_CODE


def own_week(looks: Viewer, mine: CallAnswer | None) -> str:
    """The hours that whoever answers begins with: those they gave, or their own."""
    if mine and mine.week:
        return mine.week
    # Of whoever looks, and nobody else's.
    kept = WeeklyHours._base_manager.filter(person=looks.person).values_list("week", flat=True)
    return kept.first() or BLANK


def the_week(
    call: Call, caller: Person, said: Sequence[CallAnswer], chosen: Sequence[str]
) -> dict[str, Any]:
    """Who said yes, which of them are looked at together (``chosen``, numbers as text; all of them
    first, as far as there is room), the picture of their week, and the times that they have in
    common. A few queries, whatever their number."""
    yes = [one for one in said if one.says == CallAnswer.Says.YES]
    numbers = {str(one.person_id) for one in yes}
    picked = [one for one in yes if str(one.person_id) in chosen]
    if not numbers & set(chosen):
        picked = yes[: call.largest - 1]
    people = [caller.pk, *(one.person_id for one in picked)]
    today = timezone.localdate()
    rhythm, weeks = rhythm_of(call, today), weeks_of(call, people)
    times = times_for(call, people, today) if picked else []
    zone = caller.time_zone if caller.time_zone in known() else call.zone
    reads = Reading.now()
    length = timedelta(minutes=call.minutes)
    return {
        "candidates": [(one, one in picked) for one in yes],
        "people_in": len(people),
        "fits": call.smallest <= len(people) <= call.largest,
        "week": picture(rhythm, weeks, times[:MOST_TIMES], zone),
        "times": [
            (one, between(reads, one.starts_at, one.starts_at + length, call.zone, True))
            for one in times[:MOST_TIMES]
        ],
        "picked": picked,
        "weekdays": [(LEFT + day * WIDE + 23, WEEKDAYS_ABBR[day]) for day in range(7)],
    }  # fmt: skip
