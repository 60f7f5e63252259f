"""What goes when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from kinweave.calling.actions.calling import is_over
from kinweave.calling.models import Call, CallAnswer, CallQuestion
from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """Their open calls end, and those who answered are told; what they said to others' is gone."""
    calls = Call.objects.filter(circle=circle, caller=person, ended_at=None)
    for one in calls.select_for_update().order_by("pk"):
        is_over(one, at=at)
    CallAnswer.objects.filter(call__circle=circle, person=person).delete()
    CallQuestion.objects.filter(call__circle=circle, person=person).delete()


@forgets
def all_of_it(person: Person, _at: datetime) -> None:
    """What they said and asked, and the words of what they called. A crew that came of it goes on;
    of a call that was open, those who answered hear that it is over."""
    Call.objects.filter(caller=person).update(name="", words="", practice="")
    CallAnswer.objects.filter(person=person).delete()
    CallQuestion.objects.filter(person=person).delete()
