"""What asks for somebody in crewing seasons, at home: a crew that is proposed to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import DateTimeField, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kinweave.access import KeptSeen, Viewer, address, blank
from kinweave.circles.asks import Answer, Ask, Mine, also_asks
from kinweave.circles.models import Key
from kinweave.weaving.models import Place

Row = tuple[int, int, str, date, datetime]


@also_asks
def crews_proposed(viewer: Viewer, mine: Mine, now: datetime) -> Iterator[Ask]:
    """Each that they have not answered to, as long as they can. It is asked as their page asks:
    of their own place, and not of those that they see because they gather the season."""
    for circle, season, name, last, before in _waiting.ask(viewer, now=now):
        if circle in mine:
            yield Ask(
                mine[circle].scale,
                mine[circle],
                _("A crew is proposed to you: {season}").format(season=name),
                _("You can answer until {day}. Nobody is told who said what.").format(
                    day=date_format(last)
                ),
                (Answer(_("See it and answer"), address("season-crew", season), "yes"),),
                f"season-crew:{season}",
                before,
            )


def _unanswered(looks: Viewer) -> QuerySet[Place, Row]:
    rows = Place.objects.visible_to(looks).filter(
        person=looks.person,
        answer=None,
        crew__agreed_at=None,
        proposal__published_at__isnull=False,
        proposal__season__closed_at=None,
        proposal__season__answers_until__gt=blank("now", DateTimeField()),
    )
    return rows.values_list(
        "proposal__season__circle",
        "proposal__season",
        "proposal__season__name",
        "proposal__season__answers_on",
        "proposal__season__answers_until",
    )


_waiting = KeptSeen(_unanswered, [Key.WEAVE])
