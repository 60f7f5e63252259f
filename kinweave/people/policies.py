"""What one person may do with another's page."""

from __future__ import annotations

from kinweave.access import Viewer, rule
from kinweave.people.models import Person


@rule("change", Person)
def change(viewer: Viewer, person: Person) -> bool:
    """Only oneself."""
    return viewer.person == person.pk


@rule("block", Person)
def block(viewer: Viewer, person: Person) -> bool:
    """Anybody but oneself."""
    return viewer.is_somebody and viewer.person != person.pk
