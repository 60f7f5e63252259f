"""A round from its opening to "did you meet?", and what people do in between."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.circles.models import Circle, Standing
from kinweave.jobs.actions import run_due, run_one, tick
from kinweave.jobs.models import State
from kinweave.met.record import pairs_among
from kinweave.notices.models import Delivery, Notice
from kinweave.people.actions.blocks import block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Person, WeeklyHours
from kinweave.rounds import actions
from kinweave.rounds.exporting import rounds as exported
from kinweave.rounds.feeding import feed
from kinweave.rounds.models import Meeting, Place, Round, Wish
from kinweave.rounds.pairing import paired
from kinweave.rounds.tasks import Changed, write_down
from tests import builders
from tests.gatherings.cast import AT, Cast, client_of, riverbend, somebody

DAY = timedelta(days=1)
PAIRS = AT + 3 * DAY
PATH = "/circles/riverbend/rounds/"


@pytest.fixture
def cast() -> Cast:
    return riverbend()


def opens(cast: Cast, shape: str = "pairs", pairs_at: datetime = PAIRS) -> Round:
    return actions.open_round(
        cast.stella, cast.circle, shape=shape, pairs_at=pairs_at, at=pairs_at - 3 * DAY
    )


def are_in(cast: Cast, *names: str, **said: Any) -> None:
    for name in names:
        actions.count_in(cast.people[name], cast.circle, at=AT, **said)


def pairs(one: Round, at: datetime | None = None) -> set[str]:
    """Who meets whom, once the worker had its turn."""
    run_due(at or one.pairs_at, Round)
    met: dict[int, list[str]] = {}
    for place in Place.objects.filter(round=one, meeting__isnull=False).select_related("person"):
        met.setdefault(place.meeting_id or 0, []).append(place.person.name.split()[0])
    return {" ".join(sorted(some)) for some in met.values()}


def alone(one: Round) -> set[str]:
    rows = Place.objects.filter(round=one, meeting=None).select_related("person")
    return {place.person.name.split()[0] for place in rows}


def told(letter: str) -> list[str]:
    rows = Delivery.objects.filter(letter=f"rounds.{letter}").select_related("receiver")
    return sorted(one.receiver.name.split()[0] for one in rows)


def page(reader: Person, address: str = PATH) -> str:
    answer = client_of(reader).get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def meeting_of(person: Person) -> Meeting:
    found = Place.objects.filter(person=person, meeting__isnull=False).last()
    assert found is not None
    return Meeting.objects.get(pk=found.meeting_id)


def test_who_counts_themselves_in_is_paired_and_reads_with_whom(cast: Cast) -> None:
    one = opens(cast)
    assert Notice.objects.filter(letter="rounds.opened").count() == 4, "all but her who opened it"
    for name in ("ada", "ben"):
        said = {"do": "once", "hours": "on"}
        shown = client_of(cast.people[name]).post(PATH, said, follow=True).content.decode()
        assert "You are in for the next round." in shown
    Wish.objects.update(since=AT)
    for name in ("ada", "ben"):
        WeeklyHours.objects.create(person=cast.people[name], week="f" * 336, changed_at=AT)
    assert "Ada" not in page(cast.stella), "who takes part is told to nobody"
    assert pairs(one) == {"Ada Ben"}
    assert told("paired") == ["Ada", "Ben"]
    assert "Ben Birch" in page(cast.ada)
    address = meeting_of(cast.ada).get_absolute_url()
    assert "Hours that suit all of you" in page(cast.ada, address)
    for other in (cast.cleo, cast.stella, cast.sol):
        assert client_of(other).get(address).status_code == 404
    assert not Wish.objects.exists(), "once is once"


@pytest.mark.parametrize(
    ("names", "meet", "left"),
    [
        ((), set(), set()),
        (("ada",), set(), {"Ada"}),
        (("ada", "ben"), {"Ada Ben"}, set()),
        (("ada", "ben", "cleo"), {"Ada Ben Cleo"}, set()),
    ],
)
def test_a_round_with_few_people(
    cast: Cast, names: tuple[str, ...], meet: set[str], left: set[str]
) -> None:
    one = opens(cast)
    are_in(cast, *names)
    assert pairs(one) == meet
    assert alone(one) == left
    if left:
        assert "Nobody this time" in page(cast.ada)
        assert "You are in for the next round." in page(cast.ada)


@pytest.mark.parametrize("shape", ["ring", "trios"])
def test_with_two_any_shape_is_a_pair(cast: Cast, shape: str) -> None:
    one = opens(cast, shape)
    are_in(cast, "ada", "ben")
    assert pairs(one) == {"Ada Ben"}


def test_in_a_ring_everybody_listens_to_one_and_is_heard_by_another(cast: Cast) -> None:
    one = opens(cast, "ring")
    are_in(cast, "ada", "ben", "cleo", "dan")
    assert len(pairs(one)) == 4
    for name in ("ada", "ben", "cleo", "dan"):
        rows = Place.objects.filter(person=cast.people[name])
        assert sorted(rows.values_list("part", flat=True)) == ["heard", "listens"]
    assert "steward" in page(cast.ada, meeting_of(cast.ada).get_absolute_url())


def test_nobody_meets_twice_before_they_have_met_everyone(cast: Cast) -> None:
    are_in(cast, "ada", "ben", "cleo", "dan", once=False)
    seen: list[str] = []
    for n in range(3):
        one = opens(cast, pairs_at=PAIRS + 21 * n * DAY)
        seen += sorted(pairs(one))
    assert len(set(seen)) == 6 == len(seen)


def test_who_is_in_a_pair_together_is_rather_paired_with_somebody_else(cast: Cast) -> None:
    near = builders.circle("Ada and Ben", "dyad")
    for name in ("ada", "ben"):
        builders.member(near, cast.people[name])
    one = opens(cast)
    are_in(cast, "ada", "ben", "cleo", "dan")
    assert "Ada Ben" not in pairs(one)


def test_the_letter_says_with_whom_or_that_there_was_nobody_and_goes_out_once(
    cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben", "cleo")
    for other in ("ada", "ben"):
        block(cast.cleo, cast.people[other], at=AT)
    assert pairs(one) == {"Ada Ben"}
    for _twice in range(2):
        run_due(PAIRS, Delivery)
    said = {letter.to[0].split("@")[0]: str(letter.body) for letter in mailoutbox}
    assert len(mailoutbox) == 3
    assert "Ben Birch" in said["ada"]
    assert "Ada Anker" in said["ben"]
    assert "there was nobody for you to meet this time" in said["cleo"]
    assert "Ada" not in said["cleo"]


def test_the_odd_one_is_another_each_time(cast: Cast) -> None:
    are_in(cast, "ada", "ben", "cleo", "dan", "stella", once=False)
    block(cast.stella, cast.dan, at=AT)
    trios = []
    for n in range(2):
        one = opens(cast, pairs_at=PAIRS + 21 * n * DAY)
        trios += [set(some.split()) for some in pairs(one) if len(some.split()) == 3]
        assert alone(one) == set()
    assert len(trios) == 2
    assert trios[0] != trios[1]
    assert not [trio for trio in trios if {"Stella", "Dan"} <= trio]


def test_who_says_it_after_the_hour_is_in_the_next_round(cast: Cast) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben")
    actions.count_in(cast.cleo, cast.circle, at=PAIRS + timedelta(minutes=1))
    assert pairs(one, PAIRS + timedelta(minutes=2)) == {"Ada Ben"}
    later = opens(cast, pairs_at=PAIRS + 21 * DAY)
    are_in(cast, "dan")
    assert pairs(later) == {"Cleo Dan"}


def test_a_break_ends_by_itself_and_out_is_out(cast: Cast) -> None:
    are_in(cast, "ada", "ben", "cleo", "dan", once=False)
    actions.pause(cast.ada, cast.circle, until=(PAIRS + 9 * DAY).date())
    actions.count_out(cast.ben, cast.circle)
    assert pairs(opens(cast)) == {"Cleo Dan"}
    assert "Ada" in " ".join(pairs(opens(cast, pairs_at=PAIRS + 21 * DAY)))


def test_who_leaves_is_forgotten_or_blocks_before_the_hour_is_not_paired(cast: Cast) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben", "cleo", "dan")
    leave(cast.ada, cast.circle, at=AT)
    forget(cast.ben.pk, at=AT)
    block(cast.cleo, cast.dan, at=AT)
    assert pairs(one) == set()
    assert alone(one) == {"Cleo", "Dan"}
    assert told("paired") == ["Cleo", "Dan"]


@pytest.mark.parametrize("how", ["leaves", "forgotten", "blocks"])
def test_after_it_a_pair_falls_through_in_the_same_words_whatever_happened(
    cast: Cast, how: str
) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben")
    assert pairs(one) == {"Ada Ben"}
    address = meeting_of(cast.ben).get_absolute_url()
    if how == "leaves":
        leave(cast.ada, cast.circle, at=PAIRS + DAY)
    elif how == "forgotten":
        forget(cast.ada.pk, at=PAIRS + DAY)
    else:
        block(cast.ada, cast.ben, at=PAIRS + DAY)
    assert "Ben" in told("fell_through")
    assert "Nobody this time" in page(cast.ben)
    assert client_of(cast.ben).get(address).status_code == 404


def test_of_three_the_others_still_meet(cast: Cast) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben", "cleo")
    pairs(one)
    block(cast.ada, cast.ben, at=PAIRS + DAY)
    assert pairs(one) == {"Ben Cleo"}
    assert alone(one) == {"Ada"}


def test_whether_they_met_is_asked_once_and_a_yes_is_noted_for_both(cast: Cast) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben")
    pairs(one)
    one.refresh_from_db()
    for at in (one.ends_at, one.ends_at + DAY):
        tick(at)
        run_due(at, Round)
    assert Notice.objects.filter(letter="rounds.did_you_meet").count() == 2
    address = meeting_of(cast.ada).get_absolute_url()
    shown = client_of(cast.ada).post(address, {"says": "yes"}, follow=True).content.decode()
    assert 'value="yes" aria-pressed="true"' in shown
    assert 'aria-pressed="true"' not in page(cast.ben, address), "each sees their own answer"
    assert set(pairs_among([cast.ada.pk, cast.ben.pk])) == {(cast.ada.pk, cast.ben.pk)}
    assert "Ada Anker" in page(cast.ben, "/met/")
    with pytest.raises(NotAllowed):
        actions.say(cast.cleo, meeting_of(cast.ada), says="yes", at=AT)


def test_two_who_say_that_they_did_not_meet_may_be_paired_again(cast: Cast) -> None:
    are_in(cast, "ada", "ben", "cleo", "dan", once=False)
    first = opens(cast)
    pairs(first)
    for name in ("ada", "ben", "cleo", "dan"):
        who = cast.people[name]
        actions.say(who, meeting_of(who), says="no", at=PAIRS + DAY)
    assert pairs_among([one.pk for one in cast.people.values()]) == {}
    assert feed(opens(cast, pairs_at=PAIRS + 21 * DAY)).met == {}


def test_a_worker_killed_after_the_pairs_were_kept_keeps_them_and_writes_no_second_letter(
    cast: Cast,
) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben", "cleo", once=False)
    assert one.claim(PAIRS)
    before = feed(one)
    write_down(one, before, paired(before, one.shape, seed=1), PAIRS)
    kept = list(Place.objects.values_list("pk", "person", "meeting"))
    later = PAIRS + timedelta(hours=1)  # and here it is killed
    tick(later)
    run_due(later, Round)
    assert list(Place.objects.values_list("pk", "person", "meeting")) == kept
    assert told("paired") == ["Ada", "Ben", "Cleo"]
    one.refresh_from_db()
    assert (one.state, one.next_attempt) == (State.WAITING, one.ends_at)


def test_who_goes_while_the_engine_works_is_in_no_pair(cast: Cast) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben", "cleo")
    before = feed(one)
    made = paired(before, one.shape, seed=1)
    leave(cast.ada, cast.circle, at=PAIRS)
    with pytest.raises(Changed):
        write_down(one, before, made, PAIRS)
    assert not Place.objects.exists()
    assert pairs(one) == {"Ben Cleo"}


def test_doing_it_again_does_nothing(cast: Cast) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben", once=False)
    pairs(one)
    kept = list(Place.objects.values_list("pk", flat=True))
    assert not run_one("rounds.round", one.pk, PAIRS)
    with pytest.raises(actions.TooLate):
        actions.call_off(cast.stella, one, at=PAIRS)
    assert list(Place.objects.values_list("pk", flat=True)) == kept


def test_one_round_is_open_at_a_time_and_who_tends_the_circle_opens_it(cast: Cast) -> None:
    one = opens(cast)
    with pytest.raises(actions.OpenAlready):
        opens(cast)
    assert client_of(cast.ada).get(f"{PATH}tend/").status_code == 403
    assert client_of(cast.sol).get(PATH).status_code == 404
    said = {"do": "open", "day": (AT + 9 * DAY).date().isoformat(), "shape": "ring"}
    shown = client_of(cast.stella).post(f"{PATH}tend/", said, follow=True).content.decode()
    assert "There is an open round here." in shown
    client_of(cast.stella).post(f"/rounds/{one.pk}/off/")
    are_in(cast, "ada", "ben")
    assert pairs(one) == set()
    assert client_of(cast.stella).post(f"{PATH}tend/", said).status_code == 302
    assert Round.objects.open().get().shape == "ring"


def test_a_standing_schedule_opens_rounds_by_itself_once_each_time(cast: Cast) -> None:
    actions.schedule(cast.stella, cast.circle, shape="pairs", weeks=2, opens_at=PAIRS, at=AT)
    assert actions.open_due(PAIRS - DAY) == 0
    assert actions.open_due(PAIRS) == 1
    assert actions.open_due(PAIRS + DAY) == 0
    one = Round.objects.open().get()
    assert (one.opened_by, one.pairs_at) == (None, PAIRS + 7 * DAY)
    assert actions.open_due(PAIRS + 14 * DAY) == 0, "one is open still: it waits for its turn"
    pairs(one)
    assert actions.open_due(PAIRS + 28 * DAY) == 1
    actions.unschedule(cast.stella, cast.circle, at=AT)
    assert actions.open_due(PAIRS + 99 * DAY) == 0


def test_what_one_takes_along_names_nobody(cast: Cast) -> None:
    one = opens(cast)
    are_in(cast, "ada", "ben", once=False)
    pairs(one)
    found = exported(cast.ada)
    assert [row["paired"] for row in found["places"]] == [True]
    assert "Ben" not in str(found)


def test_the_page_asks_as_often_after_many_rounds_as_after_one(cast: Cast) -> None:
    def asked() -> int:
        client = client_of(cast.ada)
        client.get(PATH)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PATH).status_code == 200
        return len(queries)

    people = [somebody(f"Person{n} Person") for n in range(8)]
    for n, other in enumerate(people):
        builders.member(cast.circle, other)
        at = PAIRS + n * DAY
        one = Round.objects.create(
            circle=cast.circle, shape="pairs", opened_at=AT, pairs_at=at, ends_at=at,
            next_attempt=at, paired_at=at,
        )  # fmt: skip
        meeting = Meeting.objects.create(round=one)
        for who in (cast.ada, other):
            Place.objects.create(round=one, meeting=meeting, person=who)
        if n == 0:
            few = asked()
    assert asked() == few


def test_a_crew_may_have_rounds_and_a_pair_has_none() -> None:
    for scale, may in (("crew", 200), ("dyad", 403)):
        who = somebody(f"{scale.title()} Person")
        circle: Circle = builders.circle(scale.title(), scale)
        builders.member(circle, who, Standing.PARTNER)
        assert client_of(who).get(f"/circles/{circle.slug}/rounds/").status_code == may
