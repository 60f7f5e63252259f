"""A caller starts the crew that they called, without asking anybody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.calling.actions.calling import is_over
from kinweave.calling.answered import times_for
from kinweave.calling.models import Call, CallAnswer
from kinweave.calling.refusals import NoCommonTime, NotOpen
from kinweave.circles.models import Circle
from kinweave.crews import actions as crews
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def start(
    caller: Person, call: Call, *, people: Collection[int], first: datetime, at: datetime
) -> Circle:
    """The crew begins: the caller and those of ``people`` who said yes, at a time that they have in
    common at this moment. Those who are not among them are told that the call is over.

    Pressed twice, it is one crew. Raises :class:`NoCommonTime` where they cannot meet then, or are
    more or fewer than the call is for; :class:`NotOpen` where it is over.
    """
    allowed(Viewer.of(caller.pk), "start", call)
    # The circle before the call, as leaving does: two people never wait for each other.
    Circle.objects.select_for_update(no_key=True).get(pk=call.circle_id)
    call = Call.objects.select_for_update(of=("self",)).select_related("crew").get(pk=call.pk)
    if call.crew is not None:
        return call.crew
    if not call.is_open(at):
        raise NotOpen
    said = CallAnswer.objects.filter(call=call, says=CallAnswer.Says.YES, person__in=people)
    chosen = list(said.select_related("person").order_by("at", "pk"))
    everybody = [caller, *(one.person for one in chosen)]
    if len(chosen) != len(set(people)) or not call.smallest <= len(everybody) <= call.largest:
        raise NoCommonTime
    times = times_for(call, [one.pk for one in everybody], at.date())
    if first not in {one.starts_at for one in times}:
        raise NoCommonTime
    crew = crews.begin(
        caller, parent=call.circle, name=call.name, people=everybody, about=call.words,
        languages=call.languages, zone=call.zone, every_weeks=call.every_weeks,
        first=first.astimezone(ZoneInfo(call.zone)).replace(tzinfo=None),
        meetings=call.meetings, minutes=call.minutes, smallest=call.smallest,
        largest=call.largest, by="call", key=f"call:{call.pk}", at=at,
        hosts=[one.person for one in chosen if one.hosts],
    )  # fmt: skip
    is_begun(call, crew=crew, people=[one.pk for one in everybody], at=at)
    write("calling.started", actor=caller, at=at, circle=call.circle, thing=call)
    return crew


def is_begun(call: Call, *, crew: Circle, people: Collection[int], at: datetime) -> None:
    """A crew came of it, with these people; whoever else answered is told that it is over."""
    Call.objects.filter(pk=call.pk).update(crew=crew)
    is_over(call, at=at, but=frozenset(people))
