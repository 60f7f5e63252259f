"""Letters about which somebody has to decide: what is in doubt, and what could not be sent.

A site administrator sees the kind, the address and the hour; what it says is written nowhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kinweave.access import Viewer, allowed
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.notices.letters import named
from kinweave.notices.models import Delivery


def mishaps() -> QuerySet[Delivery]:
    """All of them, the oldest first."""
    unsettled = Delivery.objects.filter(state__in=[State.DOUBT, State.FAILED])
    return unsettled.select_related("receiver").order_by("asked_at", "pk")


def can_be_repeated(delivery: Delivery) -> bool:
    """Not a code, which is in no row: whoever still needs one asks for another."""
    return not named(delivery.letter).at_once


@transaction.atomic
def send_again(actor: Any, delivery: Delivery, *, at: datetime) -> bool:
    """Try once more from the beginning, permission and all; false if it was settled meanwhile, or
    can only be said once.

    The letter keeps its Message-ID, so a mailbox that has it already may notice.
    """
    allowed(Viewer.of(actor.pk), "settle", delivery)
    if not can_be_repeated(delivery):
        return False
    sent = mishaps().filter(pk=delivery.pk).update(
        state=State.WAITING, attempts=0, next_attempt=at, claimed_at=None, finished_at=None,
        handed_at=None, why="",
    )  # fmt: skip
    if sent:
        delivery.refresh_from_db()
        wake(delivery)
    return bool(sent)


@transaction.atomic
def it_arrived(actor: Any, delivery: Delivery, *, at: datetime) -> bool:
    """Nothing more is to be done about it: it arrived, or was told in another way."""
    allowed(Viewer.of(actor.pk), "settle", delivery)
    return bool(mishaps().filter(pk=delivery.pk).update(state=State.DONE, finished_at=at))
