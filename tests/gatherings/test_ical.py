"""Other programs read what Kinweave writes for calendars, and it reads what theirs answer."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import icalendar
import pytest
import recurring_ical_events
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar.parser.property import unescape_backslash

from kinweave.gatherings.ical import Event, cancel, feed, publish, request
from kinweave.gatherings.replies import Reply, read_reply

pytestmark = pytest.mark.once

STARTS = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
CALL = Event(
    uid="g12-3@kinweave.example",
    sequence=4,
    starts=STARTS,
    ends=STARTS + timedelta(hours=2),
    stamp=datetime(2026, 9, 1, 12, 5, 59, 987_654, tzinfo=UTC),
    summary="Crew call",
)
LETTER = replace(
    CALL,
    organizer=("Kinweave", "calls@kinweave.example"),
    attendee=("Ada", "ada@example.org"),
)
HOSTILE = "x\r\nBEGIN:VEVENT\r\nUID:y\r\nATTENDEE:mailto:z@example.org\r\nEND:VEVENT"

words = st.text() | st.text(st.sampled_from("\\;,:\"^nN'%2C \t\r\n\x0b\x85\u2028é€😀\u200d"))
long_words = st.text(st.sampled_from("\\;,^\n \taé€😀"), min_size=60, max_size=400)


def lines(data: bytes) -> list[str]:
    """As RFC 5545 unfolds them, once it is sure that they are folded by it."""
    assert data.endswith(b"\r\n")
    folded = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in folded)
    for line in folded:
        line.decode("utf-8")  # each by itself: no character is in two
    text = data[:-2].decode("utf-8").replace("\r\n ", "")
    # Nothing that any program takes for a line's end is within a line.
    assert text.splitlines() == text.split("\r\n")
    return text.split("\r\n")


def read(data: bytes) -> icalendar.Calendar:
    lines(data)
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    return calendar


def only_event(data: bytes) -> icalendar.Event:
    (event,) = read(data).events
    assert not event.errors
    return event


def as_text(unknown: str) -> str:
    """The reader leaves escapes in what it knows no type of: NAME, and all that begins with X-."""
    return unescape_backslash(unknown)


def understood(text: str) -> str:
    """What is left of a text: all that can be seen, with one kind of line end."""
    for line_end in ("\x85", "\u2028", "\u2029"):
        text = text.replace(line_end, "\n")
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )


# What is written


def test_a_calendar_reads_what_when_where_and_how_certain() -> None:
    event = only_event(
        publish(
            replace(
                CALL,
                description="First line\nÄnd, so; on \\ on",
                location="Café Müßig, Wien",
                url="https://kinweave.example/g/12?a=1,2;3",
            )
        )
    )
    assert event["UID"] == "g12-3@kinweave.example"
    assert event["SEQUENCE"] == 4
    assert event["SUMMARY"] == "Crew call"
    assert event["DESCRIPTION"] == "First line\nÄnd, so; on \\ on"
    assert event["LOCATION"] == "Café Müßig, Wien"
    assert event["URL"] == "https://kinweave.example/g/12?a=1,2;3"
    assert event["STATUS"] == "CONFIRMED"
    assert event.start == STARTS
    assert event.end == STARTS + timedelta(hours=2)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == CALL.stamp.replace(microsecond=0)


def test_a_feed_says_its_name_and_when_to_come_again() -> None:
    calendar = read(feed("Kin, weave", [CALL], refresh_hours=12, description="Our; calls"))
    assert calendar["PRODID"] == "-//Kinweave//Kinweave//EN"
    assert calendar["VERSION"] == "2.0"
    assert calendar["CALSCALE"] == "GREGORIAN"
    assert calendar["METHOD"] == "PUBLISH"
    assert as_text(calendar["NAME"]) == as_text(calendar["X-WR-CALNAME"]) == "Kin, weave"
    assert calendar["DESCRIPTION"] == as_text(calendar["X-WR-CALDESC"]) == "Our; calls"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    assert calendar["X-PUBLISHED-TTL"] == "PT12H"


def test_a_feed_asks_calendars_to_come_every_six_hours_and_may_be_empty() -> None:
    calendar = read(feed("Kinweave", []))
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert "DESCRIPTION" not in calendar
    assert calendar.events == []


def test_what_an_event_does_not_have_is_not_written() -> None:
    event = only_event(publish(CALL))
    assert not {"DESCRIPTION", "LOCATION", "URL", "ORGANIZER", "ATTENDEE"} & set(event)


@pytest.mark.parametrize("write", [publish, lambda event: feed("Kinweave", [event])])
def test_what_anybody_may_fetch_names_nobody(write) -> None:
    data = write(LETTER)
    assert not {"ORGANIZER", "ATTENDEE"} & set(only_event(data))
    assert b"mailto" not in data
    assert b"Ada" not in data
    assert b"example.org" not in data


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (CALL, "CONFIRMED"),
        (replace(CALL, tentative=True), "TENTATIVE"),
        (replace(CALL, cancelled=True), "CANCELLED"),
        (replace(CALL, cancelled=True, tentative=True), "CANCELLED"),
    ],
)
def test_a_feed_tells_what_is_certain_and_what_was_called_off(event: Event, status: str) -> None:
    assert only_event(feed("Kinweave", [event]))["STATUS"] == status


def test_a_second_reader_finds_every_date_of_a_series_on_its_day() -> None:
    # Vienna leaves summer time in the night of the second date.
    starts = [datetime(2026, 10, 24, 17, tzinfo=UTC), datetime(2026, 10, 25, 18, tzinfo=UTC)]
    events = [
        replace(CALL, uid=f"{n}@kinweave.example", starts=at, ends=at + timedelta(hours=1))
        for n, at in enumerate(starts)
    ]
    query = recurring_ical_events.of(read(feed("Kinweave", events)))
    assert query.count() == 2
    for event in events:
        (found,) = query.at(event.starts.date())
        assert found["UID"] == event.uid
        assert (found.start, found.end) == (event.starts, event.ends)


def test_dates_of_a_series_that_say_the_same_and_others_keep_their_own_words() -> None:
    said = [("One", "a\nb"), ("One", "a\nb"), ("Two", "a\nb"), ("a\nb", "One"), ("", "")]
    events = [
        replace(CALL, uid=f"{n}@kinweave.example", summary=summary, description=description)
        for n, (summary, description) in enumerate(said)
    ]
    calendar = read(feed("Kinweave", events))
    found = [(event["SUMMARY"], event.get("DESCRIPTION", "")) for event in calendar.events]
    assert found == said


def test_an_instant_told_in_another_zone_is_the_same_instant() -> None:
    vienna = timezone(timedelta(hours=2))
    event = only_event(publish(replace(CALL, starts=STARTS.astimezone(vienna))))
    assert event["DTSTART"].to_ical() == b"20261025T003000Z"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        publish(replace(CALL, ends=datetime(2026, 10, 25, 1)))


@given(
    st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0)),
    st.integers(0, 2**31 - 1),
)
def test_every_instant_and_every_sequence_is_read_as_meant(moment: datetime, number: int) -> None:
    event = only_event(publish(replace(CALL, starts=moment, ends=moment, sequence=number)))
    assert event["DTSTART"].dt == event["DTEND"].dt == moment
    assert event["SEQUENCE"] == number


# Words of any kind


@given(words, words, words)
@example(HOSTILE, HOSTILE, HOSTILE)
@example("\ud800half", "\\n\\N\\;\\,\\\\", "a\u2028b\u2029c\x85d\re\x0bf\x00")
def test_words_of_any_kind_are_read_as_they_were_written(
    summary: str, description: str, location: str
) -> None:
    event = replace(CALL, summary=summary, description=description, location=location)
    for data in (publish(event), feed("Kinweave", [event])):
        found = only_event(data)
        assert found["SUMMARY"] == understood(summary)
        assert found.get("DESCRIPTION", "") == understood(description)
        assert found.get("LOCATION", "") == understood(location)
        assert set(found) <= {
            "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND",
            "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS",
        }  # fmt: skip


@given(words, words, words)
@example(HOSTILE, HOSTILE, HOSTILE)
def test_names_and_identifiers_of_any_kind_are_read_as_they_were_written(
    name: str, description: str, uid: str
) -> None:
    calendar = read(feed(name, [replace(CALL, uid=uid)], description=description))
    assert as_text(calendar["NAME"]) == as_text(calendar["X-WR-CALNAME"]) == understood(name)
    assert calendar.get("DESCRIPTION", "") == understood(description)
    (event,) = calendar.events
    assert event["UID"] == understood(uid)


@given(long_words | st.integers(60, 200).map(lambda count: "\\" * count))
@example("😀" * 100)
@example("x" * 67)  # with its name, 75 octets
@example("x" * 68)
@example("ä" * 67)
def test_long_words_are_folded_between_characters_and_outside_of_escapes(summary: str) -> None:
    data = publish(replace(CALL, summary=summary))
    assert only_event(data)["SUMMARY"] == summary
    for folded in data.split(b"\r\n"):
        # Backslashes come in pairs, or before what they escape.
        assert (len(folded) - len(folded.rstrip(b"\\"))) % 2 == 0


def test_a_line_of_75_octets_stays_one_and_a_longer_one_does_not() -> None:
    assert b"\r\nSUMMARY:" + b"x" * 67 + b"\r\n" in publish(replace(CALL, summary="x" * 67))
    assert b"\r\nSUMMARY:" + b"x" * 66 + b"\r\n xx\r\n" in publish(replace(CALL, summary="x" * 68))


def test_a_summary_that_looks_like_an_event_stays_words() -> None:
    written = lines(publish(replace(CALL, summary="x\r\nBEGIN:VEVENT")))
    assert "SUMMARY:x\\nBEGIN:VEVENT" in written
    assert written.count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "kinweave.example",
        "https://a b",
        "https://a\r\nATTENDEE:mailto:z@example.org",
        "https://a\u2028b",
        "https://a\x7f",
        "https://\ud800",
        "https://a\\,b",
        " https://a",
    ],
)
def test_what_is_no_web_address_is_not_written_as_one(url: str) -> None:
    assert "URL" not in only_event(publish(replace(CALL, url=url)))


@given(words.map(lambda rest: "https://" + rest))
def test_a_web_address_is_written_as_it_is_or_not_at_all(url: str) -> None:
    assert only_event(publish(replace(CALL, url=url))).get("URL", url) == url


# Letters


def test_an_invitation_asks_one_person_for_an_answer() -> None:
    data = request(replace(LETTER, tentative=True))
    assert read(data)["METHOD"] == "REQUEST"
    event = only_event(data)
    assert event["ORGANIZER"] == "mailto:calls@kinweave.example"
    assert event["ORGANIZER"].params == {"CN": "Kinweave"}
    assert event["ATTENDEE"] == "mailto:ada@example.org"
    assert event["ATTENDEE"].params == {
        "CN": "Ada",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert event["STATUS"] == "TENTATIVE"
    assert event["SEQUENCE"] == 4


def test_calling_off_says_so_whatever_the_event_said() -> None:
    data = cancel(LETTER)
    assert read(data)["METHOD"] == "CANCEL"
    event = only_event(data)
    assert event["STATUS"] == "CANCELLED"
    assert event["ATTENDEE"] == "mailto:ada@example.org"
    assert event["UID"] == LETTER.uid


@pytest.mark.parametrize("write", [request, cancel])
@pytest.mark.parametrize("missing", ["organizer", "attendee"])
def test_a_letter_without_sender_or_reader_is_refused(write, missing: str) -> None:
    with pytest.raises(ValueError, match="needs an organizer and an attendee"):
        write(replace(LETTER, **{missing: None}))


@pytest.mark.parametrize("write", [request, cancel])
@pytest.mark.parametrize("role", ["organizer", "attendee"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@lovelace@example.org",
        "ada @example.org",
        "ada@example.org\r\nX:y",
        "ada@example.org\n",
        "ada@exam\u2028ple.org",
        "ada\x00@example.org",
        "<ada@example.org>",
        "ada@example.org,bob@example.org",
        '"ada"@example.org',
        "\ud800@example.org",
    ],
)
def test_an_odd_address_is_refused(write, role: str, address: str) -> None:
    with pytest.raises(ValueError, match="is no mail address"):
        write(replace(LETTER, **{role: ("Ada", address)}))


def test_somebody_without_a_name_is_invited_all_the_same() -> None:
    event = only_event(request(replace(LETTER, attendee=("", "ada@example.org"))))
    assert "CN" not in event["ATTENDEE"].params
    assert event["ATTENDEE"] == "mailto:ada@example.org"


def test_a_name_is_written_as_a_quoted_parameter() -> None:
    event = replace(LETTER, attendee=('A "B"; ^C\\:\r\nD', "ada@example.org"))
    (written,) = (line for line in lines(request(event)) if line.startswith("ATTENDEE"))
    assert written.startswith("ATTENDEE;CN=\"A ^'B^'; ^^C\\:^nD\";ROLE=")


@given(words.filter(lambda name: not {"\\", "%"} & set(name)))
@example(HOSTILE)
@example('";PARTSTAT=ACCEPTED:mailto:z@example.org')
def test_names_of_any_kind_are_read_as_they_were_written(name: str) -> None:
    # But for \ and %, which mean nothing in a parameter, and which this reader takes for escapes.
    event = only_event(request(replace(LETTER, attendee=(name, "ada@example.org"))))
    assert event["ATTENDEE"].params.get("CN", "") == understood(name)
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ATTENDEE"] == "mailto:ada@example.org"


@given(words)
def test_names_of_any_kind_add_no_line(name: str) -> None:
    names = [line.partition(";")[0] for line in lines(request(LETTER))]
    hostile = lines(request(replace(LETTER, attendee=("x" + name, "ada@example.org"))))
    assert [line.partition(";")[0] for line in hostile] == names


def test_an_address_comes_back_as_it_was_sent() -> None:
    address = "ada+100%?/ä'@example.org"
    sent = request(replace(LETTER, attendee=("Ada", address)))
    assert b"mailto:ada+100%25%3F%2F%C3%A4'@example.org" in sent.replace(b"\r\n ", b"")
    answered = sent.replace(b"METHOD:REQUEST", b"METHOD:REPLY").replace(
        b"NEEDS-ACTION", b"ACCEPTED"
    )
    assert LETTER.organizer
    assert read_reply(answered) == Reply(LETTER.uid, 4, address, "yes", LETTER.organizer[1])
