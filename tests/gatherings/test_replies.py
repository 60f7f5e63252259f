"""What comes back by mail from other programs: an answer, or nothing that could be one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.gatherings.ical import request
from kinweave.gatherings.replies import LARGEST, Reply, read_reply
from tests.gatherings.test_ical import LETTER

pytestmark = pytest.mark.once

GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261025T003000Z
DTEND:20261025T023000Z
DTSTAMP:20260902T081113Z
ORGANIZER;CN=Kinweave:mailto:calls@kinweave.example
UID:g12-3@kinweave.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ada Lo
 velace;X-NUM-GUESTS=0:mailto:ada@example.org
CREATED:20260901T120559Z
DESCRIPTION:
LAST-MODIFIED:20260902T081112Z
LOCATION:
SEQUENCE:4
STATUS:CONFIRMED
SUMMARY:Crew call
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""

OUTLOOK = """\
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=TENTATIVE;CN="Lovelace, Ada: at home; \tnow":MAILTO:Ada@exam
\tple.org
COMMENT;LANGUAGE=de-AT:Vielleicht\\n
UID:g12-3@kinweave.example
SUMMARY;LANGUAGE=de-AT:Mit Vorbehalt: Crew call
DTSTART;TZID=W. Europe Standard Time:20261025T023000
DTEND;TZID=W. Europe Standard Time:20261025T033000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20260902T081113Z
SEQUENCE:4
X-MICROSOFT-CDO-APPT-SEQUENCE:5
BEGIN:VALARM
ACTION:EMAIL
UID:alarm
ATTENDEE;PARTSTAT=DECLINED:mailto:alarm@example.org
END:VALARM
END:VEVENT
END:VCALENDAR
"""

APPLE = """\
BEGIN:VCALENDAR
CALSCALE:GREGORIAN
VERSION:2.0
METHOD:REPLY
PRODID:-//Apple Inc.//macOS 15.0//EN
BEGIN:VEVENT
DTSTAMP:20260902T081113Z
ATTENDEE;CN="Ada L.";EMAIL="ada@example.org";PARTSTAT=DECLINED;X-CALENDAR
 SERVER-DTSTAMP=20260902T081113Z:urn:uuid:3C4F9C1E-0000-4000-8000-000000000000
