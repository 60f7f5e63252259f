"""Power is named: who holds what, what it decides, until when, and who would take over."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.circles.models.circle import Circle


class Key(models.TextChoices):
    """What a responsibility can open. Whoever holds none sees and does what any member does."""

    WELCOME = "welcome", _("welcome people and answer those who ask to join")
    TEND = "tend", _("change what the circle says of itself, asks and expects")
    APPOINT = "appoint", _("say who holds which responsibility, and change standings")
    WEAVE = "weave", _("gather a crewing season and propose crews")


def _known_keys(value: object) -> None:
    if not isinstance(value, list) or set(value) - set(Key.values):
        raise ValidationError(_("There is no such key."))


class ResponsibilityQuerySet(VisibleQuerySet["Responsibility"]):
    """Sentences about responsibilities."""

    def held(self, today: date) -> ResponsibilityQuerySet:
        """Those that somebody holds now."""
        return self.filter(holder__isnull=False, until__gte=today, closed_at=None)


class Responsibility(Visible):
    """A name, what it decides, who holds it and understudies it, and its end."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="responsibilities")
    name = models.CharField(_("name"), max_length=80)
    decides = models.TextField(_("what it decides"), max_length=2000, blank=True)
    keys = models.JSONField(default=list, blank=True, validators=[_known_keys])
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="responsibilities",
    )
    understudy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(_("until"))
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ResponsibilityQuerySet] = manager_of(ResponsibilityQuerySet)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        verbose_name_plural = "responsibilities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(holder=None) | Q(understudy=None) | ~Q(holder=F("understudy")),
                name="understudy_is_another",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Every member of the circle."""
        return Q(circle__in=viewer.circles) if viewer.is_somebody else None


class Handover(Visible):
    """Stepping back, step by step: somebody offers what they hold, with notes for the next."""

    hidden_with: ClassVar[tuple[str, ...]] = ("giver", "taker")

    class State(models.TextChoices):
        OFFERED = "offered"
        TAKEN = "taken"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.CASCADE, related_name="handovers"
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handovers_given"
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handovers_offered"
    )
    notes = models.TextField(_("what the next one should know"), max_length=4000, blank=True)
    until = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-offered_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["responsibility"], condition=Q(state="offered"), name="handover_one_open"
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="handover_to_another"),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk} ({self.state})"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """The two between whom it is."""
        if not viewer.is_somebody:
            return None
        return Q(giver=viewer.person) | Q(taker=viewer.person)
