"""Wanting that a page is read: rows for a worker. What does it loads numpy, which whoever answers
pages does not load for that."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from kinweave.access import VisibleQuerySet
from kinweave.handbook.models import Book, Kind, Meaning, Page, Revision, Stands, Word, Wording
from kinweave.handbook.understanding import by_meaning
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.meaning import NAME

AT_ONCE = 200
"""So many pages that lack something are told to a worker with each turn."""


def to_read(revision: Revision, at: datetime) -> None:
    """Have a worker read what a page says now. What it said before is not found any more."""
    page = revision.page_id
    Stands.objects.filter(page=page).delete()
    Wording.objects.filter(page=page).delete()
    wake(Wording.objects.create(page_id=page, revision=revision, next_attempt=at))
    to_understand(revision, at)


def to_read_again(book: Book, at: datetime) -> None:
    """The same of all of a book: its language is another."""
    rows = Revision.objects.filter(pk__in=Page.objects.filter(book=book).values("current"))
    for one in rows.select_related("page"):
        to_read(one, at)


def to_understand(revision: Revision, at: datetime) -> Meaning:
    """Have a worker make the numbers of one revision, and forget those of the one before."""
    Meaning.objects.filter(revision__page=revision.page_id).exclude(revision=revision).delete()
    made, new = Meaning.objects.get_or_create(revision=revision, defaults={"next_attempt": at})
    if new:
        wake(made)
    return made


def want_what_lacks(now: datetime) -> int:
    """Pages that were written before there was a search, or before the model of today was
    here and wanted, are read after all; words that stand nowhere any more are forgotten. How many.
    """
    Word.objects.exclude(pk__in=Stands.objects.values("word")).delete()
    pages = Page.objects.filter(kind=Kind.PAGE, gone_at=None).exclude(current=None)
    unread = pages.exclude(wording__revision=F("current")).select_related("current")[:AT_ONCE]
    count = 0
    for page in unread:
        if page.current is not None:
            to_read(page.current, now)
            count += 1
    return count + (_want_meaning(pages, now) if by_meaning() else 0)


def _want_meaning(pages: VisibleQuerySet[Page], now: datetime) -> int:
    current = Revision.objects.filter(pk__in=pages.values("current"))
    lacking = list(current.filter(meaning=None)[:AT_ONCE])
    for one in lacking:
        to_understand(one, now)
    # What a worker dropped, it could not do then; what has another name, another model has said.
    due = Meaning.objects.filter(state__in=[State.DROPPED, State.DONE]).exclude(model=NAME)
    again = list(due.filter(revision__in=current)[:AT_ONCE])
    for row in again:
        due.filter(pk=row.pk).update(
            state=State.WAITING, next_attempt=now, attempts=0, claimed_at=None
        )
        wake(row)
    return len(lacking) + len(again)
