"""Not seeing somebody any more, and seeing them again.

Nobody is told, then or later: no letter is written, the journal has no line of it, and to the
other it looks as if this person were not there.
"""

from __future__ import annotations

from datetime import datetime

from kinweave.access import Viewer, allowed
from kinweave.people.models import Block, Person


def block(person: Person, other: Person, *, at: datetime) -> Block:
    """From now on the two do not see each other. Once is enough."""
    allowed(Viewer.of(person.pk), "block", other)
    made: Block = Block.objects.get_or_create(person=person, other=other, defaults={"since": at})[0]
    return made


def undo_block(person: Person, made: Block) -> bool:
    """Take it back; ``False`` if it is no more. One that the other made is theirs, and stays."""
    return bool(Block.objects.filter(pk=made.pk, person=person).delete()[0])
