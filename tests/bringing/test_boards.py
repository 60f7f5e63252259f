"""The open-space board: one session in a place, moved by who put it there or hosts, never lost."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction

from kinweave.access import NotAllowed
from kinweave.bringing import actions, refusals
from kinweave.bringing.models import Board, Joining, Session
from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.rhythm import Rhythm
from kinweave.people.models import Block
from tests.bringing.bringers import cell, open_board, puts, read, send, stands
from tests.gatherings.cast import AT, FIRST_DAY, Cast, client_of, soup

TEN = "10:00–10:45"


def sessions(board: Board) -> str:
    return f"{board.get_absolute_url()}sessions/"


def test_who_comes_second_to_a_place_is_told_so_and_keeps_what_they_typed(
    cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    place = "-".join(map(str, cell(board)))
    page = send(cast.ben, f"{sessions(board)}new/", title="Juggling", place=place)
    assert "It stands on the board." in page
    page = send(cast.cleo, f"{sessions(board)}new/", title="Fire", words="At dusk.", place=place)
    assert "Somebody was quicker" in page
    assert "At dusk." in page
    assert stands(board) == {"Juggling": "Kitchen 10"}
    send(cast.cleo, f"{sessions(board)}new/", title="Fire", words="At dusk.", place="")
    assert stands(board) == {"Juggling": "Kitchen 10", "Fire": ""}


def test_the_database_itself_holds_one_session_in_a_place(cast: Cast, call: Gathering) -> None:
    board = open_board(call)
    spot, stretch = cell(board)
    puts(cast.ben, board, place=(spot, stretch))
    other = puts(cast.cleo, board, "Fire")
    for half in ({"spot": spot, "stretch": stretch}, {"spot": spot}, {"stretch": stretch}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.filter(pk=other.pk).update(**half)


def test_one_moves_ones_own_and_the_host_any(cast: Cast, call: Gathering) -> None:
    board = open_board(call)
    mine = puts(cast.ben, board, place=cell(board))
    other = puts(cast.cleo, board, "Fire", place=cell(board, "Loft"))
    actions.move(cast.ben, mine, place=cell(board, hour=11), at=AT)
    with pytest.raises(NotAllowed):
        actions.move(cast.dan, mine, place=None, at=AT)
    with pytest.raises(refusals.Taken):
        actions.move(cast.ben, mine, place=cell(board, "Loft"), at=AT)
    address = f"{sessions(board)}{other.pk}/"
    page = send(cast.ada, address, title="canary", place="-".join(map(str, cell(board))))
    assert "That is how it stands now." in page
    assert stands(board) == {"Juggling": "Kitchen 11", "Fire": "Kitchen 10"}
    assert client_of(cast.dan).post(address, {"place": ""}).status_code == 403
    actions.move(cast.ada, other, place=cell(board), at=AT)
    assert stands(board)["Fire"] == "Kitchen 10", "where it is already is no refusal"


def test_ones_own_words_are_changed_by_oneself_alone(cast: Cast, call: Gathering) -> None:
    board = open_board(call)
    mine = puts(cast.ben, board)
    address = f"{sessions(board)}{mine.pk}/"
    send(cast.ben, address, title="Two\nballs", words="Or three.", place="")
    assert stands(board) == {"Two balls": ""}
    for deed in (
        lambda: actions.change_session(cast.ada, mine, title="canary", place=None, at=AT),
        lambda: actions.take_down(cast.ada, mine),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert "It is off the board." in send(cast.ben, address, down="1")
    assert not Session.objects.exists()
    with pytest.raises(refusals.Gone):
        actions.move(cast.ben, mine, place=None, at=AT)


def test_a_renamed_room_keeps_its_sessions_and_one_that_goes_loses_none(
    cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    puts(cast.ben, board, "Juggling", place=cell(board))
    puts(cast.cleo, board, "Fire", place=cell(board, "Loft", 11))
    address = f"{board.get_absolute_url()}change/"
    form = {"spots": "Big kitchen\nLoft", "minutes": "45", "times": "10:00\n11:00 90\n13:30"}
    assert "That is the board now." in send(cast.ada, address, **form)
    assert stands(board) == {"Juggling": "Big kitchen 10", "Fire": "Loft 11"}
    lasts = dict(board.stretches.values_list("begins", "minutes"))
    assert lasts == {time(10): 45, time(11): 90, time(13, 30): 45}
    page = read(cast.ada, address)
    assert "11:00 90" in page
    send(cast.ada, address, spots="Loft", minutes="45", times="10:00\n10:00 30\n\n  ")
    assert stands(board) == {"Juggling": "", "Fire": ""}
    assert "Without a place yet" in read(cast.dan, board.get_absolute_url())
    send(cast.ada, address, spots="Attic\nLoft", minutes="45", times="10:00")
    assert [one.name for one in board.spots.all()] == ["Attic", "Loft"]


@pytest.mark.parametrize(
    ("spots", "times", "says"),
    [
        ("\x01\n\u2028\x02", "10:00", "one room or spot at least"),
        ("Kitchen", "\x01\n\x02", "one time at least"),
        ("Kitchen", "25:00", "is no time"),
        ("Kitchen", "ten", "is no time"),
        ("Kitchen", "10:00 0", "is no time"),
        ("Kitchen", "10:00 9999", "is no time"),
        ("x" * 81, "10:00", "80 letters at most"),
        ("\n".join(map(str, range(21))), "10:00", "room for 20"),
        ("Kitchen", "\n".join(f"{n // 60}:{n % 60:02}" for n in range(31)), "room for 30"),
    ],
)
def test_what_makes_no_board_is_said_and_stays_as_typed(
    spots: str, times: str, says: str, cast: Cast, call: Gathering
) -> None:
    day = FIRST_DAY.isoformat()
    page = send(
        cast.ada, f"{call.get_absolute_url()}boards/new/",
        day=day, spots=spots, minutes="45", times=times,
    )  # fmt: skip
    assert says in page
    assert not Board.objects.exists()


def test_a_retreat_has_a_board_for_each_of_its_days(cast: Cast) -> None:
    retreat = soup(cast.ada, cast.circle, rhythm=Rhythm(), minutes=2 * 24 * 60)
    new = f"{retreat.get_absolute_url()}boards/new/"
    days = [FIRST_DAY + timedelta(days=number) for number in range(3)]
    for day in days:
        page = send(cast.ada, new, day=day.isoformat(), spots="Kitchen", minutes="45", times="9:00")
        assert "The board is open." in page
    assert sorted(one.day for one in Board.objects.all()) == days
    send(cast.ada, new, day=days[0].isoformat(), spots="Other", minutes="45", times="9:00")
    assert Board.objects.count() == 3
    assert "Other" not in read(cast.ben, Board.objects.get(day=days[0]).get_absolute_url())


def test_who_would_join_is_named_to_members_and_never_counted(cast: Cast) -> None:
    call = soup(cast.ada, cast.circle, audience="site")
    board = open_board(call)
    mine = puts(cast.sol, board, place=cell(board))
    join = f"{sessions(board)}{mine.pk}/joining/"
    for name in ("ben", "cleo"):
        send(cast.people[name], join, join="1")
        send(cast.people[name], join, join="1")
    assert Joining.objects.count() == 2
    page = read(cast.dan, board.get_absolute_url())
    assert "Ben Birch, Cleo Crab" in page
    outside = read(cast.sol, board.get_absolute_url())
    assert "Juggling" in outside
    assert "Ben Birch" not in outside
    send(cast.ben, join, **{"not": "1"})
    assert "Ben Birch" not in read(cast.dan, board.get_absolute_url())
    assert client_of(cast.ben).post(join).status_code == 404


def test_whoever_sees_the_gathering_reads_the_board_and_nobody_else(
    cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    puts(cast.ben, board, "canary")
    assert client_of(cast.sol).get(board.get_absolute_url()).status_code == 404
    with pytest.raises(NotAllowed):
        puts(cast.sol, board)
    other = open_board(soup(cast.ada, cast.circle))
    mixed = f"{call.get_absolute_url()}boards/{other.pk}/"
    assert client_of(cast.ben).get(mixed).status_code == 404


def test_a_place_of_somebody_one_does_not_see_is_taken_and_says_no_more(
    cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    puts(cast.ben, board, "canary", place=cell(board))
    Block.objects.create(person=cast.cleo, other=cast.ben, since=AT)
    page = read(cast.cleo, board.get_absolute_url())
    assert "canary" not in page
    assert "Ben Birch" not in page
    assert "Taken" in page
    assert f"{TEN}, Kitchen" not in read(cast.cleo, f"{sessions(board)}new/")


def test_what_is_called_off_takes_nothing_more_and_stays_readable(
    cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    mine = puts(cast.ben, board)
    gatherings.call_off(cast.ada, call, at=AT)
    page = send(cast.cleo, f"{sessions(board)}new/", title="Fire", words="At dusk.", place="")
    assert "does not take place any more" in page
    assert "At dusk." in page
    assert "Juggling" in read(cast.dan, board.get_absolute_url())
    with pytest.raises(refusals.Over):
        actions.move(cast.ben, mine, place=cell(board), at=AT)
    page = send(cast.ada, f"{call.get_absolute_url()}boards/new/", spots="x")
    assert "There is no day to come" in page


def test_who_leaves_takes_their_sessions_along_and_a_guest_of_an_open_one_does_not(
    cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    wide = open_board(soup(cast.ada, cast.circle, audience="site"))
    for one in (board, wide):
        puts(cast.ben, one)
        actions.join(cast.ben, puts(cast.cleo, one, "Fire"), at=AT)
    leave(cast.ben, cast.circle, at=AT)
    assert stands(board) == {"Fire": ""}
    assert stands(wide) == {"Juggling": "", "Fire": ""}
    assert [one.session.board for one in Joining.objects.all()] == [wide]


def test_what_those_put_there_who_see_it_no_more_goes_and_the_rest_stays(
    cast: Cast, call: Gathering
) -> None:
    gatherings.change(cast.ada, call, audience="site", at=AT)
    board = open_board(call)
    puts(cast.sol, board, "Sailing", place=cell(board))
    mine = puts(cast.ben, board, "Juggling")
    for person in (cast.sol, cast.cleo):
        actions.join(person, mine, at=AT)
    gatherings.change(cast.ada, call, audience="public", at=AT)
    assert set(stands(board)) == {"Sailing", "Juggling"}
    gatherings.change(cast.ada, call, audience="circle", at=AT)
    assert stands(board) == {"Juggling": ""}
    assert [one.person for one in Joining.objects.all()] == [cast.cleo]
    puts(cast.cleo, board, "Fire", place=cell(board))
    assert stands(board) == {"Juggling": "", "Fire": "Kitchen 10"}


def test_what_was_put_on_a_board_that_has_been_stays_there(cast: Cast, call: Gathering) -> None:
    gatherings.change(cast.ada, call, audience="site", at=AT)
    board = open_board(call)
    puts(cast.sol, board, "Sailing")
    gatherings.change(cast.ada, call, audience="circle", at=AT + timedelta(days=6))
    assert set(stands(board)) == {"Sailing"}


def test_a_button_pressed_twice_puts_one_session_and_says_that_it_stands_there(
    cast: Cast, call: Gathering
) -> None:
    board = open_board(call)
    spot, stretch = cell(board)
    for place in ("", f"{spot}-{stretch}"):
        for _press in range(2):
            page = send(
                cast.ben, f"{board.get_absolute_url()}sessions/new/", title=f"Juggling {place}",
                place=place,
            )  # fmt: skip
            assert "It stands on the board." in page
    assert Session.objects.count() == 2
