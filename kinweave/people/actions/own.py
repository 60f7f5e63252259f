"""Writing for oneself: putting down, changing, letting go, deleting.

Only rows of ``person`` are ever touched. The journal says nothing of any of it: it keeps what it
is told, and what somebody writes for themselves must be able to go without a trace.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kinweave.people.models import Note, Person


def write_note(person: Person, *, kind: str, text: str, at: datetime) -> Note:
    """Put something down. Nobody else ever sees it."""
    return Note.objects.create(person=person, kind=kind, text=text, written_at=at, changed_at=at)


def change_note(person: Person, note: Note, *, text: str, at: datetime) -> bool:
    """Say it otherwise. ``False`` if it has been deleted meanwhile."""
    return bool(_own(person, note).update(text=text, changed_at=at))


def let_go(person: Person, note: Note, *, at: datetime) -> bool:
    """Put it aside. It stays, and can be taken up again; a second time changes nothing."""
    return bool(_own(person, note).filter(let_go_at=None).update(let_go_at=at))


def take_up(person: Person, note: Note, *, at: datetime) -> bool:
    """Take up again what was let go."""
    put_aside = _own(person, note).exclude(let_go_at=None)
    return bool(put_aside.update(let_go_at=None, changed_at=at))


def delete_note(person: Person, note: Note) -> bool:
    """Away with it, for good."""
    return bool(_own(person, note).delete()[0])


def _own(person: Person, note: Note) -> QuerySet[Note]:
    return Note.objects.filter(pk=note.pk, person=person)
