"""Not seeing somebody any more, and seeing them again.

Nobody is told, then or later: no letter is written, the journal has no line of it, and to the
other it looks as if this person were not there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.people.models import Block, Person

Between = Callable[[Person, Person, datetime], object]
_between: list[Between] = []


def comes_between(what: Between) -> Between:
    """Register what an app above this one does about something that two people have begun with
    each other and can no longer see: silently, in the transaction of the block, so that it looks
    as it would without one. It may be called again for the same two."""
    if what not in _between:
        _between.append(what)
    return what


@transaction.atomic
def block(person: Person, other: Person, *, at: datetime) -> Block:
    """From now on the two do not see each other. Once is enough."""
    allowed(Viewer.of(person.pk), "block", other)
    made: Block = Block.objects.get_or_create(person=person, other=other, defaults={"since": at})[0]
    for what in _between:
        what(person, other, at)
    return made


def undo_block(person: Person, made: Block) -> bool:
    """Take it back; ``False`` if it is no more. One that the other made is theirs, and stays."""
    return bool(Block.objects.filter(pk=made.pk, person=person).delete()[0])
