"""What a page says, and has said; what somebody would have it say."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import NotShown, Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.handbook.models.book import edited_by, sees
from kinweave.handbook.models.page import Page


class Revision(Visible):
    """``number``: from 1. ``base``: the file from which its relative links are read. ``more``: what
    else its file said of itself. ``by``: nobody, for what was brought in or by whom was forgotten.
    ``brought``: it came out of files."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    description = models.CharField(max_length=500, blank=True)
    more: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    base = models.CharField(max_length=400)
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    brought = models.BooleanField(default=False)

    objects: ClassVar[VisibleQuerySet[Revision]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """What a page has said before is for those who write it: members of its circle. What it
        says now is the page."""
        if not viewer.is_somebody:
            return None
        inside = Q(page__book__circle__in=viewer.circles, page__gone_at=None)
        return inside & sees(viewer, "page__book__")


class Rendered(NotShown):
    """A revision as HTML, made once. ``edition``: of what made it; what an earlier one made is not
    shown, and made anew."""

    not_shown = "shown as its page, to those who see the page"

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="rendered")
    title = models.CharField(max_length=300, blank=True)
    html = models.TextField()
    headings: models.JSONField[list[list[Any]], list[list[Any]]] = models.JSONField(default=list)
    edition = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"rendered {self.revision_id}"


class Proposal(Visible):
    """A change that a member would make. ``based_on``: what they saw. An editor takes it up, or
    declines, with a word; whoever proposed it may take it back."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    based_on = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    word = models.CharField(max_length=300, blank=True)

    hidden_with: ClassVar[tuple[str, ...]] = ("by",)
    objects: ClassVar[VisibleQuerySet[Proposal]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_at=None) | Q(declined_at=None), name="proposal_answered_one_way"
            )
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.taken_at is None and self.declined_at is None

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever made it, while they are a member; and who edits the book."""
        if not viewer.is_somebody:
            return None
        own = Q(by=viewer.person, page__book__circle__in=viewer.circles)
        return (own | edited_by(viewer, "page__book__")) & Q(page__gone_at=None)
