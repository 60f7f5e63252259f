"""Options that cannot be: what is said, and what to write instead."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.command.errors import RefusedError
from kinweave.command.options import Mix, Rotate, Weave, options_in, start_from

TODAY = date(2026, 11, 24)


def weave(*words: str) -> Weave:
    options = options_in(["weave", "answers.csv", *words], today=TODAY)
    assert isinstance(options, Weave)
    return options


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("--size 6-3", "“6-3”|3-6"),
        ("--size 1-3", "2 to 16"),
        ("--size many", "“many”|like 3-6"),
        ("--size 3-4 --target 6", "--target 6|--size 3-4|from 3 to 4"),
        ("--target none", "“none”|whole number"),
        ("--every 2days", "“2days”|2w"),
        ("--every 0w", "1w to 52w"),
        ("--time soon", "“soon”|like 10s"),
        ("--time 0s", "from 1s"),
        ("--start 11.1.2027", "“11.1.2027”|2027-01-11"),
        ("--start 13/1/2027", "2027-01-13"),
        ("--start 1/13/2027", "2027-01-13"),
        ("--start 2027-1-4", "2027-01-04"),
        ("--start 20270104", "2027-01-04"),
        ("--start 2027-02-30", "year-month-day"),
        ("--start Monday", "“Monday”|2027-01-11"),
        ("--start 0027-01-11", "between the years"),
        ("--length 50", "“50”|45 or 60"),
        ("--length 5", "from 15 to 720"),
        ("--length long", "like 90"),
        ("--meetings 0", "from 1 to 100"),
        ("--seed -1", "--seed"),
        ("--seed x", "“x”|like 7"),
        ("--sise 3-6", "no option --sise|--size"),
        ("--dark-blue", "no option --dark-blue|kinweave weave --help"),
        ("second.csv", "“second.csv”|one file"),
    ],
)
def test_an_option_that_cannot_be_is_put_right_in_words(words: str, says: str) -> None:
    with pytest.raises(RefusedError) as refused:
        weave(*words.split())
    for part in says.split("|"):
        assert part.casefold() in str(refused.value).casefold()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("weeve answers.csv", "no command “weeve”|“weave”"),
        ("dance", "no command “dance”|weave, rotate, mix"),
        ("weave", "FILE.csv|kinweave weave --help"),
        ("mix a.csv --groups-of three", "“three”|like 3,4"),
        ("mix a.csv --groups-of 1", "2 to 50"),
        ("mix a.csv --absent ada", "“ada”|ada@example.org:2-4"),
        ("mix a.csv --absent a@b.org:3-2", "“a@b.org:3-2”|colon"),
        ("rotate a.csv --rounds some", "“some”|“all”"),
    ],
)
def test_so_is_a_command_that_cannot_be(words: str, says: str) -> None:
    with pytest.raises(RefusedError) as refused:
        options_in(words.split(), today=TODAY)
    for part in says.split("|"):
        assert part in str(refused.value)


def test_a_file_without_a_command_is_offered_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.csv").touch()
    with pytest.raises(RefusedError, match=r"kinweave weave answers\.csv"):
        options_in(["answers.csv"], today=TODAY)


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_a_season_starts_on_a_monday_two_weeks_away_or_a_little_more(today: date) -> None:
    start = start_from(today)
    assert start.weekday() == 0
    assert timedelta(14) <= start - today < timedelta(21)


def test_what_is_typed_is_understood() -> None:
    options = weave(
        *("--size", "4", "--every", "3w", "--time", "2m", "--length", "60"),
        *("--past", "old.csv", "older.csv", "--past", "oldest.csv"),
    )
    assert (options.size, options.target, options.every) == ((4, 4), 4, 3)
    assert (options.seconds, options.length) == (120.0, 60)
    assert [path.name for path in options.past] == ["old.csv", "older.csv", "oldest.csv"]
    assert options.start == date(2026, 12, 14)


def test_the_target_is_five_or_as_near_as_the_sizes_let_it() -> None:
    assert [weave("--size", size).target for size in ("3-6", "3-4", "6-8")] == [5, 4, 6]


def test_rounds_may_go_on_until_everyone_has_met() -> None:
    options = options_in(["rotate", "a.csv", "--rounds", "all"], today=TODAY)
    assert isinstance(options, Rotate)
    assert options.rounds is None


def test_groups_have_sizes_in_the_order_of_liking_and_people_miss_rounds() -> None:
    words = "mix a.csv --groups-of 4,3,4 --absent Ada@example.org:1 b@example.org:2-3"
    options = options_in(words.split(), today=TODAY)
    assert isinstance(options, Mix)
    assert options.groups_of == (4, 3)
    assert options.absent == (("ada@example.org", range(1)), ("b@example.org", range(1, 3)))
