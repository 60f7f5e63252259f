"""What circles take away of somebody who is forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from kinweave.circles.actions import leave
from kinweave.circles.models import (
    Acceptance,
    Application,
    Circle,
    CrewWish,
    Handover,
    Invitation,
    InvitationUse,
    Membership,
    Responsibility,
)
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.erasure.own import addresses
from kinweave.people.models import Person


@forgets
def leave_everywhere(person: Person, at: datetime) -> None:
    """Leave like anybody who leaves, so that those who stay learn what stands open now."""
    while circle := _some_circle(person):
        leave(person, circle, at=at)


@forgets
def take_away_traces(person: Person, _at: datetime) -> None:
    """What was theirs alone. Their replies to people who asked to join, and the notes for whoever
    took something over, stay with those who need them."""
    for model in (Membership, Application, CrewWish, Acceptance, InvitationUse):
        model._base_manager.filter(person=person).delete()
    Responsibility.objects.filter(holder=person).update(holder=None)
    Responsibility.objects.filter(understudy=person).update(understudy=None)
    offers = Handover.objects.filter(Q(giver=person) | Q(taker=person))
    offers.exclude(state=Handover.State.TAKEN).delete()


@forgets
def take_away_invitations(person: Person, at: datetime) -> None:
    """Those they made lose their words and open no more; those to their address lose the address,
    and are closed first, or anybody could use them."""
    Invitation.objects.filter(made_by=person, revoked_at=None).update(revoked_at=at)
    Invitation.objects.filter(made_by=person).update(words="")
    to_them = Q()
    for address in addresses(person):
        to_them |= Q(address__iexact=address)
    Invitation.objects.filter(to_them, revoked_at=None).update(revoked_at=at)
    Invitation.objects.filter(to_them).update(address="", words="")


def _some_circle(person: Person) -> Circle | None:
    current = Membership.objects.current().filter(person=person)
    return Circle.objects.open().filter(pk__in=current.values("circle")).order_by("pk").first()
