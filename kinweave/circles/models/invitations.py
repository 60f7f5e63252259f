"""Ways in: a link for one person or for many, that ends and can be taken back."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from kinweave.access import NotShown, Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.circles.models.circle import Circle
from kinweave.circles.models.memberships import Standing


def _nonce() -> str:
    return secrets.token_urlsafe(12)


class InvitationQuerySet(VisibleQuerySet["Invitation"]):
    """Sentences about invitations."""

    def open(self, now: datetime) -> InvitationQuerySet:
        """Those that still let somebody in."""
        return self.filter(revoked_at=None, expires_at__gt=now, used__lt=F("uses"))

    def with_token(self, token: str) -> Invitation | None:
        """The invitation whose link this is, open or not. A forged or cut link gives ``None``."""
        try:
            nonce = Invitation.signer().unsign(token)
        except BadSignature:
            return None
        return self.filter(nonce=nonce).select_related("circle", "made_by").first()


class Invitation(Visible):
    """An invitation into one circle. ``uses``: how many it lets in; ``used``: how many it did.

    ``address``: if it is for one person, only an account with this address may use it. The link
    is made from ``nonce`` and the site's secret, so a copy of the database holds no way in.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="invitations")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations"
    )
    made_at = models.DateTimeField()
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.FRIEND)
    address = models.EmailField(blank=True)
    words = models.TextField(max_length=1000, blank=True)
    nonce = models.CharField(max_length=24, unique=True, default=_nonce)
    uses = models.PositiveSmallIntegerField(default=1)
    used = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[InvitationQuerySet] = manager_of(InvitationQuerySet)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(used__lte=F("uses")), name="invitation_not_overused")
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever made it, and the circle's partners, who may take it back."""
        if not viewer.is_somebody:
            return None
        return Q(made_by=viewer.person, circle__in=viewer.circles) | Q(circle__in=viewer.partners)

    @classmethod
    def open_by_number(cls, number: int, now: datetime) -> Invitation | None:
        """One that still lets somebody in, for the letter in which it travels."""
        rows = cls.objects.open(now).filter(pk=number, circle__ended_at=None)
        return rows.select_related("circle", "made_by").first()

    def lets_in(self, now: datetime) -> bool:
        """Whether it is still open."""
        if self.revoked_at or self.circle.ended_at:
            return False
        return self.expires_at > now and self.used < self.uses

    @staticmethod
    def signer() -> Signer:
        """Signs links; of no use for anything else."""
        return Signer(salt="kinweave.circles.invitation")

    @property
    def token(self) -> str:
        """What stands in the link."""
        return self.signer().sign(self.nonce)

    def get_absolute_url(self) -> str:
        return reverse("invited", args=[self.token])


class InvitationUse(NotShown):
    """Somebody who came in by an invitation."""

    not_shown = "tells a membership how it came; shown as that"

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"use {self.pk}"
