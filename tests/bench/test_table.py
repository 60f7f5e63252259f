"""Figures in a table: nobody has to reckon whether they were reached."""

from __future__ import annotations

from bench.alone import Failed
from bench.table import HEAD, Figure, per_cent, table, times

LATE = Failed("late")


def test_a_ceiling_shows_the_highest_value_as_the_worst() -> None:
    row = Figure("60", "time", 1, [0.2, 0.1, 0.75]).row()
    assert row == ("60", "time", "≤ 1", "0.2", "0.75", "3 of 3")


def test_a_floor_shows_the_lowest() -> None:
    row = Figure("60", "of the bound", 0.995, [0.999, 1, 0.9951], least=True, share=True).row()
    assert row == ("60", "of the bound", "≥ 99.5 %", "99.9 %", "99.51 %", "3 of 3")


def test_what_is_not_reached_stands_out() -> None:
    assert Figure("60", "time", 1, [0.5, 1.1]).row()[-1] == "**1 of 2**"


def test_what_failed_is_not_reached_and_says_why() -> None:
    assert Figure("60", "time", 1, [0.5, LATE, LATE]).row()[-1] == "**1 of 3**; late"
    assert Figure("60", "time", 1, [LATE]).row() == (
        "60",
        "time",
        "≤ 1",
        "–",
        "–",
        "**0 of 1**; late",
    )


def test_without_a_limit_it_is_only_told() -> None:
    assert Figure("60", "time", None, [0.5]).row() == ("60", "time", "", "0.5", "0.5", "")


def test_what_is_proven_to_a_millionth_is_reached() -> None:
    assert Figure("60", "of the bound", 1, [1 - 1e-9], least=True).reached == 1
    assert Figure("60", "of the bound", 1, [1 - 1e-4], least=True).reached == 0


def test_shares_and_ratios_are_short() -> None:
    assert [per_cent(value) for value in (1, 0.5, 0.99123, None)] == [
        "100 %",
        "50 %",
        "99.12 %",
        "–",
    ]
    assert [times(value) for value in (0.034, 4.25, 1234.5, None)] == [
        "0.034 ×",
        "4.2 ×",
        "1,234 ×",
        "–",
    ]


def test_numbers_stand_to_the_right_and_bars_do_not_break_a_row() -> None:
    made = table(("who", "time"), [("a|b", "0.5"), ("c", "–")])
    assert made == "| who | time |\n| --- | --: |\n| a\\|b | 0.5 |\n| c | – |"


def test_a_table_of_figures_has_a_cell_for_each_heading() -> None:
    assert len(Figure("60", "time", 1, [0.5]).row()) == len(HEAD)
