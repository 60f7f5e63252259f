"""What calendar programs read: the dates that somebody may see at this moment, as their eyes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from kinweave.access import Viewer
from kinweave.gatherings.ical import Event, feed, publish
from kinweave.gatherings.models import Answer, Gathering, Occasion, Shared, hosted_by
from kinweave.gatherings.models.calendars import held
from kinweave.gatherings.policies import know_where
from kinweave.gatherings.showing import what_it_asks
from kinweave.prose import plain

BACK = timedelta(days=90)
"""How far a calendar reaches into the past."""
MOST = 2_000


def feed_of(key: str, now: datetime, site: str) -> bytes | None:
    """The calendar at a secret address, as its owner may see it now; ``None`` where there is none:
    made anew, of somebody whose account is closed, of a circle that they have left."""
    found = held(key)
    if found is None:
        return None
    viewer = Viewer.of(found.person_id)
    if found.circle and found.circle_id not in viewer.circles:
        return None
    dates = Occasion.objects.visible_to(viewer).filter(
        gathering__published_at__isnull=False, ends_at__gt=now - BACK
    )
    if found.circle:
        dates, name = dates.filter(gathering__circle=found.circle), found.circle.name
    else:
        said = [Answer.Says.YES, Answer.Says.MAYBE, Answer.Says.OFFERED]
        mine = Answer.objects.visible_to(viewer).filter(person=found.person_id, says__in=said)
        dates, name = dates.filter(pk__in=mine.values("occasion")), settings.SITE_NAME
    with translation.override(found.person.language or settings.LANGUAGE_CODE):
        return feed(name, _events(viewer, dates, site))


def one_date(viewer: Viewer, date: Occasion, site: str) -> bytes:
    """One date as a file."""
    return publish(event_of(date, date.gathering, know_where(viewer, date.gathering), site))


def _events(viewer: Viewer, dates: QuerySet[Occasion], site: str) -> Iterator[Event]:
    rows = list(dates.select_related("gathering")[:MOST])
    told = _where_told(viewer, {one.gathering_id for one in rows})
    for one in rows:
        yield event_of(one, one.gathering, one.gathering_id in told, site)


def _where_told(viewer: Viewer, numbers: set[int]) -> set[int]:
    """The gatherings whose place and link this viewer is told, in one query for all of them: as the
    policy "know where" says."""
    coming = Answer.objects.visible_to(viewer).filter(person=viewer.person, says=Answer.Says.YES)
    rows = Gathering.objects.visible_to(viewer).filter(pk__in=numbers)
    rows = rows.filter(
        Q(shared=Shared.SEEN) | hosted_by(viewer) | Q(pk__in=coming.values("occasion__gathering"))
    )
    return set(rows.order_by().values_list("pk", flat=True))


def event_of(date: Occasion, gathering: Gathering, where: bool, site: str) -> Event:
    """A date as calendars read it. ``where``: whether its reader is told place and link."""
    page = f"{site}{gathering.get_absolute_url()}"
    asks = what_it_asks(gathering, "")
    words = [gathering.reason or date.reason, asks and f"{asks}.", plain(gathering.words)]
    if where and gathering.joined_at:
        words.append(_("To join: {link}").format(link=gathering.joined_at))
    if where and gathering.directions:
        words.append(gathering.directions)
    return Event(
        uid=uid(date, site),
        sequence=date.sequence,
        starts=date.starts_at,
        ends=date.ends_at,
        stamp=date.changed_at,
        summary=f"{gathering.name}: {date.name}" if date.name else gathering.name,
        description="\n\n".join(filter(None, [*words, page])),
        location=gathering.place if where else "",
        url=page,
        cancelled=date.is_off,
        days=(date.day, date.last_day) if date.last_day else None,
    )


def uid(date: Occasion, site: str) -> str:
    """What a date is called in every calendar, for ever."""
    return f"{date.gathering_id}-{date.number}@{site.partition('://')[2]}"
