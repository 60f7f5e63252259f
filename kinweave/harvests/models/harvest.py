"""A harvest: what somebody takes from a date and leaves for others."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Audience, Viewer, Visible, VisibleQuerySet, address, manager_of, reaches
from kinweave.gatherings.models import Gathering, Occasion

AUDIENCES = Gathering.AUDIENCES
CHOICES = [(one.value, one.label) for one in AUDIENCES]


def narrower(one: str, other: str) -> str:
    """The narrower of two audiences."""
    return min(one, other, key=lambda audience: AUDIENCES.index(Audience(audience)))


class Harvest(Visible):
    """Words about a date, by one of those who were there.

    ``named``: whether its author's name stands there. ``audience``: who may read it; ``wished``:
    whom its author would have it read by, which is wider where whoever hosts has not opened it so
    far. ``taken_back_by``: who took it off the page, and may put it back.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("author",)

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="harvests")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    named = models.BooleanField(default=True)
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=20_000)
    audience = models.CharField(max_length=10, choices=CHOICES, default=Audience.CIRCLE)
    wished = models.CharField(max_length=10, choices=CHOICES, default=Audience.CIRCLE)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[VisibleQuerySet[Harvest]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["published_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(published_at__isnull=False),
                name="harvest_taken_back_after_it_was_there",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["occasion", "published_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("harvest", self.occasion.gathering_id, self.occasion.number, self.pk)

    @property
    def is_there(self) -> bool:
        """Whether others can read it."""
        return self.published_at is not None and self.taken_back_at is None

    @property
    def was_changed(self) -> bool:
        """Whether it reads otherwise than when it was published."""
        return self.published_at is not None and self.changed_at > self.published_at

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever its audience holds, while it is there; its author always, and whoever took it
        back, as they may put it back."""
        seen = reaches(viewer, circle="occasion__gathering__circle") & Q(
            published_at__isnull=False, taken_back_at=None
        )
        if viewer.is_somebody:
            seen |= Q(author=viewer.person)
            seen |= Q(
                taken_back_by=viewer.person, occasion__gathering__circle__in=viewer.circles
            )  # fmt: skip
        return seen & Q(occasion__gathering__circle__ended_at=None)
