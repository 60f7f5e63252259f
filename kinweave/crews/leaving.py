"""What goes when somebody leaves a crew, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle, Scale
from kinweave.crews.actions.turns import tell_of_free_turn
from kinweave.crews.models import Going, LookBack, Passage, Turn
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_crew(person: Person, circle: Circle, at: datetime) -> None:
    """Their turns to come stand free, for whoever likes; what they would do next is gone. What they
    said when looking back stays with the crew, to which they said it."""
    if circle.scale != Scale.CREW:
        return
    theirs = Turn.objects.filter(cycle__circle=circle, host=person, occasion__ends_at__gt=at)
    free = theirs.order_by("occasion__starts_at").first()
    theirs.update(host=None, offered_at=None)
    if free is not None:
        tell_of_free_turn(free, but=person, at=at)
    Going.objects.filter(what_next__cycle__circle=circle, person=person).delete()


@forgets
def all_of_it(person: Person, _at: datetime) -> None:
    """What they said, and their name at what a crew worded together: a charter is the crew's."""
    Going.objects.filter(person=person).delete()
    LookBack.objects.filter(person=person).delete()
    Turn.objects.filter(host=person).update(host=None, offered_at=None)
    Passage.objects.filter(by=person).update(by=None)
