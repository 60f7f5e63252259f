"""In which pages which words stand, so that they are found in one query, on any database."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from kinweave.access import NotShown
from kinweave.handbook.models.page import Page
from kinweave.handbook.models.revision import Revision
from kinweave.jobs.models import Work

LONGEST = 40


class Wording(Work, NotShown):
    """What a page says now, line by line, for a search to show. ``lines``: the heading that leads
    to each, and its words. Of a page that is being read anew there are no lines, and it is not
    found by what it said before."""

    not_shown = "only used to show lines to those who see the page"

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="wording")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    lines: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"words of {self.page_id}"


class Word(NotShown):
    """A folded word of a language. ``stem``: what it has in common with its other forms.
    ``start`` and ``size``: by which words are looked up that somebody may have meant."""

    not_shown = "only used to find pages for those who see them"

    language = models.CharField(max_length=12)
    word = models.CharField(max_length=LONGEST)
    stem = models.CharField(max_length=LONGEST)
    start = models.CharField(max_length=1)
    size = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "word"], name="handbook_word_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["stem"], name="handbook_word_stem"),
            models.Index(fields=["start", "size"], name="handbook_word_start"),
        ]

    def __str__(self) -> str:
        return self.word


class Stands(NotShown):
    """A word stands in a page. ``weight``: how much it says about it, in hundredths."""

    not_shown = "only used to find pages for those who see them"

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="+", db_index=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="stands")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["word", "page"], name="handbook_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.page_id}"
