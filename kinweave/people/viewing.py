"""What people know of a viewer: whom they do not see, and whether they administer the site."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from kinweave.access import contribute
from kinweave.people.models import Block, Person


@contribute
def blocks(person_id: int) -> dict[str, Any]:
    """A block hides both from each other, whoever made it."""
    pairs = Block.objects.filter(Q(person=person_id) | Q(other=person_id))
    found = {number for pair in pairs.values_list("person", "other") for number in pair}
    return {"hidden": frozenset(found - {person_id})}


@contribute
def administration(person_id: int) -> dict[str, Any]:
    """Whether they look after the site: it opens settings and accounts, and no circle."""
    rows = Person.objects.filter(pk=person_id, is_active=True, is_staff=True)
    return {"administers": rows.exists()}
