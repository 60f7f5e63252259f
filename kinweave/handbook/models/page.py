"""A page and its place: under which other, at which address; the pictures of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.handbook.models.book import Book, edited_by, sees
from kinweave.pictures import Album

if TYPE_CHECKING:
    from kinweave.handbook.models.revision import Rendered, Revision

SMALL, LARGE = 480, 1_200
SIZES = (SMALL, LARGE)
ALBUM = Album("handbook", SIZES)


class Kind(models.TextChoices):
    """Of a line of the contents."""

    PAGE = "page"
    LINK = "link"
    PART = "part"


class Page(Visible):
    """A line of a book's contents; most are pages.

    ``path``: its address in the book, "" for the first page. ``file``: what it is called as a
    file. ``link``: where it leads, if it is no page of ours. ``current``: what it says now.
    ``mark``: of what the files it came from last said. ``gone_at``: when it was taken out.
    ``original``: what it translates, as that stood in ``original_revision``.
    """

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="pages")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="inside"
    )
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.PAGE)
    path = models.CharField(max_length=300, blank=True)
    file = models.CharField(max_length=400, blank=True)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=2_000, blank=True)
    current: models.ForeignKey[Revision | None, Revision | None] = models.ForeignKey(
        "handbook.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    mark = models.CharField(max_length=64, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    original = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations"
    )
    original_revision: models.ForeignKey[Revision | None, Revision | None] = models.ForeignKey(
        "handbook.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[VisibleQuerySet[Page]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["book", "path"], condition=Q(kind="page"), name="page_address_once"
            ),
            models.UniqueConstraint(
                fields=["book", "file"], condition=Q(kind="page"), name="page_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.kind == Kind.LINK:
            return self.link
        return (
            address("page", self.book.slug, self.path)
            if self.path
            else address("book", self.book.slug)
        )

    @property
    def rendered(self) -> Rendered | None:
        """How its current revision is written, if that is kept."""
        return getattr(self.current, "rendered", None)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the book, while the page is in it."""
        return sees(viewer, "book__") & Q(gone_at=None)


class Removed(Page):
    """A page that is out of its book. Whoever edits the book sees it, and may put it back."""

    objects: ClassVar[VisibleQuerySet[Removed]] = manager_of(VisibleQuerySet)

    class Meta:
        proxy = True
        ordering: ClassVar = ["-gone_at", "-pk"]

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever edits the book."""
        if not viewer.is_somebody:
            return None
        return edited_by(viewer, "book__") & Q(kind=Kind.PAGE, gone_at__isnull=False)


class OldAddress(Visible):
    """Where a page was once: links to it lead on."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="old_addresses")

    objects: ClassVar[VisibleQuerySet[OldAddress]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "path"], name="old_address_once")
        ]

    def __str__(self) -> str:
        return self.path

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the page."""
        return sees(viewer, "book__") & Q(page__gone_at=None)


class Picture(Visible):
    """A picture of a book. ``file``: what its pages call it; ``name``: what the album does.
    ``mark``: of the file as it came; ``made``: of what became of it."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="pictures")
    file = models.CharField(max_length=400)
    name = models.CharField(max_length=80)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)
    made = models.CharField(max_length=64)

    objects: ClassVar[VisibleQuerySet[Picture]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "file"], name="book_picture_once")
        ]

    def __str__(self) -> str:
        return self.file

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the book."""
        return sees(viewer, "book__")
