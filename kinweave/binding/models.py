"""What of a book was asked for, as which kind of file, and what became of it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown
from kinweave.handbook.models import Book, Page
from kinweave.jobs.models import State, Work

FOLDER = "bound"


def _file_name() -> str:
    return secrets.token_urlsafe(18)


class Extent(models.TextChoices):
    """How much of a book."""

    BOOK = "book", _("The whole book")
    BRANCH = "branch", _("This page and what stands below it")
    PAGE = "page", _("This page alone")


class Format(models.TextChoices):
    """As what."""

    PDF = "pdf", _("PDF")
    EPUB = "epub", _("EPUB")


class Bound(Work, NotShown):
    """A file of a book, or of some of it, as that was when it had the fingerprint ``of``. Whoever
    asks while it still has it is given the same one; when it has another, this one goes.

    ``page``: with which it begins, if it is not the whole book. ``progress``: in hundredths.
    ``file``: its name below bound/, chosen before anything is written. ``why``: what this machine
    lacks for making one.
    """

    not_shown = "it is looked for by way of a book, which says who sees it"
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=10)
    ATTEMPTS: ClassVar[int] = 3

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    extent = models.CharField(max_length=6, choices=Extent.choices)
    format = models.CharField(max_length=4, choices=Format.choices)
    of = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    file = models.CharField(max_length=40, default=_file_name, unique=True)
    progress = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200, blank=True)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"bound {self.pk} ({self.state})"

    @property
    def under_way(self) -> bool:
        """Whether it is still being made."""
        return self.state in {State.WAITING, State.CLAIMED}

    @property
    def there(self) -> bool:
        """Whether it can be fetched."""
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
        """Where its file lies: not below media/, so no address leads to it."""
        return Path(settings.HOME) / FOLDER / f"{self.file}.{self.format}"
