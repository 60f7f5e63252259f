"""Who counts as coming: whoever says yes or maybe. Nothing of ours is kept in step with answers; it
is asked of them each time, so that a "no" takes effect with itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kinweave.gatherings.models import Answer
from kinweave.gatherings.models.answers import AnswerQuerySet

COMING = (Answer.Says.YES, Answer.Says.MAYBE)


def standing(now: datetime) -> AnswerQuerySet:
    """Each yes and maybe to a date that takes place and is not over."""
    return Answer.objects.filter(
        says__in=COMING,
        occasion__skipped_at=None,
        occasion__ends_at__gt=now,
        occasion__gathering__published_at__isnull=False,
        occasion__gathering__cancelled_at=None,
    )


def comes(person: Any, gathering: Any, now: datetime) -> Exists:
    """Whether somebody comes to any date to come of a gathering; each is a row or its number, or
    leads there (``OuterRef``)."""
    return Exists(standing(now).filter(occasion__gathering=gathering, person=person).order_by())


def comes_who_replied() -> Exists:
    """Whether whoever gave a reply, a person or a guest, comes to any date to come of its
    gathering."""
    who = Q(person=OuterRef("person")) | Q(guest=OuterRef("guest"))
    there = standing(timezone.now()).filter(
        who, occasion__gathering=OuterRef("question__gathering")
    )
    return Exists(there.order_by())


def comes_that_day() -> Exists:
    """Whether whoever a row's ``person`` is says yes or maybe to its ``occasion``."""
    there = Answer.objects.filter(occasion=OuterRef("occasion"), person=OuterRef("person"))
    return Exists(there.filter(says__in=COMING).order_by())
