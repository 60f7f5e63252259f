"""Responsibilities: naming one, changing it, closing it, and telling of its end in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle, Handover, Membership, Responsibility
from kinweave.circles.refusals import NotHere
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person

SOON = timedelta(days=30)
"""How long before its end a responsibility's holder is told."""


@transaction.atomic
def make_responsibility(
    actor: Person,
    circle: Circle,
    *,
    name: str,
    until: date,
    at: datetime,
    decides: str = "",
    keys: Iterable[str] = (),
    holder: Person | None = None,
    understudy: Person | None = None,
) -> Responsibility:
    """Name something that somebody holds for the circle, with its end. It may begin open."""
    allowed(Viewer.of(actor.pk), "appoint", circle)
    must_be_here(circle, holder, understudy)
    made = Responsibility.objects.create(
        circle=circle,
        name=name,
        decides=decides,
        keys=sorted(keys),
        holder=holder,
        understudy=understudy,
        since=at.date() if holder else None,
        until=until,
    )
    write("circles.responsibility_made", actor=actor, at=at, circle=circle, thing=made)
    return made


@transaction.atomic
def change_responsibility(
    actor: Person,
    responsibility: Responsibility,
    *,
    name: str,
    decides: str,
    keys: Iterable[str],
    understudy: Person | None,
    until: date,
    at: datetime,
) -> Responsibility:
    """Say it differently, give it other keys, another understudy or end. Who holds it changes
    only with a handover, which they say yes to."""
    allowed(Viewer.of(actor.pk), "appoint", responsibility.circle)
    must_be_here(responsibility.circle, understudy)
    changes: dict[str, Any] = {
        "name": name, "decides": decides, "keys": sorted(keys), "understudy": understudy,
        "until": until,
    }  # fmt: skip
    Responsibility.objects.filter(pk=responsibility.pk).update(**changes)
    responsibility.refresh_from_db()
    circle = responsibility.circle
    write("circles.responsibility_changed", actor=actor, at=at, circle=circle, thing=responsibility)
    return responsibility


@transaction.atomic
def close_responsibility(actor: Person, responsibility: Responsibility, *, at: datetime) -> None:
    """It is no longer needed. Its keys go back to all partners, if nobody else holds them."""
    allowed(Viewer.of(actor.pk), "appoint", responsibility.circle)
    rows = Responsibility.objects.filter(pk=responsibility.pk, closed_at=None)
    held = rows.select_for_update(of=("self",)).select_related("holder").first()
    if held is None or not rows.update(closed_at=at):
        return
    if held.holder != actor:
        tell_who_held_it(held.holder, responsibility, at)
    Handover.objects.filter(responsibility=responsibility, state=Handover.State.OFFERED).update(
        state=Handover.State.WITHDRAWN, answered_at=at
    )
    circle = responsibility.circle
    write("circles.responsibility_closed", actor=actor, at=at, circle=circle, thing=responsibility)


def tell_of_endings(now: datetime) -> int:
    """Tell holders whose term ends within thirty days, once for each end. How many end soon."""
    soon = Responsibility.objects.held(now.date()).filter(
        until__lte=now.date() + SOON, circle__ended_at=None
    )
    with transaction.atomic():
        for responsibility in soon.select_related("holder", "circle"):
            tell(
                "circles.responsibility_ending",
                receiver=responsibility.holder,
                about={"responsibility": responsibility.pk, "until": f"{responsibility.until}"},
                key=f"circles.responsibility_ending:{responsibility.pk}:{responsibility.until}",
                at=now,
                circle=responsibility.circle,
            )
    return len(soon)


def tell_who_held_it(before: Person | None, of: Responsibility, at: datetime) -> None:
    """Others decided that somebody no longer holds it: they shall not have to find that out."""
    if before is not None:
        tell(
            "circles.responsibility_gone",
            receiver=before,
            about={"responsibility": of.pk},
            key=f"circles.responsibility_gone:{of.pk}:{at:%Y%m%d%H%M%S%f}",
            at=at,
            circle=of.circle,
        )


def must_be_here(circle: Circle, *people: Person | None) -> None:
    """All of them are members now, or :class:`NotHere`."""
    wanted = {person.pk for person in people if person is not None}
    here = Membership.objects.current().filter(circle=circle, person__in=wanted)
    if here.count() != len(wanted):
        raise NotHere
