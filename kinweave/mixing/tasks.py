"""What waits for a worker: making the groups of the rounds that have not begun."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State
from kinweave.mixing.feeding import Feed, feed
from kinweave.mixing.grouping import Groups, grouped
from kinweave.mixing.models import Plan, Round, Seat
from kinweave.people.models import Person

TRIES = 3


class Changed(Exception):
    """Somebody came, went or blocked somebody while the engine worked: begin again."""


@works_on(Plan)
def work(row: Plan, now: datetime) -> State | None:
    """Killed in between, the next attempt finds nothing done, or all of it."""
    for left in reversed(range(TRIES)):
        wish = Plan.objects.filter(pk=row.pk).first()
        if wish is None:
            return State.DROPPED
        if wish.mixed_at is not None:
            return State.DONE
        before = feed(wish)
        try:
            write_down(wish, before, grouped(before, seed=wish.pk * 1_000 + wish.asked), now)
        except Changed:
            if not left:
                raise
    return State.DONE


@transaction.atomic
def write_down(wish: Plan, before: Feed, made: dict[int, Groups], now: datetime) -> None:
    """Keep who sits with whom, if what was asked is asked still, and nobody came, went or blocked
    somebody meanwhile. Each of these takes the plan first, and so comes before this or after."""
    # People before plans, as forgetting somebody takes them: else two wait for each other.
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=before.accounts.values())
    list(people.order_by("pk").values_list("pk"))
    held = Plan.objects.select_for_update().filter(pk=wish.pk).first()
    if held is None:
        return
    if held.asked != wish.asked or held.mixed_at is not None or feed(held) != before:
        raise Changed
    rounds = {one.number: one for one in Round.objects.filter(plan=held, began_at=None)}
    Seat.objects.bulk_create(
        Seat(round=rounds[number], participant_id=one, group=n)
        for number, groups in made.items()
        for n, group in enumerate(groups, 1)
        for one in group
    )
    Plan.objects.filter(pk=held.pk).update(mixed_at=now)
