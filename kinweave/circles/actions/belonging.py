"""Being in a circle: standings, leaving, coming back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.actions.handing_over import set_free
from kinweave.circles.closing import close_all
from kinweave.circles.leaving import take_away
from kinweave.circles.models import (
    Circle,
    CrewWish,
    Ending,
    Handover,
    Invitation,
    Membership,
    Responsibility,
    Standing,
)
from kinweave.circles.refusals import Closed, LastPartner
from kinweave.journal.actions import write
from kinweave.people.models import Person

WAY_BACK = timedelta(days=7)
"""How long somebody who left may come back by themselves."""


@transaction.atomic
def change_standing(
    actor: Person, membership: Membership, *, standing: str, at: datetime
) -> Membership:
    """Make a friend a partner, or the other way round. The last partner stays one."""
    circle = Circle.objects.select_for_update(no_key=True).get(pk=membership.circle_id)
    allowed(Viewer.of(actor.pk), "appoint", circle)
    partners = Membership.objects.current().filter(circle=circle, standing=Standing.PARTNER)
    if standing != Standing.PARTNER and not partners.exclude(pk=membership.pk).exists():
        raise LastPartner
    rows = Membership.objects.current().filter(pk=membership.pk)
    if rows.exclude(standing=standing).update(standing=standing):
        write("circles.standing_changed", actor=actor, at=at, circle=circle, thing=membership)
    membership.refresh_from_db()
    return membership


@transaction.atomic
def step_forward(person: Person, circle: Circle, *, at: datetime) -> Membership:
    """Tend a circle that has no partner left: whoever is in it may, and the first one does."""
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    allowed(Viewer.of(person.pk), "step forward", circle)
    membership = Membership.objects.current().get(circle=circle, person=person)
    membership.standing = Standing.PARTNER
    membership.save(update_fields=["standing"])
    write("circles.stepped_forward", actor=person, at=at, circle=circle, thing=membership)
    return membership


@transaction.atomic
def put_away_welcome(person: Person, circle: Circle, *, at: datetime) -> None:
    """Put the welcome words and first steps away for good."""
    rows = Membership.objects.current().filter(circle=circle, person=person)
    rows.filter(settled_at=None).update(settled_at=at)


@transaction.atomic
def leave(person: Person, circle: Circle, *, at: datetime) -> list[Circle]:
    """Leave a circle, and the circles inside it. All of them, the outermost first.

    What goes with it: responsibilities (they stand open, partners are told), offers to hand over,
    the wish for a crew, invitations made, and what other features take away. A circle in which
    nobody is left ends.
    """
    left = [one for one in circles_left(person, circle) if _leave(person, one, at)]
    if not left:
        raise Closed
    return left


@transaction.atomic
def come_back(person: Person, circle: Circle, *, at: datetime) -> Membership:
    """Think again within a week: a new membership, with the standing of the one that ended.

    What was let go stays with the others. A circle that ended because nobody was left goes on.
    """
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    before = way_back(person, circle, at)
    if before is None:
        raise Closed
    if circle.ended_at is not None:
        Ending.objects.filter(circle=circle, undone_at=None).update(undone_at=at)
        Circle.objects.filter(pk=circle.pk).update(ended_at=None)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                circle=circle,
                person=person,
                standing=before.standing,
                since=at,
                came=before.came,
                through=before.through,
                settled_at=at,
            )
    except IntegrityError:
        return Membership.objects.current().get(circle=circle, person=person)
    write("circles.came_back", actor=person, at=at, circle=circle, thing=membership)
    return membership


def circles_left(person: Person, circle: Circle) -> list[Circle]:
    """The circles that somebody is in and would leave with this one: itself, and all inside."""
    inside = {circle.pk}
    layer = inside
    while layer:
        layer = set(Circle.objects.filter(parent__in=layer).values_list("pk", flat=True))
        inside |= layer
    current = Membership.objects.current().filter(circle__in=inside, person=person)
    here = Circle.objects.open().filter(pk__in=current.values("circle"))
    return sorted(here, key=lambda one: (one.pk != circle.pk, one.name))


def way_back(person: Person, circle: Circle, at: datetime) -> Membership | None:
    """The membership that somebody ended so lately that they may come back, if there is one.

    Not into a circle that has ended, unless it did because they were the last to leave.
    """
    rows = Membership.objects.filter(circle=circle, person=person)
    last = rows.filter(until__gt=at - WAY_BACK).order_by("-until").first()
    if last is None or last.until is None or rows.current().exists():
        return None
    if circle.ended_at is not None:
        own = Ending.objects.filter(circle=circle, undone_at=None, by=person, at=last.until)
        return last if own.exists() else None
    return last


def _leave(person: Person, circle: Circle, at: datetime) -> bool:
    """Whether they were in it still: another browser of theirs may have been heard first."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    ends = Membership.objects.current().filter(circle=circle, person=person).first()
    if ends is None:
        return False
    # Nor need browsers be heard in the order of their clocks: nothing ends before it began.
    at = max(at, ends.since)
    Membership.objects.filter(pk=ends.pk).update(until=at)
    open_offers = Handover.objects.filter(
        responsibility__circle=circle, state=Handover.State.OFFERED
    )
    for mine in (open_offers.filter(giver=person), open_offers.filter(taker=person)):
        mine.update(state=Handover.State.WITHDRAWN, answered_at=at)
    for responsibility in Responsibility.objects.filter(circle=circle, holder=person):
        set_free(responsibility, at, by=person)
    Responsibility.objects.filter(circle=circle, understudy=person).update(understudy=None)
    CrewWish.objects.filter(circle=circle, person=person, ended_at=None).update(ended_at=at)
    made = Invitation.objects.filter(circle=circle, made_by=person, revoked_at=None)
    made.update(revoked_at=at)
    take_away(person, circle, at)
    write("circles.left", actor=person, at=at, circle=circle)
    if not Membership.objects.current().filter(circle=circle).exists():
        Circle.objects.filter(pk=circle.pk).update(ended_at=at)
        Ending.objects.create(circle=circle, by=person, at=at)
        close_all(circle, person, at)
    return True
