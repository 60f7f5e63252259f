"""The open-space board of a day: spots, times, and what people put there."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.bringing.models.within import to_guests, to_members
from kinweave.gatherings.models import Occasion


class Board(Visible):
    """One day of a date of a gathering, with room for what people bring on the spot.

    ``day``: by the gathering's wall clock, since a retreat has several.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="boards")
    day = models.DateField()
    opened_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Board]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "day"], name="board_once_a_day")
        ]

    def __str__(self) -> str:
        return f"board of {self.day}"

    def get_absolute_url(self) -> str:
        return address("board", self.occasion.gathering_id, self.pk)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Everybody with an account who sees the gathering."""
        return to_guests(viewer, "occasion__gathering__")


class Spot(Visible):
    """A room, a tent, a corner of the garden."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="spots")
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()

    objects: ClassVar[VisibleQuerySet[Spot]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["board", "name"], name="spot_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the board."""
        return to_guests(viewer, "board__occasion__gathering__")


class Stretch(Visible):
    """When a session may begin, by the gathering's wall clock, and how many minutes there are."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="stretches")
    begins = models.TimeField()
    minutes = models.PositiveSmallIntegerField()

    objects: ClassVar[VisibleQuerySet[Stretch]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["begins"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["board", "begins"], name="stretch_begins_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="stretch_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"

    @property
    def ends(self) -> time:
        """By the same clock, which does not stop at midnight."""
        some_day = datetime(2000, 1, 1)
        return (datetime.combine(some_day, self.begins) + timedelta(minutes=self.minutes)).time()

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the board."""
        return to_guests(viewer, "board__occasion__gathering__")


class Session(Visible):
    """What somebody would like to do with whoever joins. ``spot`` and ``stretch``: where and when;
    neither, while it has no place yet."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="sessions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=1_000, blank=True)
    spot = models.ForeignKey(
        Spot, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    stretch = models.ForeignKey(
        Stretch, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    put_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Session]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["put_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["spot", "stretch"], name="session_alone_in_its_place"),
            models.CheckConstraint(
                condition=Q(spot=None, stretch=None) | Q(spot__isnull=False, stretch__isnull=False),
                name="session_has_a_whole_place",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the board: who puts something there says so to all who may come."""
        return to_guests(viewer, "board__occasion__gathering__")


class Joining(Visible):
    """Somebody would join a session. There is no number of them anywhere: it is no contest."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person", "session__person")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="joinings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Joining]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="joining_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} would join {self.session_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own; and, as with who comes, fellow members in the gathering's circle."""
        members = to_members(viewer, "session__board__occasion__gathering__")
        return None if members is None else Q(person=viewer.person) | members
