"""Reasons are said in plain words, whatever their kind."""

from __future__ import annotations

import pytest

from kinweave.plans import UnknownReasonError, reason_in_words
from kinweave.plans.reasons import KINDS
from kinweave.plans.wording import duration, every, hours_of_week, listed, name_of, place, times
from kinweave.solvers.running import Reason

PEOPLE = {"io@x.org": "Io", "ruben@x.org": "Rubén", "noor@x.org": "Noor"}

SAID: list[tuple[str, dict[str, object], str]] = [
    (
        "common_times",
        {"count": 1, "minutes": 90},
        "1 time of the week works on every date; 90 minutes a week are free together.",
    ),
    (
        "common_times",
        {"count": 9, "minutes": 570},
        "9 times of the week work on every date; 9½ hours a week are free together.",
    ),
    ("one_time", {}, "Only this one time works for everyone, so it would be hard to move."),
    (
        "clocks_change",
        {"dates": ["2027-03-28"], "zones": ["Europe/Lisbon", "Europe/Vienna"]},
        "Clocks change on 28 March (Lisbon and Vienna); the time works before and after.",
    ),
    (
        "clocks_change",
        {"dates": ["2027-03-28", "2027-03-14"], "zones": ["America/New_York", "Europe/Vienna"]},
        "Clocks change on 14 March and 28 March (New York and Vienna); the time works all the way"
        " through.",
    ),
    (
        "if_need_be",
        {"people": ["io@x.org", "noor@x.org"]},
        "For Io and Noor some of these hours are “if need be”.",
    ),
    ("met", {"met": 0, "pairs": 10}, "New to each other: nobody here has met another before."),
    ("met", {"met": 1, "pairs": 10}, "1 of the 10 pairs has met before."),
    ("met", {"met": 4, "pairs": 10}, "4 of the 10 pairs have met before."),
    ("hosts", {"yes": ["io@x.org"], "maybe": []}, "Io would host."),
    (
        "hosts",
        {"yes": ["io@x.org", "ruben@x.org"], "maybe": ["noor@x.org"]},
        "Io and Rubén would host. Noor might host.",
    ),
    ("nobody_hosts", {}, "Nobody has offered to host yet; hosting can go round."),
    ("shared", {"words": ["bread", "grief work"]}, "Shared: bread, grief work."),
    ("language", {"languages": ["en"]}, "Everyone speaks English."),
    (
        "language",
        {"languages": ["en", "pt-BR", "tlh"]},
        "Everyone speaks English, Portuguese (BR) and tlh.",
    ),
    ("wishes", {"met": 1}, "1 wish to be in a crew together is met."),
    (
        "call",
        {"name": "Bread", "joined": 3},
        "This is the crew of the call “Bread”, which 3 people asked to join.",
    ),
    ("size", {"size": 5, "target": 5}, "5 people, just what this season aims for."),
    ("size", {"size": 4, "target": 5}, "4 people; this season aims for 5."),
    ("size", {"size": 8, "target": 5}, "8 people can well be two crews, if they like."),
    ("places", {"zones": 1}, "Everyone lives by the same clock."),
    ("places", {"zones": 4}, "4 time zones meet here."),
    ("no_hours", {}, "There were no free hours in the answer."),
    (
        "hours_too_short",
        {"length": 90},
        "No stretch of the free hours is long enough for a meeting of 90 minutes.",
    ),
    ("no_language", {}, "There was no language in the answer."),
    (
        "alone_in_language",
        {"languages": ["ca", "eu"]},
        "Nobody else here speaks Catalan or Basque so far.",
    ),
    ("nobody_free", {}, "Nobody else is free at these hours on every date."),
    (
        "too_few_free",
        {"people": 1, "needed": 3},
        "Only 1 other person is free at these hours; a crew needs 3.",
    ),
    (
        "no_room",
        {"people": 4},
        "4 other people are free at these hours, but no crew came out of it that would leave"
        " nobody worse off.",
    ),
    (
        "hours",
        {"ranges": [[2520, 2700], [6660, 6780], [9900, 10140]], "crews": 2},
        "Being free Tuesdays 18:00 to 21:00, Fridays 15:00 to 17:00 or Sundays 21:00 to 01:00 as"
        " well would fit 2 crews.",
    ),
    (
        "language",
        {"language": "es", "people": 4},
        "A little Spanish would open the way to 4 more people.",
    ),
    ("larger_crew", {"crews": 1}, "If crews may be one person larger, 1 crew has a chair."),
    ("next_season", {}, "The next season looks again; nothing needs to be done until then."),
    ("said", {"words": "So it was written."}, "So it was written."),
]


@pytest.mark.parametrize(("kind", "values", "words"), SAID)
def test_a_reason_is_said_in_words(kind: str, values: dict[str, object], words: str) -> None:
    assert reason_in_words(Reason(kind, values), PEOPLE) == words


def test_every_kind_that_has_words_is_told_above() -> None:
    assert {kind for kind, _values, _words in SAID} == KINDS


def test_a_kind_without_words_is_named() -> None:
    with pytest.raises(UnknownReasonError, match="moonlight"):
        reason_in_words(Reason("moonlight"), {})


def test_words_from_an_answer_stay_on_their_line_and_in_their_direction() -> None:
    said = reason_in_words(Reason("shared", {"words": ["a\nb", "c\u202ed", "e\x1b[31mf"]}), {})
    assert said == "Shared: a b, c d, e [31mf."


def test_somebody_without_a_name_is_called_by_what_stands_before_the_at() -> None:
    assert name_of("ada.l@example.org", {}) == "ada.l"
    assert name_of("ada.l@example.org", {"ada.l@example.org": " \u202e "}) == "ada.l"
    assert name_of("@", {}) == "somebody"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Lisbon", "Lisbon"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/North_Dakota/New_Salem", "New Salem"),
        ("Etc/GMT+5", "UTC−5"),
        ("Etc/GMT-12", "UTC+12"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
        ("Etc/GMT0", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_place(zone: str, said: str) -> None:
    assert place(zone) == said


def test_lengths_and_rhythms_read_like_speech() -> None:
    assert [duration(m) for m in (1, 45, 60, 75, 90, 120, 150, 165)] == [
        "1 minute", "45 minutes", "1 hour", "75 minutes", "90 minutes", "2 hours", "2½ hours",
        "165 minutes",
    ]  # fmt: skip
    assert [every(weeks) for weeks in (1, 2, 4)] == [
        "every week",
        "every second week",
        "every 4 weeks",
    ]
    assert [times(count) for count in (1, 6)] == ["once", "6 times"]
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a and b", "a, b and c"]


def test_hours_that_end_at_midnight_or_after_it_say_so() -> None:
    assert hours_of_week(1320, 1440) == "Mondays 22:00 to 24:00"
    assert hours_of_week(1320, 1500) == "Mondays 22:00 to 01:00"
    assert hours_of_week(1440, 1500) == "Tuesdays 00:00 to 01:00"