UID:g12-3@kinweave.example
ORGANIZER;CN="Kinweave":mailto:calls@kinweave.example
END:VEVENT
BEGIN:VEVENT
UID:another@kinweave.example
SEQUENCE:9
ATTENDEE;PARTSTAT=ACCEPTED:mailto:somebody@example.org
END:VEVENT
END:VCALENDAR
"""

YES = Reply("g12-3@kinweave.example", 4, "ada@example.org", "yes", "calls@kinweave.example")


def by_mail(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_an_answer_from_google_is_read() -> None:
    assert read_reply(by_mail(GOOGLE)) == YES


def test_an_answer_from_outlook_is_read_and_not_that_of_its_alarm() -> None:
    reply = read_reply(by_mail(OUTLOOK))
    assert reply == Reply("g12-3@kinweave.example", 4, "Ada@example.org", "maybe")


def test_an_answer_from_apple_is_read_for_the_first_of_several_events() -> None:
    # It is for the event as first sent where it names no sequence.
    reply = read_reply(by_mail(APPLE))
    asked = "calls@kinweave.example"
    assert reply == Reply("g12-3@kinweave.example", 0, "ada@example.org", "no", asked)


@pytest.mark.parametrize(
    "data",
    [
        GOOGLE.encode(),
        GOOGLE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + by_mail(GOOGLE),
        by_mail("\n\n" + GOOGLE + "\n"),
        by_mail(GOOGLE.replace("\n", "\n\n", 3)),
        by_mail(GOOGLE).lower(),
        by_mail(GOOGLE.replace("PARTSTAT=ACCEPTED", 'partstat="Accepted"')),
        by_mail(GOOGLE.replace("Lovelace", "Löve😀")).replace(b"\xb6", b"\r\n \xb6"),
        by_mail(GOOGLE).replace(b"Ada Lo", b"Ad\xff\xfe"),
        by_mail(GOOGLE).removesuffix(b"END:VCALENDAR\r\n"),
        by_mail(GOOGLE.replace("SEQUENCE:4", "SEQUENCE: 4 ")),
        by_mail(GOOGLE.replace("mailto:ada@", "Mailto:%61da@")),
        by_mail(GOOGLE.replace("STATUS:", "this is no line of a calendar\nSTATUS:")),
    ],
)
def test_an_answer_is_read_however_it_is_laid_out(data: bytes) -> None:
    assert read_reply(data) == YES


def test_an_identifier_is_read_with_what_was_escaped_in_it() -> None:
    uid = "a,b;c\\nd"
    answer = request(replace(LETTER, uid=uid)).replace(b"REQUEST", b"REPLY")
    reply = read_reply(answer.replace(b"NEEDS-ACTION", b"DECLINED"))
    assert reply == Reply(uid, 4, "ada@example.org", "no", "calls@kinweave.example")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("METHOD:REPLY", "METHOD:REQUEST"),
        ("METHOD:REPLY", "METHOD:COUNTER"),
        ("METHOD:REPLY\n", ""),
        ("METHOD:REPLY\nBEGIN:VEVENT", "BEGIN:VEVENT\nMETHOD:REPLY"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"),
        ("PARTSTAT=ACCEPTED;", ""),
        ("UID:g12-3@kinweave.example\n", ""),
        ("UID:g12-3@kinweave.example", "UID:"),
        ("UID:g12-3", "UID:g12\x00-3"),
        ("UID:g12-3", "UID:g12\\n-3"),
        ("SEQUENCE:4", "SEQUENCE:four"),
        ("SEQUENCE:4", "SEQUENCE:-4"),
        ("SEQUENCE:4", "SEQUENCE:4_0"),
        ("SEQUENCE:4", "SEQUENCE:४"),
        ("SEQUENCE:4", "SEQUENCE:99999999999"),
        ("mailto:ada@example.org", "invalid:nomail"),
        ("mailto:ada@example.org", "mailto:ada"),
        ("mailto:ada@example.org", "mailto:ada%0A@example.org"),
        ("mailto:ada@example.org", "mailto:ada@example.org\nATTENDEE:mailto:bob@example.org"),
        ("CN=Ada Lo\n velace", 'CN="Ada Lo'),
        ("BEGIN:VEVENT", "BEGIN:VTODO"),
        ("END:VEVENT\n", ""),
        ("BEGIN:VCALENDAR\n", ""),
        ("BEGIN:VEVENT", "BEGIN:VEVENT\nBEGIN:VEVENT"),
        ("BEGIN:VEVENT", "BEGIN:X\nBEGIN:VEVENT"),
    ],
)
def test_what_is_no_answer_is_read_as_none(written: str, instead: str) -> None:
    assert written in GOOGLE
    assert read_reply(by_mail(GOOGLE.replace(written, instead))) is None


def test_an_invitation_is_no_answer() -> None:
    accepted = request(LETTER).replace(b"NEEDS-ACTION", b"ACCEPTED")
    assert read_reply(accepted) is None


def test_an_answer_that_is_too_large_is_not_read() -> None:
    data = by_mail(GOOGLE)
    assert read_reply(data + b"x" * (LARGEST - len(data))) == YES
    assert read_reply(data + b"x" * (LARGEST - len(data) + 1)) is None


scraps = st.sampled_from(
    [line.encode() for line in (GOOGLE + OUTLOOK + APPLE).splitlines()]
    + [b"\r\n", b"\n ", b";", b":", b'"', b"=", b"\xff", b"\x00", b"\xef\xbb\xbf", b"%00"]
)


@given(
    st.binary()
    | st.lists(scraps | st.binary(max_size=5)).map(b"\r\n".join)
    | st.lists(scraps | st.binary(max_size=5)).map(b"".join)
    | st.tuples(st.integers(0, len(GOOGLE)), st.integers(0, 40), st.binary(max_size=9)).map(
        lambda cut: GOOGLE.encode()[: cut[0]] + cut[2] + GOOGLE.encode()[cut[0] + cut[1] :]
    )
)
def test_any_bytes_are_an_answer_or_none(data: bytes) -> None:
    reply = read_reply(data)
    assert reply is None or (
        reply.answer in ("yes", "maybe", "no")
        and reply.sequence >= 0
        and (reply.uid + reply.address).isprintable()
        and reply.address.count("@") == 1
    )


@pytest.mark.parametrize(
    "data",
    [
        b"A" * LARGEST,
        b"A;B=" * (LARGEST // 4),
        b"A;" + b"B=" * (LARGEST // 2 - 1),
        b"A;B=" + b'"' * (LARGEST - 4),
        b"A;B=" + b'""' * (LARGEST // 2 - 2),
        b"BEGIN:X\n" * (LARGEST // 8),
        b"\r\n " * (LARGEST // 3),
        b"\r\n" * (LARGEST // 2),
        b"\\" * LARGEST,
    ],
)
def test_what_was_made_to_be_slow_to_read_is_none_like_the_rest(data: bytes) -> None:
    assert read_reply(data) is None
