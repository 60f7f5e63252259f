"""What goes when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from kinweave.access import Audience
from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.seats import Unseen, goes_out_of_sight
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person
from kinweave.preparing.models import Reply, Taken


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:  # noqa: ARG001 - no date
    """All that they replied there, and every role that they took: also where they may still come,
    as anybody may. As a guest they can say it anew."""
    around = Q(circle__parent=circle, audience=Audience.PARENTS)
    _take_away(person, Gathering.objects.filter(Q(circle=circle) | around))


@goes_out_of_sight
def of_those_who_see_it_no_more(gathering: Gathering, unseen: Unseen, at: datetime) -> None:
    """What they replied, and the roles that they took for dates to come."""
    replies = Reply.objects.filter(question__gathering=gathering)
    taken = Taken.objects.filter(role__gathering=gathering, occasion__ends_at__gt=at)
    for rows in (replies, taken):
        people = set(rows.order_by().values_list("person", flat=True))
        rows.filter(person__in=unseen(people)).delete()


@forgets
def all_of_it(person: Person, at: datetime) -> None:  # noqa: ARG001 - no date
    """The same, everywhere. What they asked as a host stays with those who come."""
    _take_away(person, Gathering.objects.all())


def _take_away(person: Person, gatherings: QuerySet[Gathering]) -> None:
    # Their dates before their rows, all of them and in one order, as whoever answers takes them:
    # else two wait for each other.
    said = Answer.objects.filter(person=person, occasion__gathering__in=gatherings)
    taken = Taken.objects.filter(person=person, role__gathering__in=gatherings)
    numbers = {*said.values_list("occasion", flat=True), *taken.values_list("occasion", flat=True)}
    list(Occasion.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    taken.delete()
    Reply.objects.filter(person=person, question__gathering__in=gatherings).delete()
