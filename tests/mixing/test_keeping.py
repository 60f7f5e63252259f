"""Who does not come any more, is forgotten, blocks somebody or takes along what is theirs; and how
often pages ask the database."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.access import Viewer
from kinweave.circles.actions import leave
from kinweave.circles.models import Standing
from kinweave.gatherings.actions import answer_as_guest, come_as_guest
from kinweave.gatherings.models import Gathering, Guest
from kinweave.met.record import pairs_among
from kinweave.mixing import actions
from kinweave.mixing.exporting import mixing as exported
from kinweave.mixing.feeding import Feed, feed
from kinweave.mixing.grouping import grouped
from kinweave.mixing.models import Participant, Plan, Seat
from kinweave.people.actions.blocks import block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import SpokenLanguage
from tests import builders
from tests.gatherings.cast import AT, Cast, client_of, date_of, says, soup
from tests.mixing.mixing import begin, by_hand, groups, makes, read, send, works

FIRST = [["ada", "ben"], ["cleo", "dan"]]
SECOND = [["ada", "cleo"], ["ben", "dan"]]


def test_who_says_no_meanwhile_is_in_no_later_round(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    begin(cast.ada, plan)
    says(cast.dan, evening, "no")
    works()
    assert groups(plan) == {"ada ben", "cleo dan"}
    assert groups(plan, 2) == {"ada ben cleo"}


@pytest.mark.parametrize("how", ["no", "leave", "forget"])
def test_who_goes_before_the_first_round_is_in_none(
    how: str, cast: Cast, evening: Gathering
) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    if how == "no":
        says(cast.dan, evening, "no")
    elif how == "leave":
        leave(cast.dan, cast.circle, at=AT)
    else:
        forget(cast.dan.pk, at=AT)
    works()
    assert groups(plan) == {"ada ben cleo"}
    assert "Dan" not in read(cast.ada, plan.get_absolute_url())


def test_whoever_is_forgotten_is_in_no_plan_also_of_what_has_been(
    cast: Cast, evening: Gathering
) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    begin(cast.ada, plan)
    actions.end(cast.ada, plan, at=AT)
    forget(cast.dan.pk, at=AT)
    assert groups(plan) == {"ada ben", "cleo"}
    forget(cast.ada.pk, at=AT)
    assert Plan.objects.get().made_by is None


def test_a_guest_who_takes_their_name_out_is_out_of_the_plan(cast: Cast) -> None:
    public = soup(cast.ada, cast.circle, audience="public")
    says(cast.ada, public, "yes")
    come_as_guest(public, name="Gil", address="gil@example.org", language="en", at=AT)
    answer_as_guest(Guest.objects.get(), date_of(public), says="yes", at=AT)
    plan = by_hand(makes(public), [["ada", "gil"]])
    assert "Gil" in read(cast.ada, plan.get_absolute_url())
    Guest.objects.get().delete()
    assert "Gil" not in read(cast.ada, plan.get_absolute_url())


def test_two_between_whom_there_is_a_block_are_in_no_group_and_nobody_is_told(
    cast: Cast, evening: Gathering
) -> None:
    block(cast.ben, cast.cleo, at=AT)
    plan = makes(evening, rounds=3)
    works()
    for number in (1, 2, 3):
        assert "ben cleo" not in groups(plan, number)
        begin(cast.ada, plan, number - 1)
    for reader, hidden in ((cast.ben, "Cleo"), (cast.cleo, "Ben")):
        for ending in ("", "screen/"):
            assert hidden not in read(reader, plan.get_absolute_url() + ending)
    page = read(cast.ada, plan.get_absolute_url())
    assert "Ben Birch" in page
    assert "Cleo Crab" in page
    assert "block" not in page.lower()


def test_a_block_after_the_groups_were_mixed_changes_what_has_not_begun(
    cast: Cast, evening: Gathering
) -> None:
    plan = by_hand(makes(evening, rounds=2), FIRST, SECOND)
    begin(cast.ada, plan)
    block(cast.ada, cast.ben, at=AT)
    assert groups(plan, 2) == {"ada cleo", "ben dan"}, "they were in no group to come"
    block(cast.dan, cast.ben, at=AT)
    assert groups(plan, 2) == set()
    works()
    assert groups(plan) == {"ada ben", "cleo dan"}, "what has begun has been"
    assert not groups(plan, 2) & {"ben dan", "ada ben"}


def test_nobody_sits_out_for_good_for_want_of_a_language(cast: Cast, evening: Gathering) -> None:
    for name, code in (("ada", "en"), ("ben", "en"), ("cleo", "en"), ("dan", "is")):
        SpokenLanguage.objects.create(person=cast.people[name], code=code, fluency=4)
    plan = makes(evening)
    made = grouped(feed(plan), seed=1)
    assert all(len(some) == 2 for some in made.values())


@pytest.mark.parametrize("size", [2, 3, 4])
def test_whoever_is_there_is_in_a_group(size: int) -> None:
    for many in (2, 3, 4, 5, 6, 7, 9):
        people = dict.fromkeys(range(many), frozenset[int]())
        none = frozenset[frozenset[int]]()
        (made,) = grouped(Feed((1,), size, {}, people, none, none, {}), seed=1).values()
        assert sum(map(len, made)) == many
        assert all(min(2, many) <= len(group) <= size + 1 for group in made)


def test_who_sat_together_has_met_and_nobody_else_is_told(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening, ["Xenia"]), FIRST, SECOND)
    assert not pairs_among([cast.ada.pk, cast.ben.pk])
    begin(cast.ada, plan)
    assert pairs_among([cast.ada.pk, cast.ben.pk])
    assert not pairs_among([cast.ada.pk, cast.cleo.pk])
    assert "Groups that mixed" in read(cast.ben, "/met/")
    assert "Ben" not in read(cast.cleo, "/met/")


def test_an_export_holds_ones_own_groups_and_nobody_elses_name(
    cast: Cast, evening: Gathering
) -> None:
    plan = by_hand(makes(evening, ["Xenia"]), FIRST, SECOND)
    begin(cast.ada, plan)
    (row,) = exported(cast.dan)
    assert row["gathering"] == "Soup"
    assert row["groups"] == [{"round": 1, "group": 2}]
    assert "Xenia" not in str(row)
    assert exported(cast.stella) == []


def test_a_month_later_the_plan_is_gone_with_all_names(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening, ["Xenia"]), FIRST, SECOND)
    begin(cast.ada, plan)
    end = date_of(evening).ends_at
    assert actions.forget_old(end + timedelta(days=29)) == 0
    assert actions.forget_old(end + timedelta(days=30)) == 1
    assert not Participant.objects.exists()
    assert pairs_among([cast.ada.pk, cast.ben.pk]), "what people have met, they keep"


def test_groups_to_come_are_seen_by_whoever_hosts_alone(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    begin(cast.ada, plan)
    assert Seat.objects.visible_to(Viewer.of(cast.ada.pk)).count() == 8
    assert Seat.objects.visible_to(Viewer.of(cast.ben.pk)).count() == 4
    assert not Participant.objects.visible_to(Viewer.public()).exists()


@pytest.mark.parametrize("reader", ["ada", "ben"])
def test_thirty_people_in_eight_rounds_ask_no_more_than_four_in_two(
    reader: str, cast: Cast, evening: Gathering
) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    begin(cast.ada, plan)
    pages = ["", "screen/"] + (["people/", "table/", "cards/"] if reader == "ada" else [])
    addresses = [plan.get_absolute_url() + ending for ending in pages]
    addresses.append(evening.get_absolute_url())
    client = client_of(cast.people[reader])

    def asked() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    before = asked()
    more = [builders.person(f"Guest{n}") for n in range(26)]
    for one in more:
        builders.member(cast.circle, one, Standing.FRIEND)
        Participant.objects.create(plan=plan, person=one)
    actions.change(cast.ada, plan, rounds=8, size=2, minutes=10, at=AT)
    Plan.objects.filter(pk=plan.pk).update(mixed_at=AT)
    for one in plan.rounds.filter(number__gt=1):
        for n, who in enumerate(plan.participants.all()):
            Seat.objects.create(round=one, participant=who, group=n // 2)
    assert asked() == before


def test_a_plan_costs_a_gatherings_page_little(cast: Cast, evening: Gathering) -> None:
    client = client_of(cast.ben)

    def asked() -> int:
        client.get(evening.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(evening.get_absolute_url())
        return len(queries)

    before = asked()
    begin(cast.ada, by_hand(makes(evening), FIRST, SECOND))
    assert asked() <= before + 2


@pytest.mark.parametrize("sent", [{}, {"after": "x"}, {"after": "-1"}, {"after": "9" * 40}])
def test_what_is_no_number_begins_nothing(
    sent: dict[str, str], cast: Cast, evening: Gathering
) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    client_of(cast.ada).post(f"{plan.get_absolute_url()}next/", sent)
    assert not plan.rounds.filter(began_at__isnull=False).exists()


def test_somebody_who_is_in_no_such_plan_goes_nowhere(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    people = f"{plan.get_absolute_url()}people/"
    for form in ({"participant": "9" * 30}, {"participant": "x"}, {"participant": "-1"}):
        assert client_of(cast.ada).post(people, form).status_code == 404
    assert Participant.objects.count() == 4


def test_mixed_once_more_the_groups_may_be_others_and_are_whole(
    cast: Cast, evening: Gathering
) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    send(cast.ada, f"{plan.get_absolute_url()}next/", again="1")
    assert groups(plan) == set()
    works()
    pairs = {" ".join(two) for two in combinations(["ada", "ben", "cleo", "dan"], 2)}
    assert groups(plan) < pairs
    assert len(groups(plan)) == 2
