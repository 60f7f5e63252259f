"""Whole days that came in with hours, before a date could be without: they lose them when the
calendar says so again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.importing import actions
from kinweave.importing.models import Brought, Import
from kinweave.jobs.actions import run_due
from tests.gatherings.cast import AT, FIRST_DAY, Cast, client_of, dates_of, said, says
from tests.importing.calendars import (
    ADDRESS,
    as_it_was,
    bring_in,
    calendar,
    event,
    gathering,
    hourless,
    look,
    step,
)
from tests.outside.far import Far, whole

LATER = AT + timedelta(hours=6)
FEAST = hourless(3, 2)
WEEKLY = hourless(3, 1, RRULE="FREQ=WEEKLY;COUNT=3")
MENDS = "becomes of whole days"


def spans(one: Gathering) -> list[tuple[int, int | None]]:
    """On which days after the first its dates are, from and until; until none, with hours."""
    return [
        ((row.day - FIRST_DAY).days, row.last_day and (row.last_day - FIRST_DAY).days)
        for row in dates_of(one)
    ]


def kept(cast: Cast, far: Far, told: str) -> tuple[Import, Gathering]:
    """Kept in step, and in the old shape here."""
    far.answers["/all.ics"] = whole(calendar(told))
    made = bring_in(cast.ada, cast.circle, address=ADDRESS, keep=True)
    return made, as_it_was(gathering())


@pytest.mark.parametrize(
    ("told", "days"), [(FEAST, [(3, 4)]), (WEEKLY, [(3, 3), (10, 10), (17, 17)])]
)
def test_what_is_kept_in_step_is_of_whole_days_at_the_next_reading_though_nothing_changed_there(
    told: str, days: list[tuple[int, int]], cast: Cast, far: Far
) -> None:
    made, soup = kept(cast, far, told)
    says(cast.ben, soup, "yes")
    assert {until for _first, until in spans(soup)} == {None}
    step(made, LATER)
    soup.refresh_from_db()
    assert (soup.all_day, spans(soup), said(soup)) == (True, days, {"ben": "yes"})
    before = list(Occasion.objects.values())
    step(made, LATER + timedelta(hours=6))
    assert list(Occasion.objects.values()) == before
    assert not Brought.objects.exclude(left_since=None).exists()


def test_what_somebody_changed_here_keeps_its_hours(cast: Cast, far: Far) -> None:
    made, soup = kept(cast, far, FEAST)
    gatherings.change(cast.ada, soup, words="Our own.", at=AT)
    step(made, LATER)
    assert spans(soup) == [(3, None)]
    again = look(cast.ada, cast.circle, calendar(FEAST), at=LATER)
    assert again.shown["mends"] == 0


def test_what_came_in_once_is_of_whole_days_when_it_is_brought_again(cast: Cast) -> None:
    bring_in(cast.ada, cast.circle, FEAST, event("other@elsewhere", SUMMARY="Walk"))
    soup = as_it_was(gathering())
    says(cast.ben, soup, "yes")
    looked = look(cast.ada, cast.circle, calendar(FEAST), at=LATER)
    page = client_of(cast.ada).get(looked.get_absolute_url()).content.decode()
    assert MENDS in page
    assert "Nothing of it would come in" not in page
    actions.confirm(cast.ada, looked, audience="site", at=LATER)
    run_due(LATER, Import)
    soup.refresh_from_db()
    assert (soup.all_day, soup.audience, spans(soup)) == (True, "circle", [(3, 4)])
    assert said(soup) == {"ben": "yes"}
    assert Gathering.objects.count() == Brought.objects.count() == 2
    assert look(cast.ada, cast.circle, calendar(FEAST), at=LATER).shown["mends"] == 0


def test_another_members_calendar_changes_nothing_of_what_they_do_not_host(cast: Cast) -> None:
    bring_in(cast.ada, cast.circle, FEAST)
    soup = as_it_was(gathering())
    looked = look(cast.ben, cast.circle, calendar(FEAST))
    page = client_of(cast.ben).get(looked.get_absolute_url()).content.decode()
    assert MENDS not in page
    assert "Nothing of it would come in" in page
    bring_in(cast.ben, cast.circle, FEAST, event("new@elsewhere"))
    assert spans(soup) == [(3, None)]


def test_what_lasts_from_midnight_to_midnight_by_its_hours_stays_so(cast: Cast, far: Far) -> None:
    day = f"{FIRST_DAY + timedelta(days=3):%Y%m%d}T000000"
    until = f"{FIRST_DAY + timedelta(days=4):%Y%m%d}T000000"
    told = event(**{"DTSTART;TZID=Europe/Vienna": day, "DTEND;TZID=Europe/Vienna": until})
    far.answers["/all.ics"] = whole(calendar(told))
    made = bring_in(cast.ada, cast.circle, address=ADDRESS, keep=True)
    step(made, LATER)
    assert look(cast.ada, cast.circle, calendar(told), at=LATER).shown["mends"] == 0
    assert not gathering().all_day
