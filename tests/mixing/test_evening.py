"""An evening that mixes: planned, begun, with people who come late and go early."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinweave.access import NotAllowed
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.jobs.actions import run_one, tick
from kinweave.jobs.models import State
from kinweave.met.models import Met
from kinweave.met.record import pairs_among
from kinweave.mixing import actions
from kinweave.mixing.feeding import feed
from kinweave.mixing.models import Participant, Plan, Round, Seat
from kinweave.mixing.tasks import Changed, write_down
from tests.gatherings.cast import AT, Cast, client_of, date_of, says
from tests.mixing.mixing import begin, by_hand, groups, makes, part_of, read, send, works

DAY = timedelta(days=1)
FIRST = [["ada", "ben"], ["cleo", "dan"]]
SECOND = [["ada", "cleo"], ["ben", "dan"]]


def test_an_evening_from_the_first_press_to_the_last(cast: Cast, evening: Gathering) -> None:
    address = f"{evening.get_absolute_url()}mixing/new/"
    page = read(cast.ada, address)
    assert "Ben Birch" in page
    yes = Answer.objects.filter(occasion=date_of(evening)).values_list("pk", flat=True)
    form = {"rounds": 3, "size": 2, "minutes": 10, "date": 1, "answers": list(yes)}
    assert "being mixed" in send(cast.ada, address, **form)
    plan = Plan.objects.get()
    assert "Mixing groups" in read(cast.ben, evening.get_absolute_url())
    works()
    mixed = [groups(plan, number) for number in (1, 2, 3)]
    assert len(set.union(*mixed)) == 6, "four people in twos: three rounds, and everybody meets"
    page = read(cast.ben, plan.get_absolute_url())
    assert "No round has begun" in page
    assert "Cleo" not in page
    for after in range(3):
        send(cast.ada, f"{plan.get_absolute_url()}next/", after=after)
        page = read(cast.ben, plan.get_absolute_url())
        assert page.count("You are with") == after + 1
    assert "You are with" not in read(cast.stella, plan.get_absolute_url()), "she only tends"
    assert len(pairs_among([one.pk for one in cast.people.values()])) == 6
    assert "Round 3 of 3" in read(cast.ben, f"{plan.get_absolute_url()}screen/")
    assert "you are with" in read(cast.ben, evening.get_absolute_url())
    send(cast.ada, f"{plan.get_absolute_url()}next/", end="1")
    assert "The rounds are over" in read(cast.ben, f"{plan.get_absolute_url()}screen/")
    assert read(cast.ben, plan.get_absolute_url()).count("You were with") == 3


def test_who_has_met_is_mixed_with_others(cast: Cast, evening: Gathering) -> None:
    first = by_hand(makes(evening), FIRST, SECOND)
    begin(cast.ada, first)
    second = date_of(evening, 2)
    for name in ("ada", "ben", "cleo", "dan"):
        says(cast.people[name], evening, "yes", 2)
    plan = actions.make(
        cast.ada, second, rounds=1, size=2, minutes=10, at=AT,
        answers=Answer.objects.filter(occasion=second).values_list("pk", flat=True),
    )  # fmt: skip
    works()
    assert not groups(plan) & {"ada ben", "cleo dan"}


def test_a_plan_is_for_those_in_it_and_whoever_hosts(cast: Cast, evening: Gathering) -> None:
    yes = Answer.objects.filter(occasion=date_of(evening)).exclude(person=cast.dan)
    plan = makes(evening, ["Xenia"], answers=yes.values_list("pk", flat=True))
    by_hand(plan, [["ada", "xenia"], ["ben", "cleo"]])
    begin(cast.ada, plan)
    address = plan.get_absolute_url()
    for reader in (cast.ben, cast.ada, cast.stella):
        assert "Xenia" in read(reader, f"{address}screen/")
    for other in (cast.dan, cast.sol):
        absent = client_of(other).get(f"{evening.get_absolute_url()}mixing/987654/")
        for ending in ("", "screen/", "people/", "change/", "table/", "cards/"):
            answer = client_of(other).get(address + ending)
            assert answer.status_code == 404
            assert answer.content == absent.content
    assert "Xenia" not in read(cast.dan, evening.get_absolute_url())
    assert "Mixing groups" not in read(cast.dan, evening.get_absolute_url())
    for ending in ("people/", "change/", "table/", "cards/"):
        assert client_of(cast.ben).get(address + ending).status_code == 403
        assert client_of(cast.stella).get(address + ending).status_code == 200
    with pytest.raises(NotAllowed):
        begin(cast.ben, plan, 1)


def test_who_comes_later_is_in_from_the_next_round_on(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening, rounds=3), FIRST, SECOND)
    begin(cast.ada, plan)
    page = send(cast.ada, f"{plan.get_absolute_url()}people/", names="Xenia\n Yves \n\nXenia")
    assert "in from the next round" in page
    assert "since round 2" in page
    assert groups(plan) == {"ada ben", "cleo dan"}, "what has begun stays"
    assert groups(plan, 2) == set()
    works()
    seen = groups(plan, 2) | groups(plan, 3)
    assert len(seen) == 6
    assert not seen & {"ada ben", "cleo dan"}
    page = send(cast.ada, f"{plan.get_absolute_url()}people/", names="Xenia")
    assert "Nobody new" in page


def test_who_goes_early_is_in_no_later_group(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    begin(cast.ada, plan)
    address = f"{plan.get_absolute_url()}people/"
    page = send(cast.ada, address, participant=part_of(plan, "ben").pk, gone=2)
    assert "mixed again" in page
    works()
    assert groups(plan) == {"ada ben", "cleo dan"}
    assert groups(plan, 2) == {"ada cleo dan"}
    send(cast.ada, address, participant=part_of(plan, "ben").pk, gone="9" * 18)
    works()
    assert len(groups(plan, 2)) == 2


def test_who_is_not_there_at_all_is_in_nothing(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    send(cast.ada, f"{plan.get_absolute_url()}people/", participant=part_of(plan, "ben").pk, gone=1)
    assert not Participant.objects.filter(person=cast.ben).exists()
    works()
    assert groups(plan) == {"ada cleo dan"}


@pytest.mark.parametrize(
    ("names", "size", "sit"),
    [
        (["Xenia", "Yves"], 4, {"xenia yves"}),
        (["Xenia", "Yves", "Zoe"], 4, {"xenia yves zoe"}),
        (["Xenia", "Yves", "Zoe"], 2, {"xenia yves zoe"}),
    ],
)
def test_two_or_three_people_are_one_group(
    cast: Cast, evening: Gathering, names: list[str], size: int, sit: set[str]
) -> None:
    plan = makes(evening, names, answers=[], size=size, rounds=8)
    works()
    assert [groups(plan, number) for number in range(1, 9)] == [sit] * 8
    assert "can be all new" in read(cast.ada, plan.get_absolute_url())


@pytest.mark.parametrize("names", ["", "Xenia", "Xenia\n xenia\t\n" * 1 + "x" * 81])
def test_nobody_and_one_alone_are_no_plan(cast: Cast, evening: Gathering, names: str) -> None:
    form = {"rounds": 3, "size": 2, "minutes": 10, "date": 1, "names": names}
    page = send(cast.ada, f"{evening.get_absolute_url()}mixing/new/", **form)
    assert "Groups need two people" in page or "80 letters at most" in page
    assert names.strip() in page
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"rounds": 0}, {"rounds": 9}, {"size": 5}, {"minutes": 0}, {"rounds": "x"}]
)
def test_what_makes_no_sense_is_said_and_nothing_is_lost(
    cast: Cast, evening: Gathering, wrong: dict[str, object]
) -> None:
    form = {"rounds": 3, "size": 2, "minutes": 10, "date": 1, "names": "Xenia\nYves", **wrong}
    page = send(cast.ada, f"{evening.get_absolute_url()}mixing/new/", **form)
    assert "Xenia" in page
    assert not Plan.objects.exists()


def test_two_presses_are_one_plan_and_one_round(cast: Cast, evening: Gathering) -> None:
    form = {"rounds": 2, "size": 2, "minutes": 10, "date": 1, "names": "Xenia\nYves\nZoe\nWim"}
    for _press in range(2):
        send(cast.ada, f"{evening.get_absolute_url()}mixing/new/", **form)
    plan = Plan.objects.get()
    page = send(cast.ada, f"{plan.get_absolute_url()}next/", after=0)
    assert "being mixed. Go on in a moment" in page
    by_hand(plan, [["xenia", "yves"], ["zoe", "wim"]], [["xenia", "zoe"], ["yves", "wim"]])
    for _press in range(2):
        send(cast.ada, f"{plan.get_absolute_url()}next/", after=0)
    assert Round.objects.filter(began_at__isnull=False).count() == 1
    assert not Met.objects.exists(), "guests have no record"


def test_another_date_is_chosen_and_none_that_there_is_not(cast: Cast, evening: Gathering) -> None:
    address = f"{evening.get_absolute_url()}mixing/new/"
    form = {"rounds": 2, "size": 2, "minutes": 10, "names": "Xenia\nYves"}
    assert "there is none to come" in send(cast.ada, address, **form, date=7)
    assert not Plan.objects.exists()
    send(cast.ada, f"{address}?date=2", **form, date=2)
    assert Plan.objects.get().occasion.number == 2


def test_more_rounds_or_fewer_while_it_goes_on(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    begin(cast.ada, plan)
    address = f"{plan.get_absolute_url()}change/"
    assert "From round 2 on" in read(cast.ada, address)
    send(cast.ada, address, rounds=4, size=3, minutes=5)
    assert plan.rounds.count() == 4
    assert groups(plan) == {"ada ben", "cleo dan"}
    send(cast.ada, address, rounds=1, size=2, minutes=5)
    assert plan.rounds.count() == 1
    assert groups(plan) == {"ada ben", "cleo dan"}
    send(cast.ada, address, away=1)
    assert not Plan.objects.exists()
    assert Met.objects.count() == 2, "whom people have met, they keep"


def test_a_worker_that_is_killed_leaves_nothing_and_the_next_one_mixes_once(
    evening: Gathering,
) -> None:
    plan = makes(evening)
    assert plan.claim(AT)  # and there it was killed
    assert works(AT + timedelta(seconds=30)) == 0
    later = AT + timedelta(minutes=2)
    assert tick(later) > 0
    assert works(later) == 1
    assert len(groups(plan)) == 2
    stood = groups(plan)
    Plan.objects.filter(pk=plan.pk).update(state=State.WAITING)
    assert run_one("mixing.plan", plan.pk, later)
    assert groups(plan) == stood
    assert Seat.objects.count() == 8


def test_an_answer_to_an_older_wish_is_not_taken(cast: Cast, evening: Gathering) -> None:
    plan = makes(evening)
    before = feed(plan)
    actions.add(cast.ada, plan, names=["Xenia"], at=AT)
    with pytest.raises(Changed):
        write_down(plan, before, {1: (before.people,), 2: ()}, AT)
    assert not Seat.objects.exists()
    assert works() == 1
    assert any("xenia" in group for group in groups(plan))


def test_whoever_hosts_goes_on_at_the_screen_too(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    screen = f"{plan.get_absolute_url()}screen/"
    assert "Begin round 1" in read(cast.ada, screen)
    assert "Begin round" not in read(cast.ben, screen)
    page = send(cast.ada, f"{plan.get_absolute_url()}next/", after=0, screen=1)
    assert "Round 1 of 2" in page
    assert "Begin round 2" in page


def test_no_round_begins_before_the_day(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    with pytest.raises(actions.TooSoon):
        begin(cast.ada, plan, at=AT - timedelta(hours=13))
    Occasion.objects.filter(number=1).update(ends_at=AT + 4 * DAY, starts_at=AT + 3 * DAY)
    page = read(cast.ada, plan.get_absolute_url())
    assert "on the day itself" in page
    assert "Begin round" not in page
    assert "on the day itself" in send(cast.ada, f"{plan.get_absolute_url()}next/", after=0)
    assert not Met.objects.exists(), "nobody has met before the day"


def test_all_on_paper(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening, ["Xenia"]), FIRST, SECOND)
    table = read(cast.ada, f"{plan.get_absolute_url()}table/")
    assert "Ada Anker, Ben Birch" in table
    assert "Sitting out: Xenia" in " ".join(table.split())
    cards = read(cast.ada, f"{plan.get_absolute_url()}cards/")
    assert cards.count("<h2>") >= 5
    assert "Group 2" in cards


def test_a_date_that_is_off_or_long_over_mixes_no_more(cast: Cast, evening: Gathering) -> None:
    plan = by_hand(makes(evening), FIRST, SECOND)
    late = date_of(evening).ends_at + timedelta(hours=13)
    with pytest.raises(actions.Over):
        begin(cast.ada, plan, at=late)
    with pytest.raises(actions.Over):
        makes(evening, at=late)
