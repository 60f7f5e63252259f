"""A book: its circle, for whom it is, and under which licence."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience, Viewer, Visible, VisibleQuerySet, address, manager_of, reaches
from kinweave.circles.models import Circle

AUDIENCES = (Audience.CIRCLE, Audience.PARENTS, Audience.SITE, Audience.PUBLIC)

LICENCES = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "": "",
}
"""By the name that programs know it by; "" is: all that the law says, and nothing given away."""


class Book(Visible):
    """``credit``: whom to name who uses it elsewhere. ``begun_by``: nobody, once forgotten."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="books")
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, default="en")
    audience = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in AUDIENCES],
        default=Audience.CIRCLE,
    )  # fmt: skip
    licence = models.CharField(
        max_length=20, blank=True, default="CC-BY-SA-4.0",
        choices=[(name, name or _("All rights kept")) for name in LICENCES],
    )  # fmt: skip
    credit = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[VisibleQuerySet[Book]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("book", self.slug)

    @property
    def licence_address(self) -> str:
        """Where its licence can be read."""
        return LICENCES.get(self.licence, "")

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever its audience holds."""
        return reaches(viewer, author="") & Q(circle__ended_at=None)


def sees(viewer: Viewer, path: str) -> Q:
    """Rows that lead to a book that this viewer sees; ``path``: how, ending in "__"."""
    seen = reaches(viewer, author="", circle=f"{path}circle", field=f"{path}audience")
    return seen & Q(**{f"{path}circle__ended_at": None})


def edited_by(viewer: Viewer, path: str = "") -> Q:
    """Rows of books that this viewer edits: what the policy "edit" says. ``path``: as above."""
    tended = {circle for circle, key in viewer.keys if key == "tend"}
    circles = viewer.circles & (viewer.partners | viewer.near | tended)
    return Q(**{f"{path}circle__in": circles, f"{path}circle__ended_at": None})
