"""A gathering's picture: put in place of the one before, or taken away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.pictures import ALBUM
from kinweave.journal.actions import write
from kinweave.people.models import Person
from kinweave.pictures import Made


def show_picture(
    actor: Person, gathering: Gathering, *, picture: Made, alt: str, at: datetime
) -> None:
    """Put a picture in place of the one before, whose files go. ``alt``: the same in words, for
    whoever does not see it."""
    allowed(Viewer.of(actor.pk), "host", gathering)
    ALBUM.keep(picture)
    try:
        _change(actor, gathering, picture.name, alt, at)
    except BaseException:
        ALBUM.discard_now(picture.name)
        raise


def remove_picture(actor: Person, gathering: Gathering, *, at: datetime) -> None:
    """Do without one; its files go."""
    allowed(Viewer.of(actor.pk), "host", gathering)
    _change(actor, gathering, "", "", at)


@transaction.atomic
def _change(actor: Person, gathering: Gathering, name: str, alt: str, at: datetime) -> None:
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if row.picture == name:
        return
    Gathering.objects.filter(pk=row.pk).update(picture=name, picture_alt=alt)
    ALBUM.discard(row.picture)
    gathering.picture, gathering.picture_alt = name, alt
    if row.published_at:
        write("gatherings.changed", actor=actor, at=at, circle=gathering.circle, thing=gathering)
