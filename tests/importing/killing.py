"""Let workers bring a calendar in, kill each at a random instant, and say what came of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from kinweave.gatherings.models import Gathering, Occasion
from kinweave.importing import actions
from kinweave.importing.models import Brought, Import
from kinweave.jobs.actions import run_due
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Notice
from tests.gatherings.cast import riverbend
from tests.importing.calendars import VIENNA, calendar, day, event
from tests.jobs.dying import killed, watchful


def kill(events: int) -> tuple[list[int], dict[str, Any]]:
    """Until all of it is in."""
    watchful(Import)
    cast = riverbend()
    told = calendar(*(an_evening(number) for number in range(events)))
    now = timezone.now()
    made = actions.ask(cast.ada, cast.circle, content=told, zone=VIENNA, at=now)
    run_due(now, Import)
    actions.confirm(cast.ada, made, audience="circle", at=timezone.now())
    chance, kills = random.Random(events), []
    while _stage() == Import.Stage.BRINGING:
        killed(_a_little_more(events, chance))
        kills.append(Brought.objects.count())
    return kills, _what_there_is()


def an_evening(number: int) -> str:
    """Each of its own name; every tenth comes twice, a week apart."""
    rule = "RRULE:FREQ=WEEKLY;COUNT=2" if number % 10 == 0 else "CLASS:PUBLIC"
    begins = {
        "DTSTART;TZID=Europe/Vienna": f"{day(400 + number)}T190000",
        "DTEND;TZID=Europe/Vienna": f"{day(400 + number)}T210000",
    }
    return event(f"{number}@elsewhere", rule, SUMMARY=f"Evening {number}", **begins)


def _a_little_more(events: int, chance: random.Random) -> Callable[[], bool]:
    """When some more are in, at no particular place; or all of it is."""
    aim = Brought.objects.count() + chance.randint(events // 8, events // 3)

    def is_time() -> bool:
        if _stage() != Import.Stage.BRINGING:
            return True
        if Brought.objects.count() < aim:
            return False
        time.sleep(chance.random() * 0.02)
        return True

    return is_time


def _stage() -> str:
    return Import.objects.values_list("stage", flat=True).get()


def _what_there_is() -> dict[str, Any]:
    names = Gathering.objects.filter(published_at__isnull=False).values_list("name", flat=True)
    return {
        "names": sorted(names),
        "gatherings": Gathering.objects.count(),
        "brought": Brought.objects.count(),
        "dates": Occasion.objects.count(),
        "journal": Entry.objects.filter(verb="importing.brought").count(),
        "told": Delivery.objects.filter(letter="importing.brought").count()
        + Notice.objects.filter(letter="importing.brought").count(),
    }
