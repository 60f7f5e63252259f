"""Dates: moved, left out, put back, gone on with; and at their hour whatever clocks do."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kinweave.gatherings import actions
from kinweave.gatherings.laying import keep_wall_clocks
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.rhythm import Every, Rhythm
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    VIENNA,
    Cast,
    a_draft,
    at,
    date_of,
    dates_of,
    length,
    once,
    said,
    says,
    soup,
    told,
)

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def gathering(cast: Cast) -> Gathering:
    """Ben comes to all dates, Cleo may come to the second, and Dan to none."""
    made = soup(cast.ada, cast.circle)
    says(cast.ben, made, "yes", every=True)
    says(cast.cleo, made, "maybe", number=2)
    says(cast.dan, made, "no", every=True)
    return made


def in_vienna(one: Occasion) -> datetime:
    return one.starts_at.astimezone(ZoneInfo(VIENNA)).replace(tzinfo=None)


def test_a_date_that_is_moved_keeps_its_answers_and_those_who_come_are_told_once(
    cast: Cast, gathering: Gathering
) -> None:
    before, new = said(gathering, 2), time(17, 30)
    actions.move(cast.ada, date_of(gathering, 2), day=FIRST_DAY + 8 * DAY, time=new, at=AT)
    first, second, third = dates_of(gathering)
    assert in_vienna(second) == datetime.combine(FIRST_DAY + 8 * DAY, new)
    assert (second.wall, length(second)) == (in_vienna(second), timedelta(hours=2))
    assert (second.number, second.moved, second.sequence, second.changed_at) == (2, True, 1, AT)
    assert [(one.moved, one.sequence) for one in (first, third)] == [(False, 0)] * 2
    assert said(gathering, 2) == before == {"ben": "yes", "cleo": "maybe", "dan": "no"}
    assert told("moved") == ["ben", "cleo"]
    actions.move(cast.ada, second, day=FIRST_DAY + 9 * DAY, time=new, at=AT)
    assert told("moved") == ["ben", "ben", "cleo", "cleo"], "another time is another letter"


def test_a_date_and_all_that_follow_move_by_as_many_days_to_one_hour(
    cast: Cast, gathering: Gathering
) -> None:
    actions.move(cast.ada, date_of(gathering, 3), day=FIRST_DAY + 16 * DAY, time=HOUR, at=AT)
    actions.go_on(cast.ada, gathering, more=1, at=AT)
    actions.move(
        cast.ada, date_of(gathering, 2), day=FIRST_DAY + 6 * DAY, time=time(8), following=True,
        at=AT,
    )  # fmt: skip
    dates = dates_of(gathering)
    assert [in_vienna(one) for one in dates] == [
        datetime.combine(FIRST_DAY, HOUR),
        datetime.combine(FIRST_DAY + 6 * DAY, time(8)),
        datetime.combine(FIRST_DAY + 16 * DAY, HOUR),  # moved before: it stays where it is
        datetime.combine(FIRST_DAY + 20 * DAY, time(8)),
    ]
    assert [one.sequence for one in dates] == [0, 1, 1, 1]
    assert [one.moved for one in dates] == [False, False, True, False]


def test_whoever_comes_to_several_dates_is_told_once_that_they_all_moved(
    cast: Cast, gathering: Gathering
) -> None:
    actions.move(
        cast.ada, date_of(gathering), day=FIRST_DAY + DAY, time=HOUR, following=True, at=AT
    )
    assert told("moved") == ["ben", "cleo"]


def test_a_series_goes_on_at_the_hour_to_which_all_of_it_was_moved(
    cast: Cast, gathering: Gathering
) -> None:
    actions.move(
        cast.ada, date_of(gathering, 2), day=FIRST_DAY + 8 * DAY, time=time(8), following=True,
        at=AT,
    )  # fmt: skip
    actions.go_on(cast.ada, gathering, more=1, at=AT)
    assert in_vienna(date_of(gathering, 4)) == datetime.combine(FIRST_DAY + 22 * DAY, time(8))


@pytest.mark.parametrize("every", [Every.WEEKLY, Every.FULL_MOON, Every.NEW_MOON])
@pytest.mark.parametrize("shift", [-2, 2])
def test_a_series_that_was_moved_by_days_goes_on_as_many_days_from_its_rhythm(
    shift: int, every: Every, cast: Cast
) -> None:
    rhythm = Rhythm(every)
    begins = dates_of(a_draft(cast.ada, cast.circle, rhythm=rhythm, times=2))[1].day
    usual = dates_of(a_draft(cast.ada, cast.circle, rhythm=rhythm, times=4, day=begins))
    made = soup(cast.ada, cast.circle, rhythm=rhythm, times=2, day=begins)
    actions.move(
        cast.ada, date_of(made), day=begins + shift * DAY, time=HOUR, following=True, at=AT
    )
    actions.go_on(cast.ada, made, more=2, at=AT)
    assert [one.day for one in dates_of(made)] == [one.day + shift * DAY for one in usual]


def test_a_date_is_left_out_and_put_back_and_those_who_come_hear_of_both(
    cast: Cast, gathering: Gathering
) -> None:
    second = date_of(gathering, 2)
    actions.skip(cast.ada, second, reason="A holiday.", at=AT)
    second.refresh_from_db()
    assert (second.skipped_at, second.reason, second.sequence) == (AT, "A holiday.", 1)
    assert second not in Occasion.objects.taking_place()
    assert told("skipped") == ["ben", "cleo"]
    actions.put_back(cast.ada, second, at=AT)
    second.refresh_from_db()
    assert (second.skipped_at, second.reason, second.sequence) == (None, "", 2)
    assert told("put_back") == ["ben", "cleo"]
    assert said(gathering, 2) == {"ben": "yes", "cleo": "maybe", "dan": "no"}


def test_what_has_passed_or_is_left_out_is_not_changed_any_more(
    cast: Cast, gathering: Gathering
) -> None:
    first, second = date_of(gathering), date_of(gathering, 2)
    actions.skip(cast.ada, second, at=AT)
    for one, when in ((first, first.ends_at), (second, AT)):
        for deed in (
            lambda one, when: actions.skip(cast.ada, one, at=when),
            lambda one, when: actions.move(cast.ada, one, day=one.day + DAY, time=HOUR, at=when),
            lambda one, when: actions.answer(cast.ben, one, says="no", at=when),
        ):
            with pytest.raises(actions.Over):
                deed(one, when)
    for one, when in ((first, AT), (second, second.ends_at)):
        with pytest.raises(actions.Over):
            actions.put_back(cast.ada, one, at=when)
    assert [one.sequence for one in dates_of(gathering)] == [0, 1, 0]
    assert said(gathering) == {"ben": "yes", "dan": "no"}


def test_what_is_called_off_is_not_changed_any_more(cast: Cast, gathering: Gathering) -> None:
    first = date_of(gathering)
    actions.call_off(cast.ada, gathering, at=AT)
    for deed in (
        lambda: actions.skip(cast.ada, first, at=AT),
        lambda: actions.put_back(cast.ada, first, at=AT),
        lambda: actions.move(cast.ada, first, day=FIRST_DAY + DAY, time=HOUR, at=AT),
        lambda: actions.go_on(cast.ada, gathering, more=1, at=AT),
    ):
        with pytest.raises(actions.Over):
            deed()
    assert [one.sequence for one in dates_of(gathering)] == [1, 1, 1]


def test_a_series_goes_on_for_so_many_dates_and_never_beyond_sixty(
    cast: Cast, gathering: Gathering
) -> None:
    actions.skip(cast.ada, date_of(gathering, 3), at=AT)
    before = list(Occasion.objects.filter(gathering=gathering).order_by("number").values())
    actions.go_on(cast.ada, gathering, more=2, at=AT)
    dates = Occasion.objects.filter(gathering=gathering).order_by("number")
    assert list(dates.values())[:3] == before, "what is there stays as it is"
    assert [one.day for one in dates] == [FIRST_DAY + number * WEEK for number in range(5)]
    assert said(gathering, 4) == {}, "nobody has said anything to these"
    actions.go_on(cast.ada, gathering, more=55, at=AT)
    assert Occasion.objects.count() == 60
    with pytest.raises(actions.Bounded):
        actions.go_on(cast.ada, gathering, more=1, at=AT)
    assert Occasion.objects.count() == 60
    assert Gathering.objects.get().times == 60


def test_what_is_once_does_not_go_on(cast: Cast) -> None:
    with pytest.raises(actions.Over):
        actions.go_on(cast.ada, once(cast.ada, cast.circle), more=1, at=AT)
    assert Occasion.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "offsets"),
    [
        (date(2026, 10, 11), [2, 2, 1, 1]),  # clocks go back on the 25th
        (date(2027, 3, 14), [1, 1, 2, 2]),  # and on, on the 28th
    ],
)
def test_a_week_is_a_week_at_ten_when_vienna_changes_its_clocks(
    first: date, offsets: list[int], cast: Cast
) -> None:
    planned = at(first - DAY)
    made = a_draft(cast.ada, cast.circle, day=first, time=time(10), times=4, at=planned)
    dates = dates_of(made)
    assert [in_vienna(one) for one in dates] == [
        datetime.combine(first + week * WEEK, time(10)) for week in range(4)
    ]
    assert [one.starts_at.hour for one in dates] == [10 - hours for hours in offsets]
    assert {length(one) for one in dates} == {timedelta(hours=2)}
    actions.move(cast.ada, dates[0], day=first, time=time(11), following=True, at=planned)
    assert [in_vienna(one).time() for one in dates_of(made)] == [time(11)] * 4


def test_an_evening_of_three_hours_has_three_hours_when_the_clocks_change(cast: Cast) -> None:
    made = a_draft(
        cast.ada, cast.circle, day=date(2027, 3, 28), time=time(1), minutes=180, times=1,
        rhythm=Rhythm(Every.ONCE), at=at(date(2027, 3, 1)),
    )  # fmt: skip
    [one] = dates_of(made)
    assert one.ends_at - one.starts_at == timedelta(hours=3)
    assert one.ends_at.astimezone(ZoneInfo(VIENNA)).time() == time(5), "two became three at once"


def test_rows_that_do_not_fit_their_wall_clock_any_more_are_mended_once(
    gathering: Gathering,
) -> None:
    right, second = dates_of(gathering), Occasion.objects.filter(number=2)
    wrong = timedelta(hours=1)
    second.update(starts_at=right[1].starts_at - wrong, ends_at=right[1].ends_at - wrong)
    later = AT + timedelta(minutes=1)
    assert keep_wall_clocks(later) == 1
    mended = dates_of(gathering)
    assert [(one.starts_at, one.ends_at) for one in mended] == [
        (one.starts_at, one.ends_at) for one in right
    ]
    assert [one.sequence for one in mended] == [0, 1, 0]
    assert [one.changed_at for one in mended] == [AT, later, AT]
    assert [one.moved for one in mended] == [False] * 3
    assert said(gathering, 2) == {"ben": "yes", "cleo": "maybe", "dan": "no"}
    assert keep_wall_clocks(later + DAY) == 0
    assert [one.sequence for one in dates_of(gathering)] == [0, 1, 0]


def test_wall_clocks_are_kept_of_what_was_moved_and_not_of_what_has_been(
    cast: Cast, gathering: Gathering
) -> None:
    actions.move(cast.ada, date_of(gathering, 2), day=FIRST_DAY + 8 * DAY, time=time(8), at=AT)
    right = date_of(gathering, 2).starts_at
    for one in dates_of(gathering)[:2]:
        Occasion.objects.filter(pk=one.pk).update(
            starts_at=one.starts_at - timedelta(hours=1), ends_at=one.ends_at - timedelta(hours=1)
        )
    first = date_of(gathering)
    assert keep_wall_clocks(first.ends_at) == 1
    assert date_of(gathering, 2).starts_at == right
    assert date_of(gathering).starts_at == first.starts_at
