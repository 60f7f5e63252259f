from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.answers import ColumnMap
from kinweave.answers.errors import MisreadError
from kinweave.answers.zone_names import FIXED, NAMES, SEVERAL_ZONES, iana, places
from kinweave.answers.zones import ZoneReader
from tests.answers.forms import Forms, answer

READER = ZoneReader({})


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        *(("Europe/Vienna", "Europe/Vienna"), ("europe/vienna", "Europe/Vienna")),
        *(("America/New York", "America/New_York"), ("UTC", "UTC"), ("Etc/GMT-1", "Etc/GMT-1")),
        *(("Europe/Vienna (CET)", "Europe/Vienna"), ("CET", "Europe/Paris")),
        *(("cest", "Europe/Paris"), ("Lisbon", "Europe/Lisbon"), ("Lisboa", "Europe/Lisbon")),
        *(("São Paulo", "America/Sao_Paulo"), ("sao paulo", "America/Sao_Paulo")),
        *(("Pacific Time", "America/Los_Angeles"), ("Eastern", "America/New_York")),
        *(
            ("Pacific Time (US & Canada)", "America/Los_Angeles"),
            ("PST/PDT", "America/Los_Angeles"),
        ),
        *(("(GMT+01:00) Paris", "Europe/Paris"), ("UTC+1 (CET)", "Europe/Paris")),
        *(("(UTC+01:00) Amsterdam, Berlin, Bern, Rome", "Europe/Amsterdam"),),
        *(
            ("Berlin time", "Europe/Berlin"),
            ("Munich", "Europe/Berlin"),
            ("NYC", "America/New_York"),
        ),
        *(
            ("Germany", "Europe/Berlin"),
            ("Deutschland", "Europe/Berlin"),
            ("Kenya", "Africa/Nairobi"),
        ),
        *(("Wellington, NZ", "Pacific/Auckland"), ("日本", "Asia/Tokyo"), ("東京", "Asia/Tokyo")),
        *(("Kyiv", "Europe/Kyiv"), ("Buenos Aires", "America/Argentina/Buenos_Aires")),
        *(("GMT", "Europe/London"), ("BST", "Europe/London"), ("IST", "Asia/Kolkata")),
        *(("GMT+1", "Etc/GMT-1"), ("UTC-3", "Etc/GMT+3"), ("UTC -3", "Etc/GMT+3")),
        *(("UTC−3", "Etc/GMT+3"), ("+1", "Etc/GMT-1"), ("UTC+01:00", "Etc/GMT-1")),
        *(("UTC+0", "UTC"), ("UTC+5:30", "Asia/Kolkata"), ("GMT+5.5", "Asia/Kolkata")),
        *(("UTC+5:45", "Asia/Kathmandu"), ("UTC+14", "Etc/GMT-14"), ("UTC-12", "Etc/GMT+12")),
    ],
)
def test_zones_are_read_as_people_write_them(written: str, zone: str) -> None:
    assert READER.read(written).zone == zone


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        *(("Lisbonn", "Europe/Lisbon"), ("Europe/Pariss", "Europe/Paris")),
        *(
            ("USA", "America/New_York"),
            ("Australia", "Australia/Perth"),
            ("UTC+15", "Europe/Lisbon"),
        ),
        *(("Mars/Olympus", "Europe/Lisbon"), ("", "Europe/Lisbon"), ("=1+1", "Europe/Lisbon")),
        *(("CET+1", "Europe/Lisbon"), ("UTC+2:10", "Europe/Lisbon"), ("soon", "Europe/Lisbon")),
    ],
)
def test_a_zone_that_is_none_is_refused_with_a_hint(written: str, hint: str) -> None:
    # One of its own: of many unknown names it looks for likeness to the first few only.
    with pytest.raises(MisreadError) as caught:
        ZoneReader({}).read(written)
    assert hint in caught.value.instead


def test_an_offset_keeps_that_offset_the_year_round() -> None:
    from datetime import datetime, timedelta

    for hours in range(-12, 15):
        zone = ZoneInfo(READER.read(f"UTC{hours:+}").zone)
        for month in (1, 7):
            assert datetime(2027, month, 1, tzinfo=zone).utcoffset() == timedelta(hours=hours)
    for minutes, name in FIXED.items():
        for month in (1, 7):
            offset = datetime(2027, month, 1, tzinfo=ZoneInfo(name)).utcoffset()
            assert offset == timedelta(minutes=minutes)


def test_every_zone_that_a_name_may_lead_to_is_one() -> None:
    named = {zone for pair in NAMES.values() for zone in pair if zone}
    named |= set(places().values())
    named |= {zone for zones in SEVERAL_ZONES.values() for zone in zones}
    assert named <= set(iana().values())


def test_guesses_are_shown_together_with_how_many_they_concern(forms: Forms) -> None:
    answers = forms.read(
        *(answer(f"A{at}", time_zone="CET") for at in range(7)),
        *(answer(f"B{at}", time_zone="Paris") for at in range(2)),
        answer("C", time_zone="Europe/Paris"),
        answer("D", time_zone="GMT+1"),
        answer("E", time_zone="CST"),
    )
    assert answers.notes == (
        "I read “CET”, “Paris” as Europe/Paris for 9 people.",
        "I read “CST” as America/Chicago for 1 person; it could also mean Asia/Shanghai.",
        "I read “GMT+1” as Etc/GMT-1 for 1 person, which knows no summer time."
        " Where clocks change, put the place into MAP.toml, like Europe/Paris.",
    )
    assert answers.columns.zones == {
        "CET": "Europe/Paris",
        "Paris": "Europe/Paris",
        "GMT+1": "Etc/GMT-1",
        "CST": "America/Chicago",
    }


def test_what_a_host_says_of_a_zone_goes_before_any_guess(forms: Forms) -> None:
    said = ColumnMap(zones={"cst": "Asia/Shanghai", "here": "Europe/Vienna", "": "Europe/Rome"})
    answers = forms.read(
        answer("Ada", time_zone="CST"),
        answer("Ben", time_zone="Here"),
        answer("Cy", time_zone=" "),
        columns=said,
    )
    zones = [one.person.zone for one in answers.people]
    assert zones == ["Asia/Shanghai", "Europe/Vienna", "Europe/Rome"]
    assert answers.notes == ()


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30))
def test_whatever_is_written_a_zone_exists_or_is_refused(text: str) -> None:
    try:
        zone = READER.read(text).zone
    except MisreadError:
        return
    assert ZoneInfo(zone)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(zone for zone in iana().values() if "/" in zone)))
def test_every_zone_is_known_by_its_name(zone: str) -> None:
    assert READER.read(zone).zone == zone
    assert READER.read(f" {zone.lower().replace('_', ' ')} ").zone == zone
