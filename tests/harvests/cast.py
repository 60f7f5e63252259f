"""An evening that has been, and what people do after it: for tests of harvests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import mail
from django.test import Client

from kinweave.circles.models import Circle
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.harvests import actions
from kinweave.harvests.models import Harvest, Recording, Speaker
from kinweave.jobs.actions import run_due
from kinweave.people.models import Person
from tests.gatherings.cast import AT, HOUR, VIENNA, Cast, client_of, date_of

DAY = timedelta(days=1)
PAST = AT - 3 * DAY
MP3 = {"kind": "audio/mpeg", "size": 12_345_678, "seconds": 3723}

__all__ = ["AT", "DAY", "MP3", "Cast", "client_of", "date_of"]


def evening(host: Person, circle: Circle, **said: Any) -> Gathering:
    """Soup, three days ago; with a rhythm, weekly, that date is its second."""
    told: dict[str, Any] = {
        "name": "Soup", "day": PAST.date(), "time": HOUR, "zone": VIENNA, "minutes": 120,
        "at": PAST - 7 * DAY, **said,
    }  # fmt: skip
    made = gatherings.plan(host, circle, **told)
    Gathering.objects.filter(pk=made.pk).update(published_at=told["at"])
    made.refresh_from_db()
    return made


def series(host: Person, circle: Circle, **said: Any) -> Gathering:
    """Soup each week: two dates have been, two are to come."""
    day = PAST.date() - 7 * DAY
    return evening(host, circle, day=day, rhythm=Rhythm(Every.WEEKLY), times=4, **said)


def came(on: Gathering | Occasion, *people: Person, says: str = "yes") -> None:
    """They said so, before."""
    date = on if isinstance(on, Occasion) else date_of(on)
    for person in people:
        Answer.objects.create(occasion=date, person=person, says=says, since=PAST - DAY)


def harvest(author: Person, on: Gathering, *, title: str = "Leeks", **said: Any) -> Harvest:
    """Some words that others can read."""
    one = draft(author, on, title=title, **said)
    return actions.publish(author, one, at=AT)


def draft(author: Person, on: Gathering, *, title: str = "Leeks", **said: Any) -> Harvest:
    """Some words that only their author reads."""
    said = {"words": "We *peeled* them.", "at": AT, **said}
    return actions.draft(author, date_of(on), title=title, **said)


def recording(host: Person, on: Gathering, *speakers: Person, **said: Any) -> Recording:
    """Of the evening, with these people in it."""
    said = {
        "title": "Stories", "link": "https://example.org/stories.mp3", "audience": "circle", **MP3,
        "at": AT, **said,
    }  # fmt: skip
    return actions.record(host, date_of(on), speakers=[one.pk for one in speakers], **said)


def speaker(one: Recording, person: Person) -> Speaker:
    return Speaker.objects.get(recording=one, person=person)


def agrees(person: Person, one: Recording) -> None:
    actions.agree(person, speaker(one, person), at=AT)


def sees(person: Person | None, thing: Harvest | Recording | Gathering) -> bool:
    """Whether its page is there for them."""
    client = client_of(person) if person else Client()
    status = client.get(thing.get_absolute_url()).status_code
    assert status in (200, 404)
    return status == 200


def page_of(on: Gathering, rest: str = "", number: int = 1) -> str:
    """An address of what a date left behind."""
    return f"/gatherings/{on.pk}/dates/{number}/harvest/{rest}"


def arrived() -> list[str]:
    """In whose mailbox something is, by first name, once all that is due has gone out."""
    run_due(AT + DAY)
    return sorted(one.to[0].split("@")[0] for one in mail.outbox)
