"""What is told of what came in lets nobody work out what one person gave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinweave.retreats.sums import TOGETHER, Statement, told

pytestmark = pytest.mark.once
PAYMENTS = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 10_000)), max_size=30)


def test_nothing_is_told_of_one_or_two_and_all_of_three() -> None:
    assert told([(1, 10), (2, 20)]) is None
    assert told([(1, 10), (1, 5), (2, 20), (3, 30)]) == 65
    assert told([(1, 10), (2, 20), (3, 30), (4, 40), (1, 10)]) == 60
    assert told([(1, 10), (2, 20), (3, 30), (4, 40), (1, 10), (5, 50)]) == 160


@given(PAYMENTS)
def test_between_two_sums_that_are_told_three_people_have_paid(
    payments: list[tuple[int, int]],
) -> None:
    since: set[int] = set()
    before: int | None = None
    for count in range(1, len(payments) + 1):
        since.add(payments[count - 1][0])
        now = told(payments[:count])
        if now != before:
            assert len(since) >= TOGETHER
            before, since = now, set()


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 100))
def test_a_share_is_of_what_is_left_and_never_more(came: int, costs: int, share: int) -> None:
    one = Statement(came, costs, share)
    assert one.left == came - costs
    assert one.given is not None
    assert 0 <= one.given <= max(0, came - costs)


def test_where_nothing_is_told_nothing_is_left() -> None:
    one = Statement(None, 50, 20)
    assert (one.left, one.given) == (None, None)
