"""Who belongs to a circle, since when, and how they came."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.circles.models.circle import Circle


class Standing(models.TextChoices):
    """A friend takes part as they like; a partner also tends the whole."""

    FRIEND = "friend", pgettext_lazy("standing", "Friend")
    PARTNER = "partner", pgettext_lazy("standing", "Partner")


class Came(models.TextChoices):
    """How somebody came in."""

    FOUNDED = "founded", _("began it")
    INVITED = "invited", _("was invited")
    APPLIED = "applied", _("asked to join")


class MembershipQuerySet(VisibleQuerySet["Membership"]):
    """Sentences about memberships."""

    def current(self) -> MembershipQuerySet:
        """Those that have not ended."""
        return self.filter(until=None)


class Membership(Visible):
    """Somebody in a circle, from ``since`` to ``until``. Coming back makes a new one.

    ``settled_at``: when they put the welcome words and first steps away.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.FRIEND)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    came = models.CharField(max_length=8, choices=Came.choices)
    through = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = manager_of(MembershipQuerySet)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["circle", "person"], condition=Q(until=None), name="member_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="member_since_until"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "circle"], condition=Q(until=None), name="member_now")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.circle_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members see who belongs now; everybody sees their own, also the past ones."""
        if not viewer.is_somebody:
            return None
        return Q(circle__in=viewer.circles, until=None) | Q(person=viewer.person)

    def is_new(self, now: datetime) -> bool:
        """Whether they came within the last thirty days."""
        return is_new(self.since, now)


def is_new(since: datetime, now: datetime) -> bool:
    """Whether ``since`` lies within the last thirty days."""
    return (now - since).days < 30
