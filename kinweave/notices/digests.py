"""The digest: what could wait, in one letter, at the receiver's morning. No news, no letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.notices.composing import html, plain, subject, zone_of
from kinweave.notices.letters import About, Reader, letter, named
from kinweave.notices.models import Delivery, Notice, Rhythm
from kinweave.notices.sending import wanted

DIGEST = "notices.digest"
NEWS = timedelta(days=30)
"""What is older is no news: it is not told any more, and is removed."""
KEPT = timedelta(days=90)
"""How long it is known what became of a letter."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news, in words: plain and as part of a page."""

    title: str
    plain: str
    html: SafeString


def due_digests(now: datetime) -> int:
    """Put down a digest for everybody whose morning it is and who has news; how many."""
    return sum(_gather(person, day, now) for person, day in _mornings(now))


def forget_old(now: datetime) -> int:
    """Remove letters that are settled long since, and news that is none any more; how many."""
    settled = Q(state__in=[State.DONE, State.DROPPED], finished_at__lt=now - KEPT)
    letters = Delivery.objects.filter(settled).delete()[0]
    return letters + Notice.objects.filter(at__lt=now - NEWS).delete()[0]


@letter(
    DIGEST,
    kind="digest",
    what=_("News from your circles, gathered into one letter"),
    sample={
        "items": [
            Item(
                "Fenna asks to join Riverbend",
                "Fenna wrote:\n…",
                SafeString("<p>Fenna wrote …</p>"),
            )
        ]
    },
)
def digest(reader: Reader, about: About) -> dict[str, Any] | None:
    """What of it may still be told. If nothing is left, no letter is sent."""
    key = _key(reader.viewer.person, about["day"])
    notices = Notice.objects.visible_to(reader.viewer).filter(told_in__key=key)
    items = list(_items(notices.select_related("circle"), reader))
    return {"items": items} if items else None


def _items(notices: Iterable[Notice], reader: Reader) -> Iterator[Item]:
    for notice in notices:
        one = named(notice.letter)
        said = one.write(reader, notice.about) if wanted(one, reader, notice.circle_id) else None
        if said is not None:
            said = {**said, "in_digest": True}
            page = mark_safe(html(one, said, reader))  # noqa: S308 - made by a template
            yield Item(subject(one, said, reader), plain(one, said, reader), page)


def _mornings(now: datetime) -> Iterator[tuple[Any, date]]:
    """People with news for whom it is time. Who still waits for a digest gets no second one."""
    waiting = Delivery.objects.filter(
        letter=DIGEST, state__in=[State.WAITING, State.CLAIMED]
    ).values("receiver")
    news = Notice.objects.filter(told_in=None, at__gt=now - NEWS, at__lte=now)
    people = get_user_model()._default_manager.filter(pk__in=news.values("receiver"))
    days = {}
    for person in people.exclude(pk__in=waiting).select_related("rhythm"):
        rhythm = getattr(person, "rhythm", None) or Rhythm(person=person)
        if day := rhythm.day_of(now, zone_of(person)):
            days[_key(person.pk, day.isoformat())] = (person, day)
    had = Delivery.objects.filter(key__in=days).values_list("key", flat=True)
    for key in set(days) - set(had):
        yield days[key]


def _key(person: int | None, day: str) -> str:
    return f"digest:{person}:{day}"


@transaction.atomic
def _gather(person: Any, day: date, now: datetime) -> bool:
    """One digest for each of their days: whoever comes second, at the same moment, makes none."""
    row, new = Delivery.objects.get_or_create(
        key=_key(person.pk, day.isoformat()),
        defaults={
            "receiver": person,
            "letter": DIGEST,
            "about": {"day": day.isoformat()},
            "asked_at": now,
            "next_attempt": now,
        },
    )
    if new:
        news = Notice.objects.filter(receiver=person, told_in=None, at__lte=now)
        news.filter(at__gt=now - NEWS).update(told_in=row)
        wake(row)
    return new
