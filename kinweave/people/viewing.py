"""What people know of a viewer: whom they do not see."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet

from kinweave.access import Kept, blank, contribute
from kinweave.people.models import Block


def _blocks() -> QuerySet[Any, Any]:
    person = blank("person", BigIntegerField())
    return Block.objects.filter(Q(person=person) | Q(other=person)).values_list("person", "other")


_kept = Kept(_blocks)


@contribute
def blocks(person_id: int) -> dict[str, Any]:
    """A block hides both from each other, whoever made it."""
    found = {number for pair in _kept.ask(person=person_id) for number in pair}
    return {"hidden": frozenset(found - {person_id})}
