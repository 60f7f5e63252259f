"""What a page's sentences mean, as numbers beside its revision."""

from __future__ import annotations

from typing import Any

from django.db import models

from kinweave.access import NotShown
from kinweave.handbook.models.revision import Revision
from kinweave.jobs.models import Work


class Meaning(Work, NotShown):
    """``model``: whose numbers; "" until they are made. ``passages`` and ``sentences``: vectors of
    16-bit numbers, one after the other. ``counts``: of sentences in each passage. Of a revision
    that is not its page's current one there is none, and with the page they go."""

    not_shown = "only used to answer those who see the page"

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="meaning")
    model = models.CharField(max_length=60, blank=True)
    passages = models.BinaryField(null=True)
    sentences = models.BinaryField(null=True)
    counts: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"meaning of {self.revision_id}"
