"""Sheets of real cards, to print and cut."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from kinweave.access import NotShown
from kinweave.decks.models.cards import Deck
from kinweave.jobs.models import State, Work

FOLDER = "sheets"


def _file_name() -> str:
    return f"{secrets.token_urlsafe(18)}.pdf"


class Sheets(Work, NotShown):
    """A PDF of a deck, as it was when its cards had the fingerprint ``of``. Whoever asks while
    they still have it is given the same one; when they have another, this one goes.

    ``file``: its name below sheets/, chosen before anything is written. ``why``: what this machine
    lacks for making one.
    """

    not_shown = "it is looked for by way of a deck, which says who sees it"
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=5)

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="sheets")
    of = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    file = models.CharField(max_length=80, default=_file_name, unique=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["deck", "of"], name="sheets_once")]

    def __str__(self) -> str:
        return f"sheets {self.pk} ({self.state})"

    @property
    def under_way(self) -> bool:
        """Whether they are still being made."""
        return self.state in {State.WAITING, State.CLAIMED}

    @property
    def there(self) -> bool:
        """Whether the file can be fetched."""
        return self._made and self.path.is_file()

    @property
    def lost(self) -> bool:
        """Whether it was made and is gone: a copy of the site that was put back has no files that
        can be made again."""
        return self._made and not self.path.is_file()

    @property
    def _made(self) -> bool:
        return self.state == State.DONE and not self.why

    @property
    def path(self) -> Path:
        """Where it lies: not below media/, so no address leads to it."""
        return Path(settings.HOME) / FOLDER / self.file
