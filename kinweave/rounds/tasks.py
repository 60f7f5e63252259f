"""What waits for a worker: making the pairs of a round, and asking, once, whether people met."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State
from kinweave.people.models import Person
from kinweave.rounds.feeding import Feed, feed, wishes_for
from kinweave.rounds.hours import common
from kinweave.rounds.models import Meeting, Place, Round
from kinweave.rounds.pairing import Paired, paired
from kinweave.rounds.telling import ask_whether_they_met, tell_of_pairs


class Changed(Exception):
    """Somebody came, went or blocked somebody while the engine worked: begin again."""


@works_on(Round)
def work(row: Round, now: datetime) -> State | None:
    """Whatever is next for it. Killed in between, the next attempt finds what is done already."""
    if row.called_off_at is not None:
        return State.DROPPED
    if row.paired_at is None:
        before = feed(row)
        if not write_down(row, before, paired(before, row.shape, seed=row.pk), now):
            return State.DROPPED
        row.rest(row.ends_at)
        return State.DONE  # which it is not: it rests
    if row.ends_at > now:
        row.rest(row.ends_at)
        return State.DONE
    with transaction.atomic():
        if Round.objects.filter(pk=row.pk, asked_at=None).update(asked_at=now):
            ask_whether_they_met(row, now)
    return State.DONE


@transaction.atomic
def write_down(row: Round, before: Feed, made: Paired, now: datetime) -> bool:
    """Keep who meets whom, unless it is done already, or called off: then false. Whoever leaves, is
    forgotten or blocks somebody takes the same wishes first, and so comes before this or after."""
    still = Round.objects.select_for_update().filter(pk=row.pk, called_off_at=None).first()
    if still is None:
        return False
    if still.paired_at is not None:
        return True
    # People before wishes, as forgetting somebody takes them: else two wait for each other.
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=before.people)
    list(people.order_by("pk").values_list("pk"))
    list(wishes_for(row).select_for_update())
    if feed(row) != before:
        raise Changed
    Round.objects.filter(pk=row.pk).update(paired_at=now)
    places = [Place(round=row, person_id=one) for one in made.alone]
    for people in made.meetings:
        hours = common(dict(before.weeks), people, now)
        meeting = Meeting.objects.create(round=row, hours=hours)
        for n, person in enumerate(people):
            part = (Place.Part.LISTENS, Place.Part.HEARD)[n] if made.ring else ""
            places.append(Place(round=row, meeting=meeting, person_id=person, part=part))
    Place.objects.bulk_create(places)
    # Who was in for once has had their turn; for whom there was nobody stays in for the next.
    turns = {one.person_id for one in places if one.meeting is not None}
    wishes_for(row).filter(once=True, person__in=turns).delete()
    tell_of_pairs(row, places, now)
    return True
