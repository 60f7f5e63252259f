"""The host's own note of who came, and the letter that goes to those it names."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models import Answer, Guest, Occasion
from kinweave.harvests.models.hosting import looked_back_on_by

GATHERING = "occasion__gathering__"


class WhoCame(Visible):
    """That whoever hosts has noted who came to a date. It says to whom the letter afterwards goes,
    and nothing else asks for it; it is forgotten after sixty days.
    """

    occasion = models.OneToOneField(Occasion, on_delete=models.CASCADE, related_name="who_came")
    noted_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[WhoCame]] = manager_of(VisibleQuerySet)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["noted_at"])]

    def __str__(self) -> str:
        return f"who came to {self.occasion_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever hosts it."""
        return looked_back_on_by(viewer, GATHERING) if viewer.is_somebody else None


class Noted(Visible):
    """Somebody in the note of who came."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    note = models.ForeignKey(WhoCame, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[VisibleQuerySet[Noted]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "person"], name="noted_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} came"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever hosts it, and the one who is noted."""
        if not viewer.is_somebody:
            return None
        return Q(person=viewer.person) | looked_back_on_by(viewer, f"note__{GATHERING}")


class TakenOut(Visible):
    """That somebody took out what was noted of them: they are not noted for this date again."""

    note = models.ForeignKey(WhoCame, on_delete=models.CASCADE, related_name="taken_out")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[TakenOut]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "person"], name="taken_out_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is not noted"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only the person."""
        return Q(person=viewer.person) if viewer.is_somebody else None


class Afterword(Visible):
    """What whoever hosted wrote to those who came, once for a date. ``by``: nobody, where they have
    left since."""

    hidden_with: ClassVar[tuple[str, ...]] = ("by",)

    occasion = models.OneToOneField(Occasion, on_delete=models.CASCADE, related_name="afterword")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(max_length=8_000)
    sent_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Afterword]] = manager_of(VisibleQuerySet)

    def __str__(self) -> str:
        return f"after {self.occasion_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever wrote it, and those to whom it went."""
        if not viewer.is_somebody:
            return None
        received = Receiver.objects.visible_to(viewer)
        seen = Q(by=viewer.person) | Q(pk__in=received.values("afterword"))
        return seen & Q(**{f"{GATHERING}circle__ended_at": None})


def sent_to_guest(afterword: int, guest: Guest) -> Afterword | None:
    """The letter as it goes to a guest who said that they come, and still does."""
    rows = Afterword.objects.filter(
        pk=afterword, occasion__answers__guest=guest, occasion__answers__says=Answer.Says.YES
    )
    found: Afterword | None = rows.select_related("occasion").first()
    return found


class Receiver(Visible):
    """Somebody to whom an afterword goes."""

    afterword = models.ForeignKey(Afterword, on_delete=models.CASCADE, related_name="receivers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[VisibleQuerySet[Receiver]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["afterword", "person"], name="receiver_once")
        ]

    def __str__(self) -> str:
        return f"to {self.person_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Only the person."""
        return Q(person=viewer.person) if viewer.is_somebody else None
