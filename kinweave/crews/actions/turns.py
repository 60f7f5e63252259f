"""Turns to host: offered to the others, kept after all, taken."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from kinweave.access import Viewer, allowed
from kinweave.crews.models import Turn
from kinweave.crews.refusals import NotFree
from kinweave.crews.telling import members_of, tell_crew
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def offer_turn(person: Person, turn: Turn, *, at: datetime) -> None:
    """Let somebody else host a meeting. Until somebody takes it, it stays theirs; the others read
    of it in their digest."""
    allowed(Viewer.of(person.pk), "offer", turn)
    rows = Turn.objects.filter(pk=turn.pk, host=person, occasion__ends_at__gt=at)
    if not rows.exists():
        raise NotFree
    if rows.filter(offered_at=None).update(offered_at=at):
        tell_of_free_turn(turn, but=person, at=at)


@transaction.atomic
def keep_turn(person: Person, turn: Turn) -> None:
    """Keep it after all, unless somebody has taken it."""
    if not Turn.objects.filter(pk=turn.pk, host=person).update(offered_at=None):
        raise NotFree


@transaction.atomic
def take_turn(person: Person, turn: Turn, *, at: datetime) -> None:
    """Host a meeting instead of whoever offers it, or where nobody does. The first one does."""
    allowed(Viewer.of(person.pk), "take", turn)
    free = Turn.objects.filter(Q(host=None) | Q(offered_at__isnull=False), pk=turn.pk)
    if not free.filter(occasion__ends_at__gt=at).update(host=person, offered_at=None):
        raise NotFree
    circle = turn.cycle.circle
    write("crews.turn_taken", actor=person, at=at, circle=circle, thing=turn)


def tell_of_free_turn(turn: Turn, *, but: Person, at: datetime) -> None:
    """The others, in their digest."""
    others = [one for one in members_of(turn.cycle.circle) if one.pk != but.pk]
    tell_crew(
        "crews.turn_free", turn.cycle, others, about={"turn": turn.pk},
        key=f"{turn.pk}:{at.isoformat()}", at=at, in_digest=True,
    )  # fmt: skip
