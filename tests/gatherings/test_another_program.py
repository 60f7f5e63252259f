"""What a calendar program that shares no line with ours makes of what it is sent: Radicale, which
takes a calendar apart, keeps it, and answers which of its dates are in a week."""

from __future__ import annotations

import io
from base64 import b64encode
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vobject
from django.utils import timezone
from radicale import Application, config

from kinweave.gatherings import actions
from kinweave.gatherings.feeds import feed_of
from kinweave.gatherings.posting import set_dates_by_mail
from tests.gatherings.cast import AT, FIRST_DAY, HOUR, Cast, date_of, dates_of, once, says, soup
from tests.gatherings.mailroom import calendar_in
from tests.gatherings.test_posting import letters

SITE = "https://commons.example"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
WEEK = """<?xml version="1.0"?>
<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:">
<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR">
<C:comp-filter name="VEVENT"><C:time-range start="{begins}" end="{ends}"/></C:comp-filter>
</C:comp-filter></C:filter></C:calendar-query>"""


class Program:
    """The calendar of Ben, in a program of his own."""

    def __init__(self, folder: Path) -> None:
        chosen = config.load()
        told = {"storage": {"filesystem_folder": str(folder)}, "auth": {"type": "none"},
                "logging": {"level": "error"}}  # fmt: skip
        chosen.update(told, "a test")
        self.program = Application(chosen)

    def ask(self, method: str, address: str, body: bytes) -> tuple[str, bytes]:
        said: list[str] = []
        environment: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": address, "CONTENT_TYPE": "text/calendar",
            "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http", "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_AUTHORIZATION": f"Basic {b64encode(b'ben:ben').decode()}",
        }  # fmt: skip
        answer = self.program(environment, lambda status, _headers: said.append(status))
        return said[0], b"".join(answer)

    def takes_in(self, calendar: bytes) -> None:
        status, _said = self.ask("PUT", "/ben/kinweave/", calendar)
        assert status.startswith("201"), status

    def week(self, day: date) -> list[Any]:
        """What is in the seven days from this one on, as it reads them."""
        moment = f"{day:%Y%m%d}T000000Z", f"{day + timedelta(days=7):%Y%m%d}T000000Z"
        query = WEEK.format(begins=moment[0], ends=moment[1])
        status, said = self.ask("REPORT", "/ben/kinweave/", query.encode())
        assert status.startswith("207"), status
        answer = ElementTree.fromstring(said)  # noqa: S314 - what the program answers itself
        found = answer.iter(f"{CALDAV}calendar-data")
        return [vobject.readOne(one.text).vevent for one in found]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def starts(one: Any) -> datetime:
    found: datetime = one.dtstart.value
    return found


def test_a_feed_is_taken_in_with_each_date_where_it_is(cast: Cast, program: Program) -> None:
    made = soup(cast.ada, cast.circle, name="Soup; hot, with \\ and “ü” 🥣", place="Mill, 3")
    actions.skip(cast.ada, date_of(made, 2), at=AT)
    key = actions.calendar_key(cast.ben, cast.circle, at=AT)
    calendar = feed_of(key.key, timezone.now(), SITE)
    assert calendar
    program.takes_in(calendar)
    for one in dates_of(made):
        (read,) = program.week(one.day - timedelta(days=1))
        assert starts(read) == one.starts_at
        assert read.dtend.value == one.ends_at
        assert read.summary.value == made.name
        assert read.location.value == "Mill, 3"
        assert read.uid.value == f"{made.pk}-{one.number}@commons.example"
        assert (read.status.value == "CANCELLED") is (one.number == 2)


def test_an_invitation_is_taken_in_and_moves_when_the_next_one_comes(
    cast: Cast, program: Program
) -> None:
    set_dates_by_mail(cast.ben, invitations=True, remind_before=None, at=AT)
    made = once(cast.ada, cast.circle)
    says(cast.ben, made, "yes")
    (letter,) = letters()
    program.takes_in(calendar_in(letter).encode())
    (before,) = program.week(FIRST_DAY)
    assert starts(before) == date_of(made).starts_at
    later = FIRST_DAY + timedelta(days=7)
    actions.move(cast.ada, date_of(made), day=later, time=HOUR, at=AT)
    (letter,) = letters()
    program.takes_in(calendar_in(letter).encode())
    assert program.week(FIRST_DAY) == []
    (after,) = program.week(later)
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
