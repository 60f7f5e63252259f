"""Proposing a change, taking it up, declining, taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.handbook.actions.writing import locked, revise
from kinweave.handbook.merging import joined
from kinweave.handbook.models import Page, Proposal, Revision
from kinweave.handbook.refusals import Answered, Changed
from kinweave.handbook.telling import tell_of_answer, tell_of_proposal
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def propose(
    actor: Person, page: Page, *, based_on: int, text: str, why: str = "", at: datetime
) -> Proposal:
    """How somebody would have a page read. Its editors see it, and whoever proposes it."""
    allowed(Viewer.of(actor.pk), "propose", page.book)
    seen = Revision.objects.get(page=page, number=based_on)
    made: Proposal = Proposal.objects.create(
        page=page, by=actor, based_on=seen, text=text, why=why, at=at
    )
    tell_of_proposal(made, at)
    return made


@transaction.atomic
def take(actor: Person, proposal: Proposal, *, text: str | None = None, at: datetime) -> Page:
    """Have the page read so. What changed meanwhile is joined with it; where both touched the same
    lines, :class:`Changed` asks for ``text``: how both are to be joined."""
    one, page = _open(actor, proposal)
    now = page.current
    if now is None:
        raise Changed
    if text is None:
        both = joined(one.based_on.text, now.text, one.text)
        if not both.clean:
            raise Changed
        text = both.text
    revised = revise(actor, page, based_on=now.number, text=text, why=one.why, at=at)
    # It is their words that stand there now, and an editor who answers for them.
    if revised.current is not None and revised.current.pk != now.pk:
        Revision.objects.filter(pk=revised.current.pk).update(by=one.by)
    Proposal.objects.filter(pk=one.pk).update(taken_at=at, answered_by=actor)
    tell_of_answer(one, but=actor, at=at)
    write("handbook.took", actor=actor, at=at, circle=page.book.circle, thing=page)
    return revised


@transaction.atomic
def decline(actor: Person, proposal: Proposal, *, word: str = "", at: datetime) -> None:
    """Leave the page as it is."""
    one, _page = _open(actor, proposal)
    Proposal.objects.filter(pk=one.pk).update(declined_at=at, answered_by=actor, word=word)
    tell_of_answer(one, but=actor, at=at)


@transaction.atomic
def withdraw(actor: Person, proposal: Proposal) -> None:
    """Take one's own back; nothing of it is kept."""
    Proposal.objects.filter(pk=proposal.pk, by=actor, taken_at=None).delete()


def _open(actor: Person, proposal: Proposal) -> tuple[Proposal, Page]:
    book = locked(proposal.page.book)
    rows = Proposal.objects.select_related("page__current", "based_on", "by")
    one = rows.get(pk=proposal.pk, page__book=book)
    one.page.book = book
    allowed(Viewer.of(actor.pk), "answer", one)
    if not one.is_open:
        raise Answered
    return one, one.page
