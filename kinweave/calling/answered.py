"""Who said what to a call, with the hours that go with it: what its caller chooses from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kinweave.calling.models import Call, CallAnswer
from kinweave.calling.weeks import Rhythm, Time, Week, common_times
from kinweave.circles.models import Circle, Membership
from kinweave.people.models import Block, Person, WeeklyHours
from kinweave.people.week import BLANK
from kinweave.solvers.crews.problem import Call as EngineCall


@dataclass(frozen=True, slots=True)
class Called:
    """A call as the engine takes it, and the numbers of those who would join, or may."""

    call: EngineCall
    yes: tuple[int, ...]
    maybe: tuple[int, ...]


def calls_for(circle: Circle, at: datetime) -> list[Called]:
    """The open calls of a circle, for a season that proposes crews. People are named by their
    number, as text. Who is not in the circle any more is not among them. Two queries."""
    here = Membership.objects.current().filter(circle=circle)
    calls = list(Call.objects.open(at).filter(circle=circle, caller__in=here.values("person")))
    said: dict[int, dict[str, list[int]]] = {one.pk: {"yes": [], "maybe": []} for one in calls}
    answers = CallAnswer.objects.filter(call__in=said, person__in=here.values("person"))
    for call, person, says in answers.values_list("call", "person", "says"):
        said[call][says].append(person)
    return [
        Called(
            EngineCall(str(one.pk), str(one.caller_id), one.smallest, one.largest),
            tuple(said[one.pk]["yes"]), tuple(said[one.pk]["maybe"]),
        )
        for one in calls
    ]  # fmt: skip


def rhythm_of(call: Call, today: date) -> Rhythm:
    """When they would meet: not before tomorrow, however long ago it was called."""
    starts = max(call.starts, today + timedelta(days=1))
    return Rhythm(starts, call.every_weeks, call.meetings, call.minutes, call.zone)


def weeks_of(call: Call, people: Collection[int]) -> list[Week]:
    """The hours of these people, of whom the caller is one: those they gave for this call, or of
    their profiles. Two queries."""
    given = dict(
        CallAnswer.objects.filter(call=call, person__in=people).values_list("person", "week")
    )
    kept = dict(WeeklyHours.objects.filter(person__in=people).values_list("person", "week"))
    zones = dict(Person.objects.filter(pk__in=people).values_list("pk", "time_zone"))
    return [Week(given.get(one) or kept.get(one, BLANK), zones[one] or call.zone) for one in people]


def times_for(call: Call, people: Collection[int], today: date) -> list[Time]:
    """The first meetings at which all of them can come to each date. Of people two of whom do not
    see each other there are none, so that it reads as if their hours did not fit."""
    if Block.objects.filter(person__in=people, other__in=people).exists():
        return []
    return common_times(rhythm_of(call, today), weeks_of(call, people))
