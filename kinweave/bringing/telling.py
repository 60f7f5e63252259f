"""Whom it is told when something becomes of what they brought. The words are in :mod:`letters`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from kinweave.bringing.models import Choice, Request, Slots, Turn
from kinweave.bringing.models.within import is_off
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.notices.actions import tell


def tell_of_turn(
    turn: Turn, request: Request, date: Occasion, slots: Slots, *, at: datetime
) -> None:
    """Whoever asked: their turn is on this date, at this hour."""
    tell(
        "bringing.scheduled",
        receiver=request.person,
        about={"turn": turn.pk, "starts_at": date.starts_at.isoformat()},
        key=f"bringing.scheduled:{turn.pk}:{date.pk}:{date.starts_at.isoformat()}"
        f":{turn.placed_at.isoformat()}",
        at=at,
        circle=slots.gathering.circle,
    )


def tell_back_in_queue(request: Request, slots: Slots, *, key: str, at: datetime) -> None:
    """Whoever asked: the date that was theirs is not any more, and they stand in the queue."""
    tell(
        "bringing.back_in_queue",
        receiver=request.person,
        about={"request": request.pk},
        key=f"bringing.back_in_queue:{request.pk}:{key}",
        at=at,
        circle=slots.gathering.circle,
    )


def tell_of_choice(choice: Choice, gathering: Gathering, *, at: datetime) -> None:
    """Whoever brought the case."""
    tell(
        "bringing.case_chosen",
        receiver=choice.person,
        about={"choice": choice.pk},
        key=f"bringing.case_chosen:{choice.pk}:{choice.occasion_id}",
        at=at,
        circle=gathering.circle,
    )


def tell_of_turns(now: datetime) -> int:
    """Reminders that are wished for and due; and word to those whose date has another hour, or does
    not take place, since they were told. How many turns were looked at.

    Each has a key, so that it goes out once however often this is run.
    """
    near = Q()
    for days in filter(None, Request.Remind.values):
        near |= Q(request__remind=days, occasion__starts_at__lte=now + timedelta(days=days))
    other_hour = ~Q(told_starts_at=F("occasion__starts_at"))
    to_come = Turn.objects.filter(occasion__ends_at__gt=now)
    due = to_come.filter(
        (near & Q(occasion__starts_at__gt=now)) | other_hour | is_off("occasion__")
    )
    turns = list(due.select_related(*_ALL).order_by("pk"))
    for turn in turns:
        with transaction.atomic():
            _tell_what_is_due(turn, now)
    return len(turns)


_ALL = ("request__person", "request__slots__gathering__circle", "occasion__gathering")


def _tell_what_is_due(turn: Turn, now: datetime) -> None:
    request, date, slots = turn.request, turn.occasion, turn.request.slots
    if date.is_off:
        off_at = date.skipped_at or slots.gathering.cancelled_at
        tell_back_in_queue(request, slots, key=f"{date.pk}:{off_at:%Y%m%d%H%M%S%f}", at=now)
        return
    if turn.told_starts_at != date.starts_at:
        tell_of_turn(turn, request, date, slots, at=now)
        Turn.objects.filter(pk=turn.pk).update(told_starts_at=date.starts_at)
    if request.remind and now < date.starts_at <= now + timedelta(days=request.remind):
        tell(
            "bringing.reminder",
            receiver=request.person,
            about={"turn": turn.pk, "starts_at": date.starts_at.isoformat()},
            key=f"bringing.reminder:{request.pk}:{date.pk}:{date.day}",
            at=now,
            circle=slots.gathering.circle,
        )
