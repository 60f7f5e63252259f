"""What is written about proposals. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import can
from kinweave.circles.models import Circle
from kinweave.handbook.models import Book, Page, Proposal
from kinweave.notices.letters import About, Reader, letter
from kinweave.people.models import Person

_circle = Circle(pk=1, name="Riverbend", slug="riverbend", scale="congregation")
_book = Book(pk=1, circle=_circle, slug="ways", title="How we do things")
SAMPLE: dict[str, Any] = {
    "circle": _circle,
    "page": Page(pk=1, book=_book, path="meals", title="Cooking for forty"),
    "one": Proposal(pk=1, by=Person(pk=1, name="Ondine Okoro"), word="And what of the dishes?"),
}


@letter(
    "handbook.proposed", kind="handbooks", what=_("Somebody proposes a change to a handbook"),
    sample=SAMPLE,
)  # fmt: skip
def proposed(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who would answer it, in their digest, while nobody has."""
    one = _proposal(reader, about)
    if one is None or not one.is_open or not can(reader.viewer, "answer", one):
        return None
    return {"one": one, "page": one.page, "circle": one.page.book.circle}


@letter(
    "handbook.answered", kind="handbooks", what=_("Your proposal for a handbook has an answer"),
    sample=SAMPLE,
)  # fmt: skip
def answered(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever proposed it: that the page reads so now, or that it stays as it is."""
    one = _proposal(reader, about)
    if one is None or one.is_open or one.by_id != reader.viewer.person:
        return None
    return {"one": one, "page": one.page, "circle": one.page.book.circle}


def _proposal(reader: Reader, about: About) -> Proposal | None:
    rows = Proposal.objects.visible_to(reader.viewer).filter(page__gone_at=None)
    return rows.select_related("page__book__circle", "by").filter(pk=about["proposal"]).first()
