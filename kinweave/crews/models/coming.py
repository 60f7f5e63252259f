"""What comes after a cycle: each says it for themself, and nothing happens by itself."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.crews.models.cycles import Cycle


class WhatNext(Visible):
    """That somebody asked. ``until``: the day after which nobody is waited for. ``told_at``: when
    the crew was told what came of it; from then on, what each said stands."""

    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="what_next")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField()
    until = models.DateField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[WhatNext]] = manager_of(VisibleQuerySet)

    def __str__(self) -> str:
        return f"what comes after {self.cycle_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Who is in the crew."""
        return Q(cycle__circle__in=viewer.circles) if viewer.is_somebody else None


class Going(Visible):
    """What somebody would like."""

    class Says(models.TextChoices):
        ON = "on", _("I would go on")
        END = "end", _("I would end it here")
        LEAVE = "leave", _("I leave, with thanks; go on without me")

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    what_next = models.ForeignKey(WhatNext, on_delete=models.CASCADE, related_name="said")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=5, choices=Says.choices)
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Going]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["what_next", "person"], name="going_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.says}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own; that others would go on, the crew, once it is told. Who would end it or leave
        is nobody else's."""
        if not viewer.is_somebody:
            return None
        on = Q(says="on", what_next__told_at__isnull=False)
        return Q(person=viewer.person) | on & Q(what_next__cycle__circle__in=viewer.circles)
