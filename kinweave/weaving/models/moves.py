"""What hands changed in a draft of crews, so that it can be seen and taken back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.weaving.models.proposals import Proposal
from kinweave.weaving.models.season import weaves


class Move(Visible):
    """Some people were put elsewhere. It is kept as long as nobody was asked about the proposal.

    ``before``: what it touched, as it was: ``crews`` (number, people, and what a row keeps of a
    crew) and ``left`` (who was in none, and why). ``did``: what there is to say of it, by what may
    be seen: ``people``, ``to`` (a crew's number, or none), ``crews`` (number, people and common
    times before and after), ``worth`` before and after.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moves")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    before: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    did: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    objects: ClassVar[VisibleQuerySet[Move]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"move {self.pk} in {self.proposal_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever gathers the season."""
        return weaves(viewer, "proposal__season__") if viewer.is_somebody else None
