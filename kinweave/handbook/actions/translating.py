"""Saying that a page says the same as another one, in another language."""

from __future__ import annotations

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.handbook.actions.writing import locked
from kinweave.handbook.models import Page
from kinweave.people.models import Person


@transaction.atomic
def translate(actor: Person, page: Page, original: Page) -> Page:
    """Say that a page says in its book's language what ``original`` says now in another."""
    viewer = Viewer.of(actor.pk)
    allowed(viewer, "edit", locked(page.book))
    source = Page.objects.visible_to(viewer).get(pk=original.pk)
    page.original, page.original_revision = source, source.current
    page.save(update_fields=["original", "original_revision"])
    return page
