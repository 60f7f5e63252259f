"""Who may do what with books. Pure predicates; each says what it means for people."""

from __future__ import annotations

from kinweave.access import Viewer, rule
from kinweave.circles.models import Circle
from kinweave.handbook.models import Book, Proposal


def _writes(viewer: Viewer, circle: int) -> bool:
    inside = circle in viewer.circles
    tends = viewer.holds(circle, "tend")
    return inside and (circle in viewer.partners or circle in viewer.near or tends)


@rule("begin a book", Circle)
def begin(viewer: Viewer, circle: Circle) -> bool:
    """Partners, and who tends the circle; in a crew or a pair, everybody."""
    return circle.ended_at is None and _writes(viewer, circle.pk)


@rule("edit", Book)
def edit(viewer: Viewer, book: Book) -> bool:
    """The same people: what they write stands at once."""
    return book.circle.ended_at is None and _writes(viewer, book.circle_id)


@rule("propose", Book)
def propose(viewer: Viewer, book: Book) -> bool:
    """Every member of the circle."""
    return book.circle.ended_at is None and book.circle_id in viewer.circles


@rule("answer", Proposal)
def answer(viewer: Viewer, proposal: Proposal) -> bool:
    """Whoever edits the book."""
    return edit(viewer, proposal.page.book)
