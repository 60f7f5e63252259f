"""Files that nobody is given any more."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import datetime, timedelta

from kinweave.binding.leaves import fingerprint, leaves_of, pictures_in
from kinweave.binding.making import forget, wanted_of
from kinweave.binding.models import Bound
from kinweave.handbook.models import Book

_LEFT_BEHIND = timedelta(days=1)


def forget_bound(now: datetime) -> int:  # noqa: ARG001 - every chore is told the time
    """Files of books that have changed since or are gone, and what killed processes left lying;
    how many."""
    return _forget_old() + _sweep()


def _forget_old() -> int:
    rows: defaultdict[int, list[Bound]] = defaultdict(list)
    for bound in Bound.objects.all():
        rows[bound.book_id].append(bound)
    gone = 0
    for book in Book.objects.filter(pk__in=rows):
        leaves, pictures = leaves_of(book), pictures_in(book)
        for bound in rows[book.pk]:
            is_old = bound.of != fingerprint(book, leaves, pictures, wanted_of(bound))
            if is_old and not bound.under_way:
                forget(bound)
                gone += 1
    return gone


def _sweep() -> int:
    """Files that no row knows. A young one may be in the making, by the file system's clock."""
    known = {bound.path.name for bound in Bound.objects.all()}
    oldest = time.time() - _LEFT_BEHIND.total_seconds()
    left = [
        path
        for path in (Bound.folder().iterdir() if Bound.folder().is_dir() else ())
        if path.name not in known and path.stat().st_mtime < oldest
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
