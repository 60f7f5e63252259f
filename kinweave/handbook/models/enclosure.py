"""Files that go along with a book and are no pictures: to be downloaded, never to be run here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.handbook.models.book import Book, sees


class Enclosure(Visible):
    """``file``: what its pages call it; ``name``: where it lies. ``mark``: of its bytes."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="enclosures")
    file = models.CharField(max_length=400)
    name = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)

    objects: ClassVar[VisibleQuerySet[Enclosure]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["file"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "file"], name="book_enclosure_once")
        ]

    def __str__(self) -> str:
        return self.file

    def get_absolute_url(self) -> str:
        return address("book-enclosure", self.book.slug, self.pk)

    @property
    def called(self) -> str:
        """Its name without its folder."""
        return self.file.rpartition("/")[2]

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the book."""
        return sees(viewer, "book__")
