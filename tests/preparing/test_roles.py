"""What hands are wanted: who takes what, for which date, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
from kinweave.people.models import Block
from kinweave.preparing import actions
from kinweave.preparing.board import board
from kinweave.preparing.models import Role, Taken
from tests import builders
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    Cast,
    a_draft,
    client_of,
    date_of,
    says,
    somebody,
    soup,
)
from tests.preparing.doing import asks, opens, page, queries, send, takers, takes


def told() -> list[str]:
    rows = Delivery.objects.filter(letter="preparing.freed").select_related("receiver")
    return sorted(one.receiver.name.split()[0].lower() for one in rows)


def test_who_comes_takes_a_role_for_a_date_and_gives_it_back(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made)
    says(cast.ben, made, "maybe", number=2)
    fields = {"role": role.pk, "date": 2, "gathering": 1}
    status, shown = send(cast.ben, made, "roles/taken/", do="take", **fields)
    assert status == 200
    assert "It is yours that day." in shown
    assert "Give it back Cook" in shown
    assert (takers(role, 1), takers(role, 2)) == (set(), {"ben"})
    assert "Nobody asks why." in send(cast.ben, made, "roles/taken/", do="back", **fields)[1]
    assert takers(role, 2) == set()


def test_taking_a_role_says_nothing_about_coming_so_it_is_for_those_who_come(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, seats=1)
    role = opens(made)
    says(cast.cleo, made, "yes")
    says(cast.ben, made, "yes")  # and waits
    says(cast.stella, made, "no")
    for name in ("ben", "dan", "stella"):
        assert "I take it" not in page(cast.people[name], made)
        with pytest.raises(actions.NotComing):
            takes(cast.people[name], role)
    with pytest.raises(NotAllowed):
        takes(cast.sol, role)
    assert "I take it" in page(cast.cleo, made)


def test_a_place_that_is_taken_is_taken_and_one_that_is_given_back_is_free(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    takes(cast.ben, role)
    assert takes(cast.ben, role) == Taken.objects.get(), "twice is once"
    with pytest.raises(actions.TakenAlready):
        takes(cast.cleo, role)
    assert "I take it Cook" not in page(cast.cleo, made, "roles/").split("</tbody>")[0]
    actions.give_back(cast.ben, role, date_of(made))
    takes(cast.cleo, role)
    assert takers(role) == {"cleo"}


def test_with_a_no_a_role_is_free_at_once_and_whoever_takes_it_then_keeps_it(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    takes(cast.ben, role)
    says(cast.ben, made, "no")
    assert takers(role) == set()
    assert cast.ben.name not in page(cast.dan, made, "roles/")
    says(cast.ben, made, "maybe")
    assert takers(role) == {"ben"}, "nobody took it meanwhile"
    says(cast.ben, made, "no")
    takes(cast.cleo, role)
    says(cast.ben, made, "yes")
    assert takers(role) == {"cleo"}


def test_whoever_leaves_or_sees_it_no_more_has_no_role_there(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience="site")
    role = opens(made, places=3)
    for name in ("ben", "cleo", "sol"):
        says(cast.people[name], made, "yes")
        takes(cast.people[name], role)
    leave(cast.ben, cast.circle, at=AT)
    assert takers(role) == {"cleo", "sol"}
    gatherings.change(cast.ada, made, audience="circle", at=AT)
    assert takers(role) == {"cleo"}


def test_a_date_that_is_moved_keeps_its_roles_and_one_left_out_shows_none(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made)
    says(cast.ben, made, "yes")
    takes(cast.ben, role)
    day = FIRST_DAY + timedelta(days=1)
    gatherings.move(cast.ada, date_of(made), day=day, time=HOUR, at=AT)
    assert takers(role) == {"ben"}
    gatherings.skip(cast.ada, date_of(made), at=AT)
    assert cast.ben.name not in page(cast.dan, made, "roles/")
    with pytest.raises(actions.Over):
        takes(cast.ben, role)
    gatherings.put_back(cast.ada, date_of(made), at=AT)
    assert cast.ben.name in page(cast.dan, made, "roles/")


def test_what_has_been_or_is_called_off_or_elsewhere_cannot_be_taken(cast: Cast) -> None:
    made, other = soup(cast.ada, cast.circle), soup(cast.ada, cast.circle)
    role = opens(made)
    for one in (made, other):
        says(cast.ben, one, "yes", every=True)
    with pytest.raises(actions.Gone):
        actions.take(cast.ben, role, date_of(other), at=AT)
    with pytest.raises(actions.Over):
        actions.take(cast.ben, role, date_of(made), at=date_of(made).ends_at)
    gatherings.call_off(cast.ada, made, at=AT)
    with pytest.raises(actions.Over):
        takes(cast.ben, role, 2)
    assert not Taken.objects.exists()


def test_members_read_who_took_what_and_guests_how_many_places_are_free(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience="site")
    role = opens(made, places=2)
    for name in ("ben", "sol"):
        says(cast.people[name], made, "yes")
    takes(cast.ben, role)
    assert cast.ben.name in page(cast.dan, made, "roles/")
    for read in (page(cast.sol, made), page(cast.sol, made, "roles/")):
        assert cast.ben.name not in read
        assert "1 place is free" in read
    takes(cast.sol, role)
    assert "taken" not in page(cast.dan, made, "roles/").split("2 places")[0].split("<tbody")[-1]
    assert cast.sol.name in page(cast.dan, made, "roles/")


def test_a_block_hides_a_name_and_frees_no_place(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    takes(cast.ben, role)
    Block.objects.create(person=cast.ben, other=cast.cleo, since=AT)
    [first, *_rest] = board(Viewer.of(cast.cleo.pk), made, AT, 3)
    assert [(one.free, one.them) for one in first.roles] == [(0, [])]
    with pytest.raises(actions.TakenAlready):
        takes(cast.cleo, role)


def test_the_host_for_a_date_is_shown_first_and_may_nothing_more(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    opens(made)
    send(cast.ada, made, "roles/wanted/", ready="host")
    send(cast.ada, made, "roles/wanted/", ready="host")
    host = Role.objects.get(ready="host")
    says(cast.ben, made, "yes")
    takes(cast.ben, host)
    read = page(cast.dan, made)
    assert f"{cast.ben.name} hosts this date" in read
    assert read.index("<td>Host") < read.index("<td>Cook")
    for ending in ("change/", "dates/1/", "questions/asking/", "roles/wanted/"):
        assert client_of(cast.ben).get(made.get_absolute_url() + ending).status_code == 403


def test_a_host_frees_a_place_and_who_had_it_is_told_and_nobody_else_can(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made)
    for name in ("ada", "ben", "cleo"):
        says(cast.people[name], made, "yes")
    taken = takes(cast.ben, role)
    assert "Make it free" not in page(cast.cleo, made, "roles/")
    assert send(cast.cleo, made, "roles/taken/", free=1, taken=taken.pk)[0] == 403
    assert takers(role) == {"ben"}
    assert send(cast.ada, made, "roles/taken/", free=1, taken=taken.pk)[0] == 200
    assert (takers(role), told()) == (set(), ["ben"])
    actions.free(cast.ada, takes(cast.ada, role), at=AT)
    assert told() == ["ben"]


def test_nobody_is_put_into_a_role_or_out_of_it_through_a_form_of_somebody_else(
    cast: Cast,
) -> None:
    made, other = soup(cast.ada, cast.circle), soup(cast.dan, cast.circle)
    role, elsewhere = opens(made, places=2), opens(other)
    for name in ("ben", "cleo"):
        for one in (made, other):
            says(cast.people[name], one, "yes")
    takes(cast.ben, role)
    there = takes(cast.ben, elsewhere)
    send(cast.cleo, made, "roles/taken/", do="back", role=role.pk, date=1, person=cast.ben.pk)
    send(cast.ada, made, "roles/taken/", do="take", role=role.pk, date=1, person=cast.cleo.pk)
    assert send(cast.ada, made, "roles/taken/", free=1, taken=there.pk)[0] == 404
    fields = {"do": "take", "role": elsewhere.pk, "date": 2}
    assert send(cast.cleo, made, "roles/taken/", **fields)[0] == 404
    assert (takers(role), takers(elsewhere)) == ({"ben"}, {"ben"})


@pytest.mark.parametrize(
    "nonsense",
    [
        {}, {"do": "take"}, {"do": "take", "role": "x", "date": "1"}, {"do": "take", "date": "1"},
        {"do": "take", "role": "٣", "date": "1"}, {"do": "take", "role": "9" * 40, "date": "1"},
        {"do": "give", "role": "1", "date": "1"}, {"free": "1"}, {"free": "1", "taken": "-1"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_role_and_no_date_is_not_there(nonsense: dict[str, str], cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    says(cast.ada, made, "yes")
    assert send(cast.ada, made, "roles/taken/", **nonsense)[0] == 404


def test_fewer_places_leave_those_who_have_one_where_they_are(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made, places=2)
    for name in ("ben", "cleo", "dan"):
        says(cast.people[name], made, "yes")
    for name in ("ben", "cleo"):
        takes(cast.people[name], role)
    send(cast.ada, made, "roles/wanted/", role=role.pk, change="places", places=1)
    assert takers(role) == {"ben", "cleo"}
    actions.give_back(cast.ben, role, date_of(made))
    with pytest.raises(actions.TakenAlready):
        takes(cast.dan, role)
    for wrong in ("0", "21", "x", ""):
        fields = {"role": role.pk, "change": "places", "places": wrong}
        assert "from 1 to 20" in send(cast.ada, made, "roles/wanted/", **fields)[1]
    assert Role.objects.get().places == 1


def test_when_a_role_is_not_wanted_any_more_those_who_had_it_to_come_are_told_and_come_still(
    cast: Cast,
) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made, places=2)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
        takes(cast.people[name], role)
    says(cast.cleo, made, "no")
    send(cast.ada, made, "roles/wanted/", role=role.pk, change="close")
    assert not Role.objects.exists()
    assert told() == ["ben"]
    with pytest.raises(actions.Gone):
        takes(cast.ben, role)


def test_the_letter_says_so_as_long_as_the_date_takes_place(
    cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    made = soup(cast.ada, cast.circle)
    role = opens(made)
    for number in (1, 2):
        says(cast.ben, made, "yes", number=number)
        actions.free(cast.ada, takes(cast.ben, role, number), at=AT)
    gatherings.skip(cast.ada, date_of(made), at=AT)
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        run_due(AT + timedelta(hours=1), Delivery)
    subjects = [one.subject for one in mailoutbox]
    assert subjects.count("Soup: your hands are free again") == 1


def test_the_host_of_a_draft_goes_on_preparing_and_nothing_is_prepared_of_what_is_called_off(
    cast: Cast,
) -> None:
    draft = a_draft(cast.ada, cast.circle)
    assert "Say what hands are wanted" in page(cast.ada, draft)
    opens(draft)
    asks(draft)
    for words in ("Change what hands are wanted", "Change what is asked"):
        assert words in page(cast.ada, draft)
    gatherings.announce(cast.ada, draft, at=AT)
    gatherings.call_off(cast.ada, draft, at=AT)
    for words in ("hands are wanted", "is asked", "The host asks"):
        assert words not in page(cast.ada, draft)
    for ending, ready in (("roles/wanted/", "cook"), ("questions/asking/", "food")):
        assert "does not take place" in send(cast.ada, draft, ending, ready=ready)[1]


def test_there_are_twelve_roles_at_most(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    for number in range(12):
        opens(made, f"Role {number}")
    assert "twelve" in send(cast.ada, made, "roles/wanted/", name="More", places=1)[1]
    assert Role.objects.count() == 12


def test_three_dates_stand_on_the_gatherings_page_and_twelve_on_their_own(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, times=20)
    opens(made)
    says(cast.ben, made, "yes", every=True)
    assert page(cast.ben, made).count("I take it Cook") == 3
    assert page(cast.ben, made, "roles/").count("I take it Cook") == 12


def test_thirty_who_take_something_ask_the_database_as_often_as_three(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, times=12)
    says(cast.ben, made, "yes")
    before, costs = queries(cast.ben, made), []
    for many in (3, 27):
        for number in range(many):
            guest = somebody(f"Guest{number}-{many}")
            builders.member(cast.circle, guest)
            says(guest, made, "yes")
            if number % 3 == 0:
                role = opens(made, f"Role {number}-{many}", places=3)
            takes(guest, role)
        costs.append([queries(cast.ben, made, ending) for ending in ("", "roles/")])
    assert costs[0] == costs[1]
    assert costs[1][0] - before <= 2
