"""What people know of a viewer: whom they do not see."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from kinweave.access import contribute
from kinweave.people.models import Block


@contribute
def blocks(person_id: int) -> dict[str, Any]:
    """A block hides both from each other, whoever made it."""
    pairs = Block.objects.filter(Q(person=person_id) | Q(other=person_id))
    found = {number for pair in pairs.values_list("person", "other") for number in pair}
    return {"hidden": frozenset(found - {person_id})}
