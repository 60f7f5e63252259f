"""Bringing people in: somebody holds out a link, and somebody else says yes."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Came, Circle, Invitation, InvitationUse, Membership, Standing
from kinweave.circles.refusals import Closed
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person


@transaction.atomic
def invite(
    actor: Person,
    circle: Circle,
    *,
    at: datetime,
    standing: str = Standing.FRIEND,
    address: str = "",
    words: str = "",
    uses: int = 1,
    days: int = 14,
) -> Invitation:
    """A way in, for one person or for many, for some days. With an address it goes by mail.

    Inviting somebody as a partner takes the key for standings: it must not be a way round it.
    """
    viewer = Viewer.of(actor.pk)
    allowed(viewer, "invite", circle)
    if standing == Standing.PARTNER:
        allowed(viewer, "appoint", circle)
    invitation = Invitation.objects.create(
        circle=circle,
        made_by=actor,
        made_at=at,
        standing=standing,
        address=address.strip().lower(),
        words=words,
        uses=1 if address else uses,
        expires_at=at + timedelta(days=days),
    )
    if invitation.address:
        tell(
            "circles.invitation",
            address=invitation.address,
            about={"invitation": invitation.pk},
            key=f"circles.invitation:{invitation.pk}",
            at=at,
            circle=circle,
        )
    write("circles.invited", actor=actor, at=at, thing=invitation)
    return invitation


@transaction.atomic
def revoke(actor: Person, invitation: Invitation, *, at: datetime) -> None:
    """Take an invitation back. Whoever is in already stays."""
    allowed(Viewer.of(actor.pk), "revoke", invitation)
    if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=at):
        write("circles.revoked", actor=actor, at=at, thing=invitation)


def enter(person: Person, invitation: Invitation, *, at: datetime) -> Membership:
    """Say yes to an invitation. Raises :class:`Closed` if it no longer lets anybody in.

    Somebody who is in already stays as they are, and takes nobody's place.
    """
    try:
        return _enter(person, invitation, at)
    except IntegrityError:  # the same person, twice at the same moment
        found = Membership.objects.current().filter(circle=invitation.circle_id, person=person)
        return found.get()


@transaction.atomic
def _enter(person: Person, invitation: Invitation, at: datetime) -> Membership:
    circle = invitation.circle
    before = Membership.objects.current().filter(circle=circle, person=person).first()
    if before is not None:
        return before
    if not meant_for(person, invitation):
        raise Closed
    # No join in here: beside a join, PostgreSQL would not look at the row again after waiting.
    rows = Invitation.objects.open(at).filter(pk=invitation.pk)
    ended = Circle.objects.filter(pk=circle.pk).exclude(ended_at=None).exists()
    if ended or not rows.update(used=F("used") + 1):
        raise Closed
    membership = Membership.objects.create(
        circle=circle,
        person=person,
        standing=invitation.standing,
        since=at,
        came=Came.INVITED,
        through=invitation.made_by,
    )
    InvitationUse.objects.create(invitation=invitation, person=person, at=at)
    write("circles.entered", actor=person, at=at, circle=circle, thing=membership)
    return membership


def meant_for(person: Person, invitation: Invitation) -> bool:
    """Whether this person may use it: one that went to an address is for its owner alone."""
    if not invitation.address or person.email.lower() == invitation.address:
        return True
    owned = EmailAddress.objects.filter(user=person, verified=True)
    return bool(owned.filter(email__iexact=invitation.address).exists())
