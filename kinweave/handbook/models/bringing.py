"""Pages brought in from files: once, or kept in step with an address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.handbook.models.book import Book, edited_by
from kinweave.jobs.models import State, Work


class Bringing(Work, Visible):
    """``content``: a zip, until it is in. ``address``: of a zip elsewhere, or of a repository.
    ``keeps_since``: since when it is kept in step with it. ``report``: what there is to say.
    ``why``: what was in the way when it was last tried; ``failing_since``: since when something is.
    ``found_at``: where its zip was; ``etag``: by what that was known there."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    content = models.BinaryField(null=True)
    address = models.CharField(max_length=2_000, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    report: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    worked_at = models.DateTimeField(null=True, blank=True)
    keeps_since = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=20, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    found_at = models.CharField(max_length=2_000, blank=True)
    etag = models.CharField(max_length=200, blank=True)

    objects: ClassVar[VisibleQuerySet[Bringing]] = manager_of(VisibleQuerySet)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"bringing {self.pk}"

    def get_absolute_url(self) -> str:
        return address("book-bringing", self.book.slug, self.pk)

    @property
    def under_way(self) -> bool:
        """Whether something happens that its page waits for."""
        return self.worked_at is None and not self.why and self.state in {
            State.WAITING, State.CLAIMED
        }  # fmt: skip

    @property
    def keeps(self) -> bool:
        """Whether it is kept in step at present."""
        return bool(self.keeps_since and not self.stopped_at)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever edits the book; its address is nobody else's."""
        return edited_by(viewer, "book__") if viewer.is_somebody else None
