"""What of a book was asked for, as which kind of file, and what became of it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown
from kinweave.handbook.models import Book, Page
from kinweave.jobs.files import MadeFile


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


class Size(models.TextChoices):
    """On which paper: of a PDF."""

    A4 = "a4", _("A4")
    A5 = "a5", _("A5")
    LETTER = "letter", _("US Letter")


class Bound(MadeFile, NotShown):
    """A file of a book, or of some of it, as that was when it had the fingerprint ``of``. Whoever
    asks while it still has it is given the same one; when it has another, this one goes.

    ``page``: with which it begins, if it is not the whole book. ``progress``: in hundredths.
    """

    FOLDER: ClassVar[str] = "bound"
    not_shown = "it is looked for by way of a book, which says who sees it"
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=10)
    ATTEMPTS: ClassVar[int] = 3

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    extent = models.CharField(max_length=6, choices=Extent.choices)
    format = models.CharField(max_length=4, choices=Format.choices)
    size = models.CharField(max_length=6, choices=Size.choices, default=Size.A4)
    of = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    file = models.CharField(max_length=40, default=_file_name, unique=True)
    progress = models.PositiveSmallIntegerField(default=0)

    class Meta(MadeFile.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"bound {self.pk} ({self.state})"

    @property
    def file_name(self) -> str:
        """With the ending of its kind."""
        return f"{self.file}.{self.format}"
