"""What an export tells somebody of gatherings, and what is left when they are forgotten."""

from __future__ import annotations

import json
from datetime import timedelta

from kinweave.gatherings import actions, exporting
from kinweave.gatherings.models import Answer, CalendarKey, Gathering
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from tests import builders
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    VIENNA,
    Cast,
    a_draft,
    client_of,
    date_of,
    once,
    said,
    says,
    soup,
)


def exported(cast: Cast, name: str) -> str:
    """The three parts of gatherings, as they are in somebody's export."""
    parts = {one.name: one for one in all_parts()}
    found = {
        part: parts[part].give(cast.people[name]) for part in ("gatherings", "answers", "calendars")
    }
    return json.dumps(found, default=str)


def test_an_export_holds_what_somebody_hosts_drafts_too(cast: Cast) -> None:
    made = once(
        cast.ada, cast.circle, name="Soup", words="Bring a bowl.", place="Kitchen",
        directions="Upstairs.", link="https://example.org/soup",
    )  # fmt: skip
    actions.call_off(cast.ada, made, reason="The pot broke.", at=AT)
    a_draft(cast.ada, cast.circle, name="A draft")
    once(cast.ben, cast.circle, name="canary-bens")
    first, second = exporting.gatherings(cast.ada)
    assert first == {
        "circle": "Riverbend", "name": "Soup", "words": "Bring a bowl.", "place": "Kitchen",
        "directions": "Upstairs.", "link": "https://example.org/soup", "day": FIRST_DAY,
        "time": HOUR, "zone": VIENNA, "made_at": AT, "published_at": AT, "cancelled_at": AT,
        "reason": "The pot broke.", "minutes": 120, "all_day": False, "every": "once", "times": 1,
        "seats": None, "brings": 0,
        "audience": "circle", "least": "", "least_in": "", "shared": "seen", "picture": "",
        "picture_alt": "",
    }  # fmt: skip
    assert (second["name"], second["published_at"]) == ("A draft", None)
    assert "canary" not in exported(cast, "ada")


def test_an_export_holds_what_somebody_said_and_nothing_of_others(cast: Cast) -> None:
    made = soup(
        cast.ada, cast.circle, seats=1, words="canary-words", place="canary-place",
        directions="canary-way", link="https://example.org/canary-link",
    )  # fmt: skip
    for name in ("cleo", "ben"):
        says(cast.people[name], made, "yes")
    says(cast.ben, made, "maybe", number=2)
    rows = exporting.answers(cast.ben)
    assert [(one["gathering"], one["starts_at"], one["says"], one["since"]) for one in rows] == [
        ("Soup", date_of(made, 1).starts_at, "waiting", AT),
        ("Soup", date_of(made, 2).starts_at, "maybe", AT),
    ]
    whole = exported(cast, "ben")
    assert "canary" not in whole
    names = [one.name for one in cast.people.values()] + [one.email for one in cast.people.values()]
    assert not [word for word in names if word in whole]
    assert cast.cleo.name not in exported(cast, "ada"), "who comes is not the host's to take along"


def test_an_export_says_that_there_is_a_calendar_and_not_where(cast: Cast) -> None:
    keys = [actions.calendar_key(cast.ben, which, at=AT) for which in (None, cast.circle)]
    actions.calendar_key(cast.cleo, None, at=AT)
    assert exporting.calendars(cast.ben) == [
        {"circle": "", "made_at": AT},
        {"circle": "Riverbend", "made_at": AT},
    ]
    assert not [one.key for one in keys if one.key in exported(cast, "ben")]


def test_each_part_says_what_its_words_mean(cast: Cast) -> None:
    made = once(cast.ben, cast.circle)
    says(cast.ben, made, "yes")
    actions.calendar_key(cast.ben, None, at=AT)
    parts = {one.name: one for one in all_parts()}
    for name in ("gatherings", "answers", "calendars"):
        [row] = parts[name].give(cast.ben)
        assert row.keys() == parts[name].labels.keys()


def test_whoever_is_forgotten_leaves_no_answers_keys_or_drafts(cast: Cast) -> None:
    hosted, other = soup(cast.ben, cast.circle), soup(cast.ada, cast.circle)
    a_draft(cast.ben, cast.circle)
    for made in (hosted, other):
        says(cast.cleo, made, "yes")
        says(cast.ben, made, "yes", every=True)
    addresses = [
        actions.calendar_key(cast.ben, which, at=AT).get_absolute_url()
        for which in (None, cast.circle)
    ]
    actions.calendar_key(cast.cleo, None, at=AT)
    after = date_of(other).ends_at + timedelta(days=1)
    forget(cast.ben.pk, at=after)
    assert not Answer.objects.filter(person=cast.ben).exists()
    assert not CalendarKey.objects.filter(person=cast.ben).exists()
    assert [client_of(cast.cleo).get(one).status_code for one in addresses] == [404, 404]
    assert CalendarKey.objects.count() == 1
    left = Gathering.objects.order_by("pk")
    assert [(one.pk, one.host) for one in left] == [(hosted.pk, None), (other.pk, cast.ada)]
    assert said(hosted) == said(other) == {"cleo": "yes"}, "it stays with those who come to it"
    for part in ("gatherings", "answers", "calendars"):
        assert {one.name: one for one in all_parts()}[part].give(cast.ben) == []


def test_whoever_is_forgotten_while_hosting_in_two_circles_hosts_in_neither(cast: Cast) -> None:
    hill = builders.circle("Hilltop")
    builders.member(hill, cast.ben)
    for circle in (hill, cast.circle):
        soup(cast.ben, circle)
        a_draft(cast.ben, circle)
    forget(cast.ben.pk, at=AT)
    assert [one.host for one in Gathering.objects.all()] == [None, None]
    forget(cast.ben.pk, at=AT)
    assert Gathering.objects.count() == 2
