"""Cards that were brought in from a file, and their pictures while they are on their way."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.decks.models.cards import Deck
from kinweave.jobs.models import State, Work


def _file_name() -> str:
    return f"{secrets.token_urlsafe(18)}.zip"


class Bringing(Work, Visible):
    """``new``: how many cards came in; ``there``: how many of its titles the deck had already.
    ``wanted``: of each picture to be made, the card, its name in the zip, and its words; ``done``:
    how many of these were looked at, ``pictures``: how many became one. ``file``: the zip, kept
    until then. ``odd``: what there is to say, in the language of whoever brought it, who alone
    reads it; ``unsaid``: how much more there was."""

    FOLDER: ClassVar[str] = "brought"
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=5)

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    file = models.CharField(max_length=80, default=_file_name, unique=True)
    new = models.PositiveSmallIntegerField(default=0)
    there = models.PositiveSmallIntegerField(default=0)
    wanted: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    done = models.PositiveSmallIntegerField(default=0)
    pictures = models.PositiveSmallIntegerField(default=0)
    odd: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    unsaid = models.PositiveIntegerField(default=0)

    objects: ClassVar[VisibleQuerySet[Bringing]] = manager_of(VisibleQuerySet)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"cards brought {self.pk} ({self.state})"

    def get_absolute_url(self) -> str:
        return address("deck-brought", self.deck_id, self.pk)

    @classmethod
    def folder(cls) -> Path:
        """Where zips wait: not below media/, so that no address leads there, and in no backup."""
        return Path(settings.HOME) / cls.FOLDER

    @property
    def path(self) -> Path:
        """Where its zip lies while it is wanted."""
        return self.folder() / self.file

    @property
    def under_way(self) -> bool:
        """Whether pictures are still to come."""
        return self.state in {State.WAITING, State.CLAIMED}

    @property
    def stopped(self) -> bool:
        """Whether some of them will not come by themselves."""
        return self.state in {State.FAILED, State.DROPPED}

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever brought it, while they are in the circle."""
        if not viewer.is_somebody:
            return None
        return Q(person=viewer.person, deck__circle__in=viewer.circles)
