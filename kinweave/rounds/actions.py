"""What people do with rounds of pairs. The actor first; each is one transaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.met import actions as met
from kinweave.met.models import How
from kinweave.people.models import Person
from kinweave.rounds.models import Meeting, Place, Round, Schedule, Wish
from kinweave.rounds.refusals import OpenAlready, Refusal, TooLate, TooSoon
from kinweave.rounds.telling import tell_of_opening

__all__ = [
    "OpenAlready",
    "Refusal",
    "TooLate",
    "TooSoon",
    "call_off",
    "count_in",
    "count_out",
    "open_due",
    "open_round",
    "pause",
    "say",
    "schedule",
    "unschedule",
]

DAY = timedelta(days=1)
NOTICE = timedelta(days=7)
"""How long before its pairs a round opens that opens by itself."""


def open_round(
    actor: Person, circle: Circle, *, shape: str, pairs_at: datetime, words: str = "", at: datetime
) -> Round:
    """Open a round. Members read of it in their digest; at ``pairs_at`` those who are in by then
    are paired."""
    allowed(Viewer.of(actor.pk), "open rounds", circle)
    if pairs_at <= at:
        raise TooSoon
    return _open(circle, actor, shape=shape, pairs_at=pairs_at, words=words, at=at)


def _open(
    circle: Circle, by: Person | None, *, shape: str, pairs_at: datetime, words: str, at: datetime
) -> Round:
    try:
        with transaction.atomic():
            made: Round = Round.objects.create(
                circle=circle, shape=shape, words=words, opened_by=by, opened_at=at,
                pairs_at=pairs_at, ends_at=pairs_at + Round.LASTS, next_attempt=pairs_at,
            )  # fmt: skip
            if by is not None:
                write("rounds.opened", actor=by, at=at, circle=circle, thing=made)
            tell_of_opening(made, but=by, at=at)
            wake(made)
            return made
    except IntegrityError:
        raise OpenAlready from None


@transaction.atomic
def call_off(actor: Person, one: Round, *, at: datetime) -> None:
    """Before anybody is paired. Whoever takes part is in the next one."""
    allowed(Viewer.of(actor.pk), "open rounds", one.circle)
    rows = Round.objects.open().filter(pk=one.pk)
    if not rows.update(called_off_at=at, state=State.DROPPED, finished_at=at):
        raise TooLate
    write("rounds.called_off", actor=actor, at=at, circle=one.circle, thing=one)


@transaction.atomic
def schedule(
    actor: Person, circle: Circle, *, shape: str, weeks: int, opens_at: datetime, at: datetime
) -> Schedule:
    """From now on a round opens by itself every so many weeks, for the first time at
    ``opens_at``; its pairs are made a week later."""
    allowed(Viewer.of(actor.pk), "open rounds", circle)
    said = {"shape": shape, "weeks": weeks, "opens_at": opens_at}
    made: Schedule = Schedule.objects.update_or_create(circle=circle, defaults=said)[0]
    write("rounds.scheduled", actor=actor, at=at, circle=circle, thing=circle)
    return made


@transaction.atomic
def unschedule(actor: Person, circle: Circle, *, at: datetime) -> None:
    """No round opens by itself any more. One that is open stays."""
    allowed(Viewer.of(actor.pk), "open rounds", circle)
    if Schedule.objects.filter(circle=circle).delete()[0]:
        write("rounds.scheduled", actor=actor, at=at, circle=circle, thing=circle)


def open_due(now: datetime) -> int:
    """Open the rounds that are due to open by themselves; how many. One that cannot, because one is
    open, is passed over until its next turn."""
    opened = 0
    for one in Schedule.objects.filter(opens_at__lte=now, circle__ended_at=None).order_by("pk"):
        after = one.opens_at
        while after <= now:
            after += timedelta(weeks=one.weeks)
        with transaction.atomic():
            rows = Schedule.objects.filter(pk=one.pk, opens_at=one.opens_at)
            if not rows.update(opens_at=after):
                continue
            try:
                _open(
                    one.circle,
                    None,
                    shape=one.shape,
                    pairs_at=max(one.opens_at + NOTICE, now + DAY),
                    words="",
                    at=now,
                )
                opened += 1
            except OpenAlready:
                continue
    return opened


@transaction.atomic
def count_in(
    person: Person, circle: Circle, *, once: bool = True, hours: bool = False, at: datetime
) -> Wish:
    """Take part in the next round, or in each. Said again, it holds as it was said last; who is in
    already keeps their place, however late they say it again. Nobody is told."""
    allowed(Viewer.of(person.pk), "count in", circle)
    said = {"once": once, "hours": hours, "paused_until": None}
    made: Wish = Wish.objects.update_or_create(
        circle=circle, person=person, defaults=said, create_defaults={**said, "since": at}
    )[0]
    return made


@transaction.atomic
def pause(person: Person, circle: Circle, *, until: date) -> None:
    """Be in no round that pairs before that day, and then in each again."""
    Wish.objects.filter(circle=circle, person=person).update(once=False, paused_until=until)


@transaction.atomic
def count_out(person: Person, circle: Circle) -> None:
    """Take part no more, without a reason. Whom one is paired with already, one still is."""
    Wish.objects.filter(circle=circle, person=person).delete()


@transaction.atomic
def say(person: Person, meeting: Meeting, *, says: str, at: datetime) -> None:
    """Whether they met, seen by themselves alone. A yes is noted for both, unless the other says
    no; it can be changed, and what is noted stays."""
    allowed(Viewer.of(person.pk), "say", meeting)
    rows = Place.objects.filter(meeting=meeting)
    # People before places, as forgetting somebody takes them: else two wait for each other.
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=rows.values("person"))
    list(people.order_by("pk"))
    places = list(rows.select_for_update().order_by("pk"))
    mine = next(one for one in places if one.person_id == person.pk)
    Place.objects.filter(pk=mine.pk).update(says=says, said_at=at)
    if says != Place.Says.YES:
        return
    others = [one.person_id for one in places if one.pk != mine.pk and one.says != Place.Says.NO]
    pairs = [(person.pk, other) for other in others]
    circle = meeting.round.circle
    met.note(pairs, circle=circle, how=How.ROUND, key=f"round:{meeting.round_id}", at=at)
