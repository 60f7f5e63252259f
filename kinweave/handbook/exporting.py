"""What is held of somebody in books, for their export."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.handbook.models import Proposal, Revision
from kinweave.people.export.parts import exports
from kinweave.people.models import Person

_BOOK, _PAGE, _WORDS, _WHY = _("Book"), _("Page"), _("Your words"), _("Why")


@exports(
    "pages", _("Pages you wrote"), book=_BOOK, page=_PAGE, number=_("Revision"), text=_WORDS,
    why=_WHY, at=_("Written"),
)  # fmt: skip
def pages(person: Person) -> list[dict[str, Any]]:
    """Each revision that is theirs; what they brought in is in the book."""
    rows = Revision.objects.filter(by=person, brought=False).select_related("page__book")
    return [
        {
            "book": one.page.book.title,
            "page": one.page.title,
            "number": one.number,
            "text": one.text,
            "why": one.why,
            "at": one.at,
        }
        for one in rows.order_by("pk")
    ]


@exports(
    "page_proposals", _("Changes you proposed"), book=_BOOK, page=_PAGE, text=_WORDS, why=_WHY,
    at=_("Proposed"), taken_at=_("Taken up"), declined_at=_("Declined"),
)  # fmt: skip
def proposals(person: Person) -> list[dict[str, Any]]:
    """Open ones too."""
    rows = Proposal.objects.filter(by=person).select_related("page__book")
    names = ("text", "why", "at", "taken_at", "declined_at")
    return [
        {
            "book": one.page.book.title,
            "page": one.page.title,
            **{name: getattr(one, name) for name in names},
        }
        for one in rows.order_by("pk")
    ]
