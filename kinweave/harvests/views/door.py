"""Getting to a date that has been, and to what it left behind."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404, HttpRequest
from django.utils import timezone

from kinweave.access import allowed
from kinweave.circles.views.door import circle_for, me, viewer
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.showing import circle_is_seen
from kinweave.gatherings.views.door import gathering_for
from kinweave.harvests.models import Harvest, Recording, Speaker
from kinweave.harvests.models.recordings import agreed

__all__ = [
    "around",
    "been_for",
    "circle_for",
    "gathering_for",
    "harvest_for",
    "me",
    "recording_for",
    "speaker_for",
    "viewer",
]
LEADS = "occasion__gathering__circle"


def been_for(request: HttpRequest, pk: int, number: int, verb: str = "") -> Occasion:
    """The date, if its gathering is there for them and it has been (404), and if they may do this
    with the gathering (403)."""
    of = gathering_for(request, pk, verb)
    dates = Occasion.objects.visible_to(viewer(request)).took_place(timezone.now())
    found: Occasion | None = dates.filter(gathering=of, number=number).first()
    if found is None:
        raise Http404
    found.gathering = of
    return found


def harvest_for(
    request: HttpRequest, pk: int, number: int, harvest: int, verb: str = ""
) -> Harvest:
    """The harvest, if it is there for them; they need not see the gathering that it is from."""
    # By "gathering__pk" a number that no database holds finds nothing; by "gathering" it raises.
    rows = Harvest.objects.visible_to(viewer(request)).filter(
        pk=harvest, occasion__gathering__pk=pk, occasion__number=number
    )
    found: Harvest = _found(request, rows.select_related(LEADS, "author"), verb)
    return found


def recording_for(
    request: HttpRequest, pk: int, number: int, recording: int, verb: str = ""
) -> Recording:
    """The recording, if it is there for them, and whether it is ``heard`` by others; ``verb``: what
    they may do with its gathering."""
    heard = ExpressionWrapper(agreed(), output_field=BooleanField())
    rows = Recording.objects.visible_to(viewer(request)).filter(
        pk=recording, occasion__gathering__pk=pk, occasion__number=number
    )
    found: Recording = _found(request, rows.annotate(heard=heard).select_related(LEADS), "")
    if verb:
        allowed(viewer(request), verb, found.occasion.gathering)
    return found


def speaker_for(request: HttpRequest, recording: Recording) -> Speaker:
    """Whoever asks, as somebody who speaks in it; or 404."""
    looks = viewer(request)
    rows = Speaker.objects.visible_to(looks).filter(recording=recording, person=looks.person)
    found: Speaker | None = rows.first()
    if found is None:
        raise Http404
    found.recording = recording
    return found


def around(request: HttpRequest, occasion: Occasion, *, seen: bool = False) -> dict[str, Any]:
    """What a page of this date says of where it is: gathering and circle, if they are there for
    whoever looks. What is left behind may be read by more people than knew of the evening.

    ``seen``: the gathering is, as is known already.
    """
    looks, of = viewer(request), occasion.gathering
    seen = seen or Gathering.objects.visible_to(looks).filter(pk=of.pk).exists()
    return {
        "date": occasion,
        "gathering": of,
        "gathering_seen": seen,
        "circle": of.circle,
        "circle_seen": circle_is_seen(looks, of),
    }


def _found(request: HttpRequest, rows: Any, verb: str) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    if verb:
        allowed(viewer(request), verb, found)
    return found
