"""Stepping back, with somebody to take over, or in the open. Nobody holds what they never took."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.actions.holding import must_be_here, tell_who_held_it
from kinweave.circles.models import Handover, Membership, Responsibility, Standing
from kinweave.circles.refusals import Closed, NotHere
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person

State = Handover.State


@transaction.atomic
def offer(
    giver: Person,
    responsibility: Responsibility,
    *,
    taker: Person,
    until: date,
    at: datetime,
    notes: str = "",
) -> Handover:
    """Ask somebody to take over. Until they say yes, everything stays as it is.

    A new offer takes the place of one that waits: there is one at a time.
    """
    looks = Viewer.of(giver.pk)
    allowed(looks, "hand over", responsibility)
    if giver.pk == taker.pk or taker.pk in looks.hidden:
        raise NotHere
    must_be_here(responsibility.circle, taker)
    _withdraw_open(responsibility, at)
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                responsibility=responsibility,
                giver=giver,
                taker=taker,
                notes=notes,
                until=until,
                offered_at=at,
            )
    except IntegrityError:  # two offers at the same moment: the first one stands
        raise Closed from None
    tell(
        "circles.handover_offered",
        receiver=taker,
        about={"handover": handover.pk},
        key=f"circles.handover_offered:{handover.pk}",
        at=at,
        circle=responsibility.circle,
    )
    write("circles.offered", actor=giver, at=at, thing=handover)
    return handover


@transaction.atomic
def take(taker: Person, handover: Handover, *, at: datetime) -> Responsibility:
    """Say yes: from today it is theirs, until the end that was offered. Whoever held it so far is
    told, if it was not they who offered it."""
    allowed(Viewer.of(taker.pk), "answer", handover)
    responsibility = Responsibility.objects.select_for_update().get(pk=handover.responsibility_id)
    _answer(handover, State.TAKEN, at)
    must_be_here(responsibility.circle, taker)
    before = responsibility.holder
    if responsibility.understudy_id == taker.pk:
        responsibility.understudy = None
    responsibility.holder, responsibility.since = taker, at.date()
    responsibility.until = handover.until
    responsibility.save(update_fields=["holder", "understudy", "since", "until"])
    _tell_giver(handover, at)
    if before != handover.giver:
        tell_who_held_it(before, responsibility, at)
    circle = responsibility.circle
    write("circles.took_over", actor=taker, at=at, circle=circle, thing=responsibility)
    return responsibility


@transaction.atomic
def not_now(taker: Person, handover: Handover, *, at: datetime) -> None:
    """Say no, without a reason. Whoever offered it is told; nobody else is."""
    allowed(Viewer.of(taker.pk), "answer", handover)
    _answer(handover, State.DECLINED, at)
    _tell_giver(handover, at)


@transaction.atomic
def keep(giver: Person, handover: Handover, *, at: datetime) -> None:
    """Take an offer back and hold on to it."""
    allowed(Viewer.of(giver.pk), "take back", handover)
    _answer(handover, State.WITHDRAWN, at)


@transaction.atomic
def let_go(holder: Person, responsibility: Responsibility, *, at: datetime) -> None:
    """Step back although nobody has taken it: it stands open, and partners are told."""
    allowed(Viewer.of(holder.pk), "hand over", responsibility)
    set_free(responsibility, at, by=holder)


def set_free(responsibility: Responsibility, at: datetime, *, by: Person) -> None:
    """Nobody holds it any more; inside a transaction that says why."""
    rows = Responsibility.objects.filter(pk=responsibility.pk, closed_at=None).exclude(holder=None)
    held = rows.select_for_update().first()
    if held is None:
        return
    rows.update(holder=None, since=None)
    if held.holder != by:
        tell_who_held_it(held.holder, responsibility, at)
    _withdraw_open(responsibility, at)
    partners = Membership.objects.current().filter(
        circle=responsibility.circle, standing=Standing.PARTNER
    )
    for partner in partners.exclude(person=by).select_related("person"):
        tell(
            "circles.responsibility_open",
            receiver=partner.person,
            about={"responsibility": responsibility.pk},
            key=f"circles.responsibility_open:{responsibility.pk}:{at:%Y%m%d%H%M%S%f}:{partner.pk}",
            at=at,
            circle=responsibility.circle,
            in_digest=True,
        )
    circle = responsibility.circle
    write("circles.stepped_back", actor=by, at=at, circle=circle, thing=responsibility)


def _withdraw_open(responsibility: Responsibility, at: datetime) -> None:
    rows = Handover.objects.filter(responsibility=responsibility, state=State.OFFERED)
    rows.update(state=State.WITHDRAWN, answered_at=at)


def _answer(handover: Handover, state: str, at: datetime) -> None:
    wanted = Responsibility.objects.filter(
        pk=handover.responsibility_id, closed_at=None, circle__ended_at=None
    )
    rows = Handover.objects.filter(pk=handover.pk, state=State.OFFERED)
    if not wanted.exists() or not rows.update(state=state, answered_at=at):
        raise Closed
    handover.refresh_from_db(fields=["state", "answered_at"])


def _tell_giver(handover: Handover, at: datetime) -> None:
    tell(
        "circles.handover_answered",
        receiver=handover.giver,
        about={"handover": handover.pk},
        key=f"circles.handover_answered:{handover.pk}",
        at=at,
        circle=handover.responsibility.circle,
        in_digest=True,
    )
