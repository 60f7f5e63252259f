"""What somebody wishes for in a season; and, in private, with whom and with whom not."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown, Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.calling.models import Call
from kinweave.people.models.week import BUSY, HALF_HOURS
from kinweave.weaving.models.season import Season


class WishQuerySet(VisibleQuerySet["Wish"]):
    """Sentences about wishes."""

    def standing(self) -> WishQuerySet:
        """Those that nobody has taken back."""
        return self.filter(withdrawn_at=None)


class Wish(Visible):
    """Somebody would like to be placed in a crew. ``week``: their hours for this season, as of
    :class:`~kinweave.people.models.WeeklyHours`, by the clock in ``zone``. ``reply``: to the
    season's own question. ``withdrawn_at``: they do not want one after all, or not this season."""

    class Hosting(models.TextChoices):
        YES = "yes", _("Yes, gladly")
        MAYBE = "maybe", _("Maybe")
        NO = "no", _("Rather not")

    MOST_REGARDS: ClassVar = 12

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    intention = models.TextField(max_length=1000, blank=True)
    reply = models.TextField(max_length=1000, blank=True)
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    week = models.CharField(max_length=HALF_HOURS, default=BUSY * HALF_HOURS)
    zone = models.CharField(max_length=64)
    hosting = models.CharField(max_length=5, choices=Hosting.choices, default=Hosting.NO)
    since = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[WishQuerySet] = manager_of(WishQuerySet)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        verbose_name_plural = "wishes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "person"], name="wish_once"),
            models.CheckConstraint(
                condition=Q(week__regex=r"^([.f?]{48}){7}$"), name="wish_week_of_half_hours"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"])]

    def __str__(self) -> str:
        return f"wish of {self.person_id} in {self.season_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own. Whoever gathers the season reads who wishes, and nothing of what."""
        if not viewer.is_somebody:
            return None
        return Q(person=viewer.person, season__circle__in=viewer.circles)


class Appeal(NotShown):
    """A call that appeals to somebody who wishes for a crew. Of one's own call: that this season
    fills it, so that the crew that one is in is the crew of the call."""

    not_shown = "told to the engine alone; only whoever wrote it reads it again, on their own form"

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="appeals")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wish", "call"], name="appeal_once")
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"


class Regard(NotShown):
    """With whom somebody would like to be in a crew, and with whom rather not."""

    not_shown = "told to the engine alone; only whoever wrote it reads it again, on their own form"

    class Kind(models.TextChoices):
        WITH = "with"
        NOT_WITH = "not with"

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="regards")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wish", "other"], name="regard_once")
        ]

    def __str__(self) -> str:
        return f"regard {self.pk}"
