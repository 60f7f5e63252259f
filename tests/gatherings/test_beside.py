"""What stands beside a gathering is asked in one short question, which is put together once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kinweave.bringing import actions as bringing
from kinweave.gatherings import beside
from kinweave.preparing import actions as preparing
from tests.gatherings.cast import AT, FIRST_DAY, HOUR, Cast, date_of, soup

LATER = AT + timedelta(days=6)
"""After the first evening, and before the second."""


def test_each_gathering_is_told_its_own_parts(cast: Cast) -> None:
    one, other, plain = (soup(cast.ada, cast.circle) for _ in range(3))
    bringing.open_slots(cast.ada, one, name="Show", minutes=20, places=1, at=AT)
    bringing.open_clinic(cast.ada, one, at=AT)
    preparing.open_role(cast.ada, other, name="Welcome", places=1, at=AT)
    told = [beside.there(each, AT) for each in (one, other, plain)]
    assert told == [{"slots", "clinic"}, {"roles"}, frozenset()]


def test_what_is_there_changes_with_what_people_do_and_with_time(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = preparing.open_role(cast.ada, made, name="Welcome", at=AT)
    board = {"spots": ["Fire"], "times": [(HOUR, 30)], "day": FIRST_DAY}
    bringing.open_board(cast.ada, date_of(made), **board, at=AT)
    assert beside.there(made, AT) == {"roles", "boards"}
    assert beside.there(made, LATER) == {"roles", "harvest"}
    preparing.close_role(cast.ada, role, at=AT)
    assert beside.there(made, AT) == {"boards"}


def test_to_ask_what_is_there_is_one_query_however_much_there_is(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    made = soup(cast.ada, cast.circle)
    for _ in range(2):
        with django_assert_num_queries(1):
            beside.there(made, AT)
        bringing.open_slots(cast.ada, made, name="Show", minutes=20, places=1, at=AT)
        bringing.open_clinic(cast.ada, made, at=AT)
