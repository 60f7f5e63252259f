"""What comes along to a gathering that is planned like another."""

from __future__ import annotations

from datetime import datetime

from kinweave.access import Viewer
from kinweave.gatherings.copying import copies_along
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.preparing.actions import ask, open_role
from kinweave.preparing.models import Question, Role

ASKED = ("words", "hint", "kind", "options", "told", "ready")
WANTED = ("name", "words", "places", "ready")


@copies_along
def questions_and_roles(
    actor: Person, viewer: Viewer, old: Gathering, new: Gathering, at: datetime
) -> None:
    """What is asked, and which hands are wanted; no reply, and nobody who took a role."""
    for asked in Question.objects.visible_to(viewer).filter(gathering=old).values(*ASKED):
        ask(actor, new, **asked, at=at)
    for wanted in Role.objects.visible_to(viewer).filter(gathering=old).values(*WANTED):
        open_role(actor, new, **wanted, at=at)
