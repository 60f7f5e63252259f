"""A calendar of 200 dates beside the same bytes put together by hand, and asked for twice: prints
how many times as long it takes, and the second answer's status, as JSON.

python -m bench.feed
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from time import perf_counter

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from kinweave.circles.actions import found
from kinweave.circles.models import Scale
from kinweave.gatherings import actions
from kinweave.gatherings.ical import Event, feed
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.people.models import Person, Profile

DATES = 200
SERIES = 4
ROUNDS = 200
ABOUT = "We cook, we eat, and whoever likes to may read aloud."


def main() -> None:
    """The least of many rounds, in turn: what else goes on here takes from both alike."""
    events = [_event(number) for number in range(DATES)]
    assert feed("Riverbend", events) == by_hand("Riverbend", events)
    ways = [lambda: feed("Riverbend", events), lambda: by_hand("Riverbend", events)]
    ours, hand = _least(ways)
    print(json.dumps([ours / hand, _asked_again()]))


def _least(ways: list[Callable[[], bytes]]) -> list[float]:
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS):
        for way, times in zip(ways, taken, strict=True):
            begun = perf_counter()
            way()
            times.append(perf_counter() - begun)
    return [min(times) for times in taken]


def _event(number: int) -> Event:
    starts = datetime(2027, 1, 5, 18, tzinfo=UTC) + timedelta(days=number)
    return Event(
        uid=f"{number // 50}-{number}@example.org", sequence=0, starts=starts,
        ends=starts + timedelta(hours=2), stamp=starts - timedelta(days=30), summary="Soup",
        description=ABOUT, location="The mill", url=f"https://example.org/gatherings/{number}/",
    )  # fmt: skip


def by_hand(name: str, events: list[Event]) -> bytes:
    """As one would write it who knows that nothing needs folding and only commas an escape."""
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Kinweave//Kinweave//EN", "VERSION:2.0", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"NAME:{name}", f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H",
    ]  # fmt: skip
    for one in events:
        stamp = _instant(one.stamp)
        lines += [
            "BEGIN:VEVENT", f"UID:{one.uid}", f"SEQUENCE:{one.sequence}", f"DTSTAMP:{stamp}",
            f"LAST-MODIFIED:{stamp}", f"DTSTART:{_instant(one.starts)}",
            f"DTEND:{_instant(one.ends)}", f"SUMMARY:{one.summary}",
            "DESCRIPTION:" + one.description.replace(",", "\\,"), f"LOCATION:{one.location}",
            f"URL:{one.url}", "STATUS:CONFIRMED", "END:VEVENT",
        ]  # fmt: skip
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()


def _instant(moment: datetime) -> str:
    return moment.isoformat()[:19].replace("-", "").replace(":", "") + "Z"


def _asked_again() -> int:
    """What a calendar program gets that has read the same dates already: 304, if all is well."""
    call_command("migrate", interactive=False, verbosity=0)
    now = timezone.now()
    ada = Person.objects.create_user("ada@example.org", name="Ada", joined_at=now)
    Profile.objects.create(person=ada)
    circle = found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=now)
    for number in range(SERIES):
        made = actions.plan(
            ada, circle, name=f"Evening {number}", day=now.date() + timedelta(days=2 + number),
            time=time(19), zone="Europe/Vienna", minutes=120, rhythm=Rhythm(Every.WEEKLY),
            times=DATES // SERIES, at=now,
        )  # fmt: skip
        actions.announce(ada, made, at=now)
    address = actions.calendar_key(ada, circle, at=now).get_absolute_url()
    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
    first = client.get(address)
    assert first.content.count(b"BEGIN:VEVENT") == DATES
    return client.get(address, headers={"If-None-Match": first["ETag"]}).status_code


if __name__ == "__main__":
    main()
