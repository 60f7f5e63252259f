"""Whom somebody does not want to see: read past the door, by its maker only, to be undone."""

from __future__ import annotations

from django.db.models import QuerySet

from kinweave.people.models import Block, Person


def blocked_by(person: Person) -> QuerySet[Block]:
    """The blocks that ``person`` made, with whom they are about, by name. The door hides these
    people from them everywhere else, so that a way back must lead past it."""
    rows = Block.objects.filter(person=person).select_related("other")
    return rows.order_by("other__name", "pk")
