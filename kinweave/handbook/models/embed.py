"""What is elsewhere and embedded in a page: its name and a picture, kept here, once asked for."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.handbook.models.book import Book, sees
from kinweave.jobs.models import State, Work


class Embed(Work, Visible):
    """``url``: where it is. ``person``: who asked to have it looked at; nobody, once forgotten.
    ``title``: what it calls itself. ``name``: of its picture in the album, "" without one.
    ``why``: what was in the way when it was last looked at."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="embeds")
    url = models.CharField(max_length=2_000)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=80, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=20, blank=True)

    objects: ClassVar[VisibleQuerySet[Embed]] = manager_of(VisibleQuerySet)

    class Meta(Work.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "url"], name="book_embed_once")
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def under_way(self) -> bool:
        """Whether it is still being looked at."""
        return self.state in {State.WAITING, State.CLAIMED}

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the book."""
        return sees(viewer, "book__")
