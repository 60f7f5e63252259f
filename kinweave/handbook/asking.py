"""Asking a book: what it says to a question, in sentences of pages that whoever asks may read.

What may be read is asked of the database each time, so an answer never knows a page longer than its
asker does. Only the work of reading those pages is remembered, by exactly which revisions they are.
The question is kept nowhere, neither in a row nor in a log.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Lock

from kinweave.access import Viewer, VisibleQuerySet
from kinweave.handbook.models import Book, Kind, Meaning, Page, Revision
from kinweave.handbook.understanding import model as the_model
from kinweave.jobs.models import State
from kinweave.solvers import retrieval
from kinweave.solvers.language import terms
from kinweave.solvers.retrieval import Answer, Embedder, Kept, Passage

REMEMBERED = 2
"""Books, as somebody may read them, that a process keeps ready."""
_ready: OrderedDict[tuple[object, ...], retrieval.Book] = OrderedDict()
_lock = Lock()


def ask(viewer: Viewer, book: Book, question: str) -> Answer:
    """What the pages that this viewer sees say to it."""
    rows = Page.objects.visible_to(viewer).filter(book=book, kind=Kind.PAGE, current__isnull=False)
    return _asked(book, rows, question)


def ask_all(book: Book, questions: Iterable[str]) -> Iterator[Answer]:
    """The same for who runs the site, on its own machine, of all pages of the book."""
    rows = Page.objects.filter(book=book, kind=Kind.PAGE, gone_at=None, current__isnull=False)
    for question in questions:
        yield _asked(book, rows, question)


def forget() -> None:
    """Forget all books that this process keeps ready."""
    with _lock:
        _ready.clear()


def language_of(question: str, otherwise: str) -> str:
    """The language in which a question is asked, as far as its small words tell."""
    return terms.language_of(question, otherwise.split("-")[0])


def understand(revision: Revision) -> bool:
    """Make the numbers of one revision, if they can be made here; whether they are there."""
    model = the_model()
    if model is None:
        return False
    _put(revision, _meant(revision, model))
    return True


def _meant(revision: Revision, model: Embedder) -> Kept:
    page = revision.page
    return retrieval.embed(passages_of(page, revision, page.book.language), model)


def _put(revision: Revision, kept: Kept) -> None:
    from kinweave.handbook.vectors import as_bytes  # it brings numpy, which weighs

    Meaning.objects.filter(revision=revision).update(**as_bytes(kept))


def understand_all(
    book: Book, at: datetime, told: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Make what is missing of a book at once, on all processors, while somebody waits for it; how
    many pages that were. ``told`` gets how many are done, of how many. Each page is kept when it is
    done: who is stopped goes on from there."""
    model = the_model()
    if model is None:
        return 0
    rows = Revision.objects.filter(
        pk__in=Page.objects.filter(book=book, gone_at=None).values("current")
    )
    missing = list(rows.exclude(meaning__model=model.name).select_related("page__book"))
    if not missing:
        return 0
    hands = ThreadPoolExecutor(os.cpu_count() or 1)
    try:
        made = hands.map(lambda one: _meant(one, model), missing)
        told(0, len(missing))
        for number, (one, kept) in enumerate(zip(missing, made, strict=True), 1):
            Meaning.objects.get_or_create(revision=one, defaults={"next_attempt": at})
            _put(one, kept)
            waits = Meaning.objects.filter(revision=one).exclude(state=State.CLAIMED)
            waits.update(state=State.DONE, finished_at=at)
            told(number, len(missing))
    finally:
        hands.shutdown(cancel_futures=True)
    return len(missing)


def passages_of(page: Page, revision: Revision, language: str) -> list[Passage]:
    """A page as what is found and said; by its file's name, as programs know it."""
    text = revision.text
    if revision.description:
        text = f"{revision.description}\n\n{text}"
    return retrieval.passages(retrieval.Page(page.file, page.title, text, language))


def _asked(book: Book, rows: VisibleQuerySet[Page], question: str) -> Answer:
    # What a page is called is part of what is remembered: it can move without a new revision.
    called = list(rows.order_by("pk").values_list("pk", "current", "file", "title"))
    current = {pk: revision for pk, revision, _file, _title in called}
    model = the_model()
    meanings = Meaning.objects.filter(
        revision__in=current.values(), model=model.name if model else "-"
    )
    known = model is not None and meanings.count() == len(current)
    key = (book.pk, book.language, known, tuple(called))
    with _lock:
        if key in _ready:
            _ready.move_to_end(key)
            return _ready[key].ask(question)
    made = _read(book, current, model if known else None)
    with _lock:
        _ready[key] = made
        while len(_ready) > REMEMBERED:
            _ready.popitem(last=False)
    return made.ask(question)


def _read(book: Book, current: dict[int, int], model: Embedder | None) -> retrieval.Book:
    revisions = Revision.objects.filter(pk__in=current.values()).select_related("page", "meaning")
    every: list[Passage] = []
    kept: dict[str, Kept] = {}
    if model is not None:
        from kinweave.handbook.vectors import as_vectors  # it brings numpy, which weighs
    for one in sorted(revisions, key=lambda one: (one.page.position, one.page_id)):
        some = passages_of(one.page, one, book.language)
        every += some
        if model is not None and some:
            kept[one.page.file] = as_vectors(one.meaning)
    language = book.language.split("-")[0]
    return retrieval.Book(every, language=language, kept=kept or None, embedder=model)
