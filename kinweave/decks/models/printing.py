"""Sheets of real cards, to print and cut."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models

from kinweave.access import NotShown
from kinweave.decks.models.cards import Deck
from kinweave.jobs.files import MadeFile


def _file_name() -> str:
    return f"{secrets.token_urlsafe(18)}.pdf"


class Sheets(MadeFile, NotShown):
    """A PDF of a deck, as it was when its cards had the fingerprint ``of``. Whoever asks while
    they still have it is given the same one; when they have another, this one goes."""

    FOLDER: ClassVar[str] = "sheets"
    not_shown = "it is looked for by way of a deck, which says who sees it"
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=5)

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="sheets")
    of = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    file = models.CharField(max_length=80, default=_file_name, unique=True)

    class Meta(MadeFile.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["deck", "of"], name="sheets_once")]

    def __str__(self) -> str:
        return f"sheets {self.pk} ({self.state})"
