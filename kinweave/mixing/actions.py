"""What people do with a mixing plan. The actor first; each is one transaction.

Rows are locked in one order: people, dates, plans. So does whoever leaves or is forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from kinweave.access import Viewer, allowed
from kinweave.gatherings.models import Answer, Occasion
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.met import actions as met
from kinweave.met.models import How
from kinweave.mixing.models import Participant, Plan, Round, Seat
from kinweave.mixing.refusals import Being, Ended, Over, Refusal, TooFew, TooMany, TooSoon
from kinweave.people.models import Person

__all__ = [
    "Being", "Ended", "Over", "Refusal", "TooFew", "TooMany", "TooSoon", "add", "begin_next",
    "can_begin", "change", "end", "forget_old", "go_early", "make", "mix_again", "of_live_plans",
    "remix", "take_out", "throw_away",
]  # fmt: skip

MOST = 200
KEPT = timedelta(days=30)
LATE = timedelta(hours=12)
"""So long after its end a date may still mix: evenings are longer than they were planned."""
EARLY = timedelta(hours=12)
"""So long before its start a round may begin, and not earlier: who sits together has met."""


@transaction.atomic
def make(
    actor: Person,
    occasion: Occasion,
    *,
    rounds: int,
    size: int,
    minutes: int,
    answers: Collection[int] = (),
    names: Sequence[str] = (),
    at: datetime,
) -> Plan:
    """A plan for a date, and groups, once a worker has mixed them. ``answers``: the ids of those
    who said yes to it and are in; ``names``: of whoever else is there. Where that date has a plan
    already, nothing is changed, and that one is meant: two presses are one."""
    gathering = occasion.gathering
    allowed(Viewer.of(actor.pk), "host", gathering)
    held = Occasion.objects.select_for_update().get(pk=occasion.pk)
    if held.skipped_at or gathering.cancelled_at or held.ends_at + LATE <= at:
        raise Over
    said = {"size": size, "minutes": minutes, "made_by": actor, "made_at": at, "next_attempt": at}
    plan: Plan
    plan, new = Plan.objects.get_or_create(occasion=held, defaults=said)
    plan.occasion = occasion
    if new:
        Round.objects.bulk_create(Round(plan=plan, number=n + 1) for n in range(rounds))
        _let_in(plan, answers, names, first=1)
        if plan.participants.count() < 2:
            raise TooFew
        if gathering.published_at is not None:
            write("mixing.planned", actor=actor, at=at, circle=gathering.circle, thing=gathering)
        wake(plan)
    return plan


@transaction.atomic
def add(
    actor: Person,
    plan: Plan,
    *,
    answers: Collection[int] = (),
    names: Sequence[str] = (),
    at: datetime,
) -> int:
    """Who came later is in from the next round on, and the groups from there are mixed again; how
    many came. Rounds that have begun stay as they are."""
    held = _held(actor, plan, at)
    came = _let_in(held, answers, names, first=_next(held))
    if came:
        remix(held, at)
    return came


@transaction.atomic
def go_early(
    actor: Person, plan: Plan, participant: Participant, *, gone: int | None, at: datetime
) -> None:
    """Somebody is gone from the round ``gone`` on, or stays (``None``). What has begun has been."""
    held = _held(actor, plan, at)
    if gone is not None and gone > held.rounds.count():
        gone = None
    one = Participant.objects.filter(plan=held, pk=participant.pk).first()
    if one is None or one.gone == gone:
        return
    if gone is not None and gone < _next(held):
        gone = _next(held)
    if gone is not None and gone <= one.first:
        one.delete()
    else:
        Participant.objects.filter(pk=one.pk).update(gone=gone)
    remix(held, at)


@transaction.atomic
def change(
    actor: Person, plan: Plan, *, rounds: int, size: int, minutes: int, at: datetime
) -> None:
    """More rounds or fewer, larger groups or smaller. Rounds that have begun stay; those after
    them are mixed again."""
    held = _held(actor, plan, at)
    rounds = max(rounds, _next(held) - 1)
    Round.objects.filter(plan=held, number__gt=rounds).delete()
    there = set(Round.objects.filter(plan=held).values_list("number", flat=True))
    missing = set(range(1, rounds + 1)) - there
    Round.objects.bulk_create(Round(plan=held, number=number) for number in sorted(missing))
    Plan.objects.filter(pk=held.pk).update(size=size, minutes=minutes)
    remix(held, at)


@transaction.atomic
def mix_again(actor: Person, plan: Plan, *, at: datetime) -> None:
    """Other groups for the rounds that have not begun."""
    remix(_held(actor, plan, at), at)


@transaction.atomic
def begin_next(actor: Person, plan: Plan, *, after: int, at: datetime) -> None:
    """The round after ``after`` begins (0: the first). Pressed twice, or by two, it is one. Who
    sits together now has met."""
    allowed(Viewer.of(actor.pk), "run", plan)
    accounts = Participant.objects.filter(plan=plan, person__isnull=False).values("person")
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=accounts)
    list(people.order_by("pk").values_list("pk"))
    held = _held(actor, plan, at)
    number = _next(held)
    if number != after + 1:
        return
    if not can_begin(held, at):
        raise TooSoon
    if held.mixed_at is None:
        raise Being
    if not Round.objects.filter(plan=held, number=number).update(began_at=at):
        raise Ended
    circle = plan.occasion.gathering.circle
    groups = _groups_with_accounts(held, number)
    met.note(groups, circle=circle, how=How.MIXING, key=f"mixing:{held.pk}", at=at)


def can_begin(plan: Plan, at: datetime) -> bool:
    """Whether its day has come."""
    return bool(plan.occasion.starts_at - EARLY <= at)


@transaction.atomic
def end(actor: Person, plan: Plan, *, at: datetime) -> None:
    """That was the last round, also where more were planned. It can be looked at, and is over."""
    allowed(Viewer.of(actor.pk), "run", plan)
    Plan.objects.filter(pk=plan.pk, ended_at=None).update(ended_at=at)


@transaction.atomic
def throw_away(actor: Person, plan: Plan) -> None:
    """The plan, and the names that stood in it alone. Who has met has met."""
    allowed(Viewer.of(actor.pk), "run", plan)
    Plan.objects.filter(pk=plan.pk).delete()


def forget_old(now: datetime) -> int:
    """Delete the plans of dates that are a month over, with all names in them; how many. Who met
    there has met."""
    old = Plan.objects.filter(occasion__ends_at__lte=now - KEPT)
    found = old.count()
    old.delete()
    return found


def take_out(plan: Plan, people: Iterable[int], at: datetime) -> None:
    """These people (by their numbers) do not come any more, or are to be in other groups (``plan``
    is held): who was in no round is in none, who was is gone from the next; and what has not begun
    is mixed again."""
    number = _next(plan)
    rows = Participant.objects.filter(plan=plan, person__in=people)
    was_there = rows.filter(first__lt=number)
    gone = was_there.filter(gone=None) | was_there.filter(gone__gt=number)
    changed = gone.update(gone=number)
    if rows.filter(first__gte=number).delete()[0] or changed:
        remix(plan, at)


def of_live_plans(at: datetime, **which: object) -> list[Plan]:
    """Plans that are not over, held in one order."""
    rows = Plan.objects.filter(ended_at=None, occasion__ends_at__gt=at - LATE, **which)
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    return list(Plan.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))


def _held(actor: Person, plan: Plan, at: datetime) -> Plan:
    """Locked, for whoever runs it, while it is on."""
    allowed(Viewer.of(actor.pk), "run", plan)
    held: Plan | None = Plan.objects.select_for_update().filter(pk=plan.pk).first()
    on = Occasion.objects.select_related("gathering").get(pk=plan.occasion_id)
    if held is None or on.is_off or on.ends_at + LATE <= at:
        raise Over
    if held.ended_at is not None:
        raise Ended
    held.occasion = plan.occasion
    return held


def _next(plan: Plan) -> int:
    """The round that begins next; one more than there are, after the last."""
    return 1 + Round.objects.filter(plan=plan, began_at__isnull=False).count()


def _let_in(plan: Plan, answers: Collection[int], names: Iterable[str], *, first: int) -> int:
    """Those who said yes to its date, and names; each once. How many were not in it."""
    there = Participant.objects.filter(plan=plan)
    known = set(there.values_list("person", "guest", "name"))
    said = Answer.objects.filter(occasion=plan.occasion_id, pk__in=answers, says=Answer.Says.YES)
    wanted: list[tuple[int | None, int | None, str]] = [
        (person, guest, "") for person, guest in said.order_by("pk").values_list("person", "guest")
    ]
    wanted += [(None, None, name) for name in dict.fromkeys(names)]
    new = [one for one in wanted if one not in known]
    if len(known) + len(new) > MOST:
        raise TooMany
    Participant.objects.bulk_create(
        Participant(plan=plan, person_id=person, guest_id=guest, name=name, first=first)
        for person, guest, name in new
    )
    return len(new)


def remix(plan: Plan, at: datetime) -> None:
    """Ask for other groups for what has not begun; ``plan`` is held. Whatever a worker makes of an
    older wish is not taken any more."""
    to_come = Round.objects.filter(plan=plan, began_at=None)
    if not to_come.exists():
        return
    Seat.objects.filter(round__in=to_come).delete()
    Plan.objects.filter(pk=plan.pk).update(
        mixed_at=None, asked=F("asked") + 1, state=State.WAITING, attempts=0, claimed_at=None,
        finished_at=None, next_attempt=at,
    )  # fmt: skip
    plan.refresh_from_db(fields=["mixed_at", "asked", "state", "next_attempt"])
    wake(plan)


def _groups_with_accounts(plan: Plan, number: int) -> list[list[int]]:
    seats = Seat.objects.filter(round__plan=plan, round__number=number)
    groups: dict[int, list[int]] = {}
    for group, person in seats.values_list("group", "participant__person"):
        if person is not None:
            groups.setdefault(group, []).append(person)
    return list(groups.values())
