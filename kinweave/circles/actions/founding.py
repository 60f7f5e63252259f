"""Beginning a circle, and changing what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kinweave.access import Audience, Viewer, allowed
from kinweave.circles.models import (
    Came,
    Circle,
    Key,
    Membership,
    Responsibility,
    Scale,
    Standing,
)
from kinweave.circles.refusals import DoesNotFit
from kinweave.journal.actions import write
from kinweave.people.models import Person

TENDED = (
    "name", "about", "welcome", "audience", "door", "friend_name", "partner_name", "size_least",
    "size_most",
)  # fmt: skip
"""What tending may change, and nothing else."""

_FIRST_TERM = timedelta(days=365)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_TRIES = 5


@transaction.atomic
def found(
    actor: Person,
    *,
    name: str,
    scale: str,
    at: datetime,
    about: str = "",
    parent: Circle | None = None,
    audience: str = Audience.CIRCLE,
    door: str = Circle.Door.INVITATION,
    friend_name: str = "",
    partner_name: str = "",
) -> Circle:
    """A new circle. Whoever begins it is a partner, and holds all keys for a year.

    Nobody's leave is needed: inside a congregation, every member may begin a crew or a pair.
    Everybody else says yes themselves, to an invitation.
    """
    if parent is not None:
        allowed(Viewer.of(actor.pk), "begin inside", parent)
        if not lies_inside(scale, parent.scale):
            raise DoesNotFit
    circle = _with_address(
        name=name,
        scale=scale,
        began_at=at,
        about=about,
        parent=parent,
        audience=audience,
        door=door,
        friend_name=friend_name,
        partner_name=partner_name,
    )
    Membership.objects.create(
        circle=circle, person=actor, standing=Standing.PARTNER, since=at, came=Came.FOUNDED
    )
    Responsibility.objects.create(
        circle=circle,
        name=_("Tending the circle"),
        decides=_("Who is welcomed, what the circle says of itself, and who holds what."),
        keys=Key.values,
        holder=actor,
        since=at.date(),
        until=(at + _FIRST_TERM).date(),
    )
    write("circles.founded", actor=actor, at=at, circle=circle, thing=circle)
    return circle


@transaction.atomic
def found_together(
    actor: Person | None,
    people: Iterable[Person],
    *,
    name: str,
    scale: str,
    parent: Circle,
    at: datetime,
    about: str = "",
    size_least: int | None = None,
    size_most: int | None = None,
) -> Circle:
    """A circle that several people begin at once: each of them is a partner, and nobody holds more
    of it than the others. Each has said yes; whoever calls this has asked.

    ``actor``: nobody, where no single person does it.
    """
    if actor is not None:
        allowed(Viewer.of(actor.pk), "begin inside", parent)
    if not lies_inside(scale, parent.scale):
        raise DoesNotFit
    circle = _with_address(
        name=name, scale=scale, began_at=at, about=about, parent=parent, size_least=size_least,
        size_most=size_most,
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(
            circle=circle, person=person, standing=Standing.PARTNER, since=at, came=Came.FOUNDED,
            settled_at=at,
        )
        for person in people
    )  # fmt: skip
    write("circles.founded", actor=actor, at=at, circle=circle, thing=circle)
    return circle


@transaction.atomic
def tend(actor: Person, circle: Circle, *, at: datetime, **changes: Any) -> Circle:
    """Change the circle's words, door, audience, names of standings or sizes."""
    allowed(Viewer.of(actor.pk), "tend", circle)
    if unknown := set(changes) - set(TENDED):
        raise TypeError(f"tending does not change {', '.join(sorted(unknown))}")
    Circle.objects.filter(pk=circle.pk).update(**changes)
    circle.refresh_from_db(fields=list(changes))
    write("circles.tended", actor=actor, at=at, circle=circle, thing=circle)
    return circle


def lies_inside(scale: str, around: str) -> bool:
    """Whether a circle of this scale can be part of one of the other: only of a larger one."""
    order = list(Scale.values)
    return order.index(scale) < order.index(around)


def _with_address(**fields: Any) -> Circle:
    """A circle whose address is its own.

    A few letters by chance stand behind every name: whether another circle has the same name
    cannot be told from an address, and a name in a script that addresses do not know is as good.
    """
    words = slugify(fields["name"])[:48].strip("-") or fields["scale"]
    for _try in range(_TRIES - 1):
        slug = f"{words}-{get_random_string(5, _LETTERS)}"
        try:
            with transaction.atomic():
                return Circle.objects.create(slug=slug, **fields)
        except IntegrityError:
            continue
    return Circle.objects.create(slug=f"{words[:36]}-{get_random_string(20, _LETTERS)}", **fields)
