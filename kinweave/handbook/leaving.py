"""What goes when somebody leaves a circle, or is forgotten. What they wrote in a book stays part of
it, as its licence says; their name does not, once they are forgotten."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.handbook.models import Book, Bringing, Embed, Page, Proposal, Revision
from kinweave.jobs.models import State
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """What they proposed and nobody has answered; and what they keep in step stands still."""
    Proposal.objects.filter(
        by=person, page__book__circle=circle, taken_at=None, declined_at=None
    ).delete()
    kept = Bringing.objects.filter(person=person, book__circle=circle, stopped_at=None)
    kept.filter(state=State.WAITING).update(state=State.DONE, finished_at=at)
    kept.update(stopped_at=at, content=None)


@forgets
def all_of_it(person: Person, at: datetime) -> None:  # noqa: ARG001 - nothing of it has a date
    """Their name, wherever it stands beside words; their proposals, and addresses they gave."""
    Revision.objects.filter(by=person).update(by=None, why="")
    Proposal.objects.filter(by=person).delete()
    Proposal.objects.filter(answered_by=person).update(answered_by=None, word="")
    Bringing.objects.filter(person=person).delete()
    Embed.objects.filter(person=person).update(person=None)
    Book.objects.filter(begun_by=person).update(begun_by=None)
    Page.objects.filter(gone_by=person).update(gone_by=None)
