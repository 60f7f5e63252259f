"""A calendar that is kept in step: what changes there changes here, and what is ours stays ours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.importing import actions
from kinweave.importing.models import Brought, Import
from kinweave.importing.refusals import Over
from kinweave.jobs.models import State
from kinweave.notices.models import Delivery, Notice
from kinweave.outside import wire
from kinweave.people.erasure.forgetting import forget
from tests.gatherings.cast import AT, FIRST_DAY, Cast, date_of, dates_of, said, says, told
from tests.importing.calendars import (
    ADDRESS,
    bring_in,
    calendar,
    day,
    event,
    gathering,
    now_of,
    series,
    step,
)
from tests.outside.far import Far, whole

LATER = AT + timedelta(hours=6)
DAY = FIRST_DAY


def there(far: Far, *events: str, **headers: str) -> None:
    far.answers["/all.ics"] = whole(calendar(*events), **headers)


def keep(cast: Cast, far: Far, *events: str) -> Import:
    there(far, *events)
    return bring_in(cast.ada, cast.circle, address=ADDRESS, keep=True)


def days(one: Gathering) -> list[int]:
    """Of those that take place: how many days after the first."""
    return [(date.day - DAY).days for date in dates_of(one) if date.skipped_at is None]


def test_what_is_new_there_comes_in_and_what_changed_there_changes_here(
    cast: Cast, far: Far
) -> None:
    made = keep(cast, far, event(), series(SUMMARY="Choir"))
    assert (made.keeps, made.state, made.next_attempt) == (True, State.WAITING, LATER)
    soup = gathering()
    says(cast.ben, soup, "yes")
    there(
        far,
        event(
            SUMMARY="Stew", LOCATION="Garden",
            DTSTART=f"{day(1)}T180000Z", DTEND=f"{day(1)}T210000Z",
        ),
        series(SUMMARY="Choir"), event("new@elsewhere", SUMMARY="Walk"),
    )  # fmt: skip
    made = step(made, LATER)
    soup.refresh_from_db()
    assert (soup.name, soup.place, soup.minutes) == ("Stew", "Garden", 180)
    assert date_of(soup).starts_at.isoformat()[:16] == f"{DAY + timedelta(days=1)}T18:00"
    assert said(soup) == {"ben": "yes"}
    assert told("moved") == ["ben"]
    assert gathering("Walk").published_at == LATER
    assert days(gathering("Choir")) == [0, 7, 14, 21]
    assert (made.worked_at, made.next_attempt) == (LATER, LATER + timedelta(hours=6))
    assert Notice.objects.filter(receiver=cast.ben).count() == 1


def test_dates_of_a_series_move_are_left_out_and_come_back_with_their_answers(
    cast: Cast, far: Far
) -> None:
    made = keep(cast, far, series())
    soup = gathering()
    for number in (1, 2, 3, 4):
        says(cast.ben, soup, "yes", number=number)
    moved = event(
        "series@elsewhere", f"RECURRENCE-ID;TZID=Europe/Vienna:{day(14)}T190000",
        DTSTART=f"{day(16)}T170000Z", DTEND=f"{day(16)}T190000Z",
    )  # fmt: skip
    there(far, series(f"EXDATE;TZID=Europe/Vienna:{day(7)}T190000"), moved)
    step(made, LATER)
    assert days(soup) == [0, 16, 21]
    assert (date_of(soup, 3).moved, date_of(soup, 2).skipped_at) == (True, LATER)
    there(far, series())
    step(made, LATER + timedelta(hours=6))
    assert days(soup) == [0, 7, 14, 21]
    assert [said(soup, number) for number in (1, 2, 3, 4)] == [{"ben": "yes"}] * 4
    assert not Brought.objects.exclude(left_since=None).exists()


def test_a_whole_series_that_moves_keeps_its_answers(cast: Cast, far: Far) -> None:
    made = keep(cast, far, series())
    soup = gathering()
    says(cast.ben, soup, "maybe", number=3)
    there(far, series(DTSTART=f"{day(1)}T200000", DTEND=f"{day(1)}T220000"))
    step(made, LATER)
    assert days(soup) == [1, 8, 15, 22]
    assert {one.time.hour for one in dates_of(soup)} == {20}
    assert said(soup, 3) == {"ben": "maybe"}
    assert Occasion.objects.count() == 4


def test_a_series_goes_on_as_long_as_the_calendar_says(cast: Cast, far: Far) -> None:
    made = keep(cast, far, series())
    there(far, series(rule="FREQ=WEEKLY;COUNT=6"))
    step(made, LATER)
    soup = gathering()
    assert (days(soup), soup.every, soup.times) == ([0, 7, 14, 21, 28, 35], "weekly", 6)
    there(far, series(f"RDATE;TZID=Europe/Vienna:{day(40)}T190000", rule="FREQ=WEEKLY;COUNT=6"))
    step(made, LATER + timedelta(hours=6))
    soup.refresh_from_db()
    assert (days(soup)[-1], soup.every, soup.times) == (40, "dates", 7)


def test_what_is_not_there_any_more_is_called_off_and_comes_anew_if_it_comes_back(
    cast: Cast, far: Far
) -> None:
    made = keep(cast, far, event(), series(SUMMARY="Choir"), event("walk", SUMMARY="Walk"))
    says(cast.ben, gathering(), "yes")
    there(far, series(SUMMARY="Choir"), event("walk", SUMMARY="Walk", STATUS="CANCELLED"))
    step(made, LATER)
    assert gathering().cancelled_at == gathering("Walk").cancelled_at == LATER
    assert gathering("Choir").cancelled_at is None
    assert told("called_off") == ["ben"]
    there(far, event(), series(SUMMARY="Choir"))
    step(made, LATER + timedelta(hours=6))
    assert Gathering.objects.filter(name="Soup", cancelled_at=None).count() == 1
    assert Brought.objects.filter(uid="soup@elsewhere").count() == 1


def test_what_is_over_is_not_called_off_when_the_calendar_forgets_it(cast: Cast, far: Far) -> None:
    made = keep(cast, far, event(), series(SUMMARY="Choir"))
    there(far, series(SUMMARY="Choir"))
    step(made, AT + timedelta(days=6))
    assert gathering().cancelled_at is None


@pytest.mark.parametrize("content", [calendar(), calendar()[:60], b"<html>sorry</html>"])
def test_an_empty_or_broken_calendar_calls_nothing_off(
    content: bytes, cast: Cast, far: Far
) -> None:
    made = keep(cast, far, event())
    far.answers["/all.ics"] = whole(content)
    made = step(made, LATER)
    assert gathering().cancelled_at is None
    assert made.failing_since == LATER
    assert made.why in {"empty", "no calendar"}


def test_a_calendar_that_is_cut_off_calls_nothing_off_either(cast: Cast, far: Far) -> None:
    made = keep(cast, far, event(), series(SUMMARY="Choir"))
    cut = calendar(event(), series(SUMMARY="Choir"))
    far.answers["/all.ics"] = whole(cut[: cut.index(b"SUMMARY:Choir")])
    step(made, LATER)
    broken = calendar(event(), series(SUMMARY="Choir", DTSTART="20261340T250000"))
    far.answers["/all.ics"] = whole(broken)
    step(made, LATER + timedelta(hours=6))
    assert not Gathering.objects.exclude(cancelled_at=None).exists()


@pytest.mark.parametrize("deed", ["words", "moved", "called off", "skipped", "handed on"])
def test_what_was_changed_here_is_left_as_it_is_and_says_so(
    deed: str, cast: Cast, far: Far
) -> None:
    made = keep(cast, far, series())
    soup = gathering()
    match deed:
        case "words":
            gatherings.change(cast.ada, soup, words="Our own.", at=AT)
        case "moved":
            one = date_of(soup, 2)
            gatherings.move(cast.ada, one, day=one.day, time=one.time.replace(hour=8), at=AT)
        case "called off":
            gatherings.call_off(cast.stella, soup, at=AT)
        case "skipped":
            gatherings.skip(cast.ada, date_of(soup), at=AT)
        case _:
            Gathering.objects.filter(pk=soup.pk).update(host=cast.ben)
    before = standing(soup)
    there(far, series(SUMMARY="Stew", rule="FREQ=WEEKLY;COUNT=9"))
    step(made, LATER)
    assert standing(soup) == before
    assert Brought.objects.get().left_since == LATER
    there(far, event("other@elsewhere"))
    step(made, LATER + timedelta(hours=6))
    assert standing(soup) == before


def standing(one: Gathering) -> list[Any]:
    fields = list(Gathering.objects.filter(pk=one.pk).values())
    return fields + list(Occasion.objects.filter(gathering=one).order_by("number").values())


def test_seats_and_audience_are_ours_and_keep_nothing_from_changing(cast: Cast, far: Far) -> None:
    made = keep(cast, far, event())
    gatherings.change(cast.ada, gathering(), seats=5, audience="site", at=AT)
    there(far, event(SUMMARY="Stew"))
    step(made, LATER)
    assert (gathering("Stew").seats, gathering("Stew").audience) == (5, "site")


def test_nothing_is_written_where_nothing_changed(cast: Cast, far: Far) -> None:
    made = keep(cast, far, event(), series(SUMMARY="Choir"))
    before = standing(gathering()), standing(gathering("Choir"))
    there(far, event(DTSTAMP="20261126T101010Z", SEQUENCE="7"), series(SUMMARY="Choir"), ETag='"1"')
    step(made, LATER)
    assert (standing(gathering()), standing(gathering("Choir"))) == before
    far.answers["/all.ics"] = whole(status="304 Not Modified")
    made = step(made, LATER + timedelta(hours=6))
    assert 'If-None-Match: "1"' in far.asked[-1]
    assert made.worked_at == LATER + timedelta(hours=6)
    step(made, LATER + timedelta(days=8))  # all of it, now and then
    assert "If-None-Match" not in far.asked[-1]


def test_a_calendar_that_fails_is_asked_less_often_and_after_two_weeks_not_any_more(
    cast: Cast, far: Far
) -> None:
    made = keep(cast, far, event())
    far.answers["/all.ics"] = whole(status="503 Busy")
    waits, now = [], made.next_attempt
    while not made.paused_at:
        made = step(made, now)
        waits.append((made.next_attempt - now) // timedelta(hours=1))
        now = made.next_attempt
    assert waits[:6] == [1, 1, 2, 4, 8, 16]
    assert max(waits[:-1]) == 24
    assert timedelta(days=14) <= made.paused_at - LATER <= timedelta(days=15)
    assert (made.state, made.paused_for, made.keeps) == (State.DONE, "trouble", False)
    assert [one.receiver for one in Delivery.objects.filter(letter="importing.paused")] == [
        cast.ada
    ]
    asked = len(far.asked)
    step(made, now + timedelta(days=30))
    assert len(far.asked) == asked
    assert gathering().cancelled_at is None
    there(far, event(SUMMARY="Stew"))
    actions.go_on(cast.ada, made, at=AT + timedelta(days=16))
    made = step(made, AT + timedelta(days=16))
    assert (made.keeps, made.why, made.failing_since) == (True, "", None)


def test_one_that_works_again_was_never_away(cast: Cast, far: Far) -> None:
    made = keep(cast, far, event())
    far.answers["/all.ics"] = whole(status="404 Gone")
    made = step(made, LATER)
    assert (made.why, made.failing_since) == ("gone", LATER)
    there(far, event(SUMMARY="Stew"))
    made = step(made, LATER + timedelta(hours=1))
    assert (made.why, made.failing_since) == ("", None)
    assert gathering("Stew")


def test_keeping_in_step_ends_with_one_button_and_what_came_in_stays(cast: Cast, far: Far) -> None:
    made = keep(cast, far, event())
    actions.stop(cast.stella, made, at=AT)
    with pytest.raises(Over):
        actions.stop(cast.ada, made, at=AT)
    there(far, event(SUMMARY="Stew"))
    made = step(made, LATER)
    assert (made.keeps, made.state, len(far.asked)) == (False, State.DONE, 1)
    assert gathering().cancelled_at is None


def test_what_was_brought_in_once_can_be_kept_in_step_later(cast: Cast, far: Far) -> None:
    there(far, event())
    made = bring_in(cast.ada, cast.circle, address=ADDRESS, keep=False)
    there(far, event(SUMMARY="Stew"))
    step(made, LATER)
    assert gathering()
    actions.go_on(cast.ada, made, at=LATER)
    step(made, LATER)
    assert gathering("Stew")
    file = bring_in(cast.ben, cast.circle, event("file@elsewhere"))
    with pytest.raises(Over):
        actions.go_on(cast.ben, file, at=LATER)


def test_who_leaves_keeps_nothing_in_step_and_who_is_forgotten_leaves_no_address(
    cast: Cast, far: Far
) -> None:
    made = keep(cast, far, event())
    leave(cast.ada, cast.circle, at=AT)
    made = now_of(made)
    assert (made.keeps, made.paused_for, made.state) == (False, "left", State.DONE)
    step(made, LATER)
    assert len(far.asked) == 1
    forget(cast.ada.pk, at=LATER)
    assert not Import.objects.exists()
    assert Brought.objects.get().by is None
    assert gathering().cancelled_at is None


def test_an_ended_circle_is_not_kept_in_step(cast: Cast, far: Far) -> None:
    made = keep(cast, far, event())
    type(cast.circle).objects.filter(pk=cast.circle.pk).update(ended_at=AT)
    made = step(made, LATER)
    assert (made.paused_for, len(far.asked)) == ("left", 1)


def test_who_stops_it_while_it_is_being_asked_for_stops_it(
    cast: Cast, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = keep(cast, far, event())
    there(far, event(SUMMARY="Stew"))
    resolve = far.resolve

    def stops(host: str, port: int, until: wire.Until) -> list[str]:
        actions.stop(cast.ada, made, at=LATER)
        return resolve(host, port, until)

    monkeypatch.setattr(wire, "resolve", stops)
    made = step(made, LATER)
    assert (made.keeps, made.state) == (False, State.DONE)
    assert gathering()


def test_a_long_series_goes_on_as_another_when_its_sixty_dates_have_been(
    cast: Cast, far: Far
) -> None:
    made = keep(cast, far, series(rule="FREQ=WEEKLY"))
    assert gathering().times == 60
    step(made, AT + timedelta(days=3))
    assert gathering().times == 60
    after = AT + timedelta(days=7 * 60 + 10)
    step(made, after)
    first, second = Gathering.objects.order_by("pk")
    assert (first.cancelled_at, second.times) == (None, 60)
    assert second.day > dates_of(first)[-1].day
    assert Brought.objects.get().gathering == second
