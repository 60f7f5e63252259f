"""What is written about proposals. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import can
from kinweave.circles.models import Circle
from kinweave.handbook.models import Book, Bringing, Page, Proposal
from kinweave.handbook.words import why
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


@letter(
    "handbook.stands_still", kind="handbooks",
    what=_("An address that you keep a handbook in step with cannot be read any more"),
    sample={**SAMPLE, "one": Bringing(pk=1, book=_book, why="gone"), "book": _book,
            "why": _("There is nothing at this address.")},
)  # fmt: skip
def stands_still(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever keeps it, if they still edit the book."""
    rows = Bringing.objects.visible_to(reader.viewer).filter(person=reader.viewer.person)
    found = rows.select_related("book__circle").filter(pk=about["bringing"]).exclude(why="")
    one = found.exclude(stopped_at=None).defer("content").first()
    if one is None:
        return None
    return {"one": one, "book": one.book, "circle": one.book.circle, "why": why(one.why)}


def _proposal(reader: Reader, about: About) -> Proposal | None:
    rows = Proposal.objects.visible_to(reader.viewer).filter(page__gone_at=None)
    return rows.select_related("page__book__circle", "by").filter(pk=about["proposal"]).first()
