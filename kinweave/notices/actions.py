"""Telling somebody something: now, or in their next digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from kinweave.jobs.actions import wake
from kinweave.notices.digests import due_digests
from kinweave.notices.letters import named
from kinweave.notices.models import Delivery, Notice

__all__ = ["due_digests", "tell", "told_already"]


def tell(
    letter: str,
    *,
    receiver: Any = None,
    address: str = "",
    about: Mapping[str, int | str],
    key: str,
    at: datetime,
    circle: Any = None,
    in_digest: bool = False,
) -> None:
    """Put down that a person, or an address without one, is to be told; goes out after the commit.

    ``about`` holds numbers and short words, never content: the letter is written when it is sent,
    from what its reader may see then. ``circle`` is where it comes from, so that letters from
    there can be stopped. Told twice under one ``key``, it goes out once.
    """
    named(letter)
    said = {"letter": letter, "about": dict(about), "circle": circle}
    if in_digest:
        Notice.objects.get_or_create(key=key, defaults={**said, "receiver": receiver, "at": at})
        return
    row, new = Delivery.objects.get_or_create(
        key=key,
        defaults={
            **said,
            "receiver": receiver,
            "address": "" if receiver else address,
            "asked_at": at,
            "next_attempt": at,
        },
    )
    if new:
        wake(row)


def told_already(keys: Iterable[str]) -> list[str]:
    """Those under which something was told before, by itself or in a digest."""
    sought = list(keys)
    asked, noted = (
        rows.objects.filter(key__in=sought).order_by().values_list("key", flat=True)
        for rows in (Delivery, Notice)
    )
    return list(asked.union(noted))
