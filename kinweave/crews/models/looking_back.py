"""Looking back on a cycle: what each says to the crew, if they like."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.crews.models.cycles import Cycle


class LookBack(Visible):
    """What somebody says to one question."""

    class About(models.TextChoices):
        GOOD = "good", _("What did you good here?")
        HARD = "hard", _("What was hard, or missing?")
        LEARNED = "learned", _("What do you take with you?")
        THANKS = "thanks", _("Whom would you like to thank, and for what?")
        OTHERWISE = "other", _("What would you do otherwise next time?")

    LONGEST = 4_000
    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="looks_back")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=8, choices=About.choices)
    words = models.TextField(max_length=LONGEST)
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[LookBack]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "person", "about"], name="look_back_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} by {self.person_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Who is in the crew."""
        return Q(cycle__circle__in=viewer.circles) if viewer.is_somebody else None
