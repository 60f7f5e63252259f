"""What every action asks first: is it still on, and may they."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kinweave.access import Viewer, allowed
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.refusals import Over
from kinweave.journal.actions import write
from kinweave.people.models import Person


def hosted(actor: Person, gathering: Gathering) -> Viewer:
    """Whoever hosts it, while it is not called off."""
    viewer = Viewer.of(actor.pk)
    allowed(viewer, "host", gathering)
    if gathering.cancelled_at is not None:
        raise Over
    return viewer


def still_on(viewer: Viewer, gathering: Gathering) -> None:
    """Who sees that it is called off is told so, and not that they may not."""
    seen = Gathering.objects.visible_to(viewer).filter(pk=gathering.pk)
    if gathering.cancelled_at is not None and seen.exists():
        raise Over


def locked_dates(dates: Iterable[int]) -> list[Occasion]:
    """These dates, by their ids, in one order, held until the transaction ends."""
    rows = Occasion.objects.select_for_update().filter(pk__in=sorted(set(dates)))
    return list(rows.order_by("pk"))


def locked_date(occasion: Occasion, gathering: Gathering, at: datetime) -> Occasion:
    """A date of this gathering that is still to come and takes place."""
    held = locked_dates([occasion.pk])
    if not held or held[0].gathering_id != gathering.pk:
        raise Over
    one = held[0]
    if one.skipped_at is not None or one.ends_at <= at:
        raise Over
    one.gathering = gathering
    return one


def first_free(taken: Iterable[int], places: int) -> int | None:
    """The lowest place, from 1, that nobody has; ``None`` where there is none."""
    free = set(range(1, places + 1)) - set(taken)
    return min(free) if free else None


def note(verb: str, *, actor: Person, at: datetime, gathering: Gathering) -> None:
    """In the circle's journal; nothing of a draft, which is its host's alone."""
    if gathering.published_at is not None:
        write(verb, actor=actor, at=at, circle=gathering.circle, thing=gathering)
