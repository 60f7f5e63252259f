"""A crew begins when its people have said yes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from kinweave.calling.actions import is_begun
from kinweave.crews import actions as crews
from kinweave.crews.models import Cycle
from kinweave.crews.refusals import CannotBegin
from kinweave.people.models import Person
from kinweave.weaving.called import calls_of
from kinweave.weaving.models import Place, ProposedCrew, Season, Wish


def begin(crew: ProposedCrew, season: Season, at: datetime) -> bool:
    """Its people agreed, so it is a crew from now on: a circle with its dates, of which each of
    them has a letter. ``False`` where it cannot be: somebody has left or does not see another any
    more, or no time is left. Called inside the transaction that holds ``season``; a crew that was
    begun before is that one. With a caller in it, whose call this season fills, it is the crew of
    that call, by its name.
    """
    places = Place.objects.filter(crew=crew).order_by("pk")
    people = list(Person.objects.filter(pk__in=places.values("person")).order_by("pk"))
    if not crew.starts:
        return False
    willing = Wish.objects.filter(season=season, person__in=people)
    hosts = willing.filter(hosting=Wish.Hosting.YES).values_list("person", flat=True)
    call = next(iter(calls_of(season, [one.pk for one in people], at).values()), None)
    try:
        circle = crews.begin(
            None, parent=season.circle, people=people, about=call.words if call else "",
            name=call.name if call else f"{season.name} {crew.number}"[-80:],
            languages=crew.languages, zone=crew.zone, every_weeks=season.every_weeks,
            first=crew.starts[0].astimezone(ZoneInfo(crew.zone)).replace(tzinfo=None),
            meetings=season.meetings, minutes=season.minutes, smallest=season.smallest,
            largest=season.largest, by=Cycle.By.SEASON, key=f"season:{crew.pk}", at=at,
            hosts=[one for one in people if one.pk in set(hosts)],
        )  # fmt: skip
    except CannotBegin:
        return False
    if call is not None:
        is_begun(call, crew=circle, people=[one.pk for one in people], at=at)
    ProposedCrew.objects.filter(pk=crew.pk, agreed_at=None).update(agreed_at=at, circle=circle)
    return True
