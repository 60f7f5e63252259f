"""What goes when somebody leaves a circle, or is forgotten: all that they brought to it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from kinweave.access import Audience
from kinweave.bringing.models import Case, Choice, Clinic, Joining, Request, Session, Slots
from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle

# Gatherings take their part away first, because they register when they are read: dates are locked
# before what people bring to them, here as in every action of this app.
from kinweave.gatherings import leaving as _gatherings_first  # noqa: F401 - registers
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.seats import Unseen, goes_out_of_sight
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """Requests and cases, which only members bring; and what they put on boards of dates to come
    that they do not see any more."""
    _requests(Request.objects.filter(person=person, slots__gathering__circle=circle))
    _cases(Case.objects.filter(person=person, clinic__gathering__circle=circle), person)
    gathering = "board__occasion__gathering__"
    narrow = Q(
        **{f"{gathering}circle": circle},
        **{f"{gathering}audience__in": [Audience.CIRCLE, Audience.PARENTS]},
    ) | Q(**{f"{gathering}circle__parent": circle}, **{f"{gathering}audience": Audience.PARENTS})
    seen_no_more = Session.objects.filter(narrow, board__occasion__ends_at__gt=at)
    numbers = list(seen_no_more.values_list("pk", flat=True))
    Joining.objects.filter(person=person, session__in=numbers).delete()
    Session.objects.filter(person=person, pk__in=numbers).delete()


@goes_out_of_sight
def from_boards(gathering: Gathering, unseen: Unseen, at: datetime) -> None:
    """What they put on boards of dates to come, and that they would join there, goes with those who
    do not see the gathering any more; who says no to it keeps theirs, and can take it down."""
    put = Session.objects.filter(
        board__occasion__gathering=gathering, board__occasion__ends_at__gt=at
    )
    joined = Joining.objects.filter(session__in=put)
    for rows in (joined, put):
        people = set(rows.order_by().values_list("person", flat=True))
        rows.filter(person__in=unseen(people)).delete()


@forgets
def all_of_it(person: Person, _at: datetime) -> None:
    """Everything they brought anywhere, also what has been; and that they ever had a turn."""
    _requests(Request.objects.filter(person=person))
    _cases(Case.objects.filter(person=person), person)
    Choice.objects.filter(person=person).delete()
    Joining.objects.filter(person=person).delete()
    Session.objects.filter(person=person).delete()


def _requests(theirs: QuerySet[Request]) -> None:
    slots = Slots.objects.filter(pk__in=theirs.values("slots"))
    list(slots.select_for_update().order_by("pk"))
    theirs.delete()


def _cases(theirs: QuerySet[Case], person: Person) -> None:
    clinics = Clinic.objects.filter(pk__in=theirs.values("clinic"))
    held = list(clinics.select_for_update().order_by("pk"))
    Choice.objects.filter(person=person, clinic__in=held).delete()
    theirs.delete()
