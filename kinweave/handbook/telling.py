"""Whom a book tells what. What each letter says is in :mod:`letters`."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.models import Circle, Key, Membership, Responsibility, Scale, Standing
from kinweave.handbook.models import Bringing, Proposal
from kinweave.notices.actions import tell
from kinweave.people.models import Person


def tell_of_proposal(one: Proposal, at: datetime) -> None:
    """Those who would answer it, in their digest."""
    circle = one.page.book.circle
    for person in _editors(circle):
        if person.pk != one.by_id:
            tell(
                "handbook.proposed", receiver=person, about={"proposal": one.pk},
                key=f"handbook.proposed:{one.pk}:{person.pk}", at=at, circle=circle,
                in_digest=True,
            )  # fmt: skip


def tell_of_answer(one: Proposal, *, but: Person, at: datetime) -> None:
    """Whoever proposed it, unless they answered it themselves."""
    if one.by_id != but.pk:
        tell(
            "handbook.answered", receiver=one.by, about={"proposal": one.pk},
            key=f"handbook.answered:{one.pk}", at=at, circle=one.page.book.circle,
        )  # fmt: skip


def tell_of_standing_still(one: Bringing, at: datetime) -> None:
    """Whoever keeps a book in step with an address: it cannot be read any more."""
    tell(
        "handbook.stands_still", receiver=one.person, about={"bringing": one.pk},
        key=f"handbook.stands_still:{one.pk}", at=at, circle=one.book.circle,
    )  # fmt: skip


def _editors(circle: Circle) -> list[Person]:
    """Of all who may edit: everybody, where people know each other; else who tends the circle, or
    the partners, where nobody does."""
    here = Membership.objects.current().filter(circle=circle).select_related("person")
    if circle.scale not in {Scale.DYAD, Scale.CREW}:
        open_ones = Responsibility.objects.filter(
            circle=circle, closed_at=None, holder__isnull=False
        )
        tending = {one.holder_id for one in open_ones if Key.TEND in one.keys}
        here = (
            here.filter(person__in=tending) if tending else here.filter(standing=Standing.PARTNER)
        )
    return [one.person for one in here.order_by("pk")]
