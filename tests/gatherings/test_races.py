"""Thirty at once: four seats are four seats, and everybody else waits, in one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.gatherings import actions
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.people.models import Person
from tests import builders
from tests.apart import apart, site
from tests.copies import FILE
from tests.gatherings import cast, racing

pytestmark = pytest.mark.django_db(transaction=True)
Stands = list[tuple[int, str]]


def all_at_once(do: Callable[[Any], str], things: Sequence[Any]) -> list[str]:
    """Ten at a time, a connection each."""

    def alone(thing: Any) -> str:
        try:
            return do(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        return list(threads.map(alone, things))


def as_it_stands() -> Stands:
    return [
        (who, says)
        for who, says in Answer.objects.order_by("since", "pk").values_list("person", "says")
    ]


def say(what: str) -> Callable[[Person], str]:
    def saying(person: Person) -> str:
        on = Occasion.objects.order_by("number").first()
        assert on is not None
        said = actions.answer(person, on, says=what, every=True, at=timezone.now())
        return said[0].says

    return saying


def a_full_table(seats: int, people: int, **said: Any) -> tuple[Gathering, list[Person]]:
    host, circle = builders.person("Ada"), builders.circle()
    builders.member(circle, host)
    guests = [builders.person(f"Guest{number}") for number in range(people)]
    for one in guests:
        builders.member(circle, one)
    return cast.soup(host, circle, seats=seats, **said), guests


def seats_are_kept(seats: int, guests: list[int], told: list[str], stands: Stands) -> None:
    """Each is told what stands there; as many as there are seats come, and nobody is lost."""
    assert Counter(told) == {"yes": seats, "waiting": len(guests) - seats}
    assert dict(stands) == dict(zip(guests, told, strict=True))
    assert len(stands) == len(guests)


def seats_are_offered(gone: list[str], stands: Stands, after: Stands) -> None:
    """As many as went, to those who had waited longest; the others keep their place."""
    assert set(gone) == {"no"}
    waited = [person for person, says in stands if says == "waiting"]
    asked, rest = waited[: len(gone)], waited[len(gone) :]
    assert [person for person, says in after if says == "offered"] == asked
    assert [person for person, says in after if says == "waiting"] == rest
    assert Counter(says for _who, says in after)["yes"] == Counter(s for _w, s in stands)[
        "yes"
    ] - len(gone)


@pytest.mark.parametrize("_round", range(5))
def test_as_many_come_as_there_are_seats_however_many_say_yes_at_once(
    _round: int, tmp_path: Path, copied: str
) -> None:
    seats, people = 4, 30
    if connection.vendor == "sqlite":
        # One in memory tells threads that it is locked, and lets nobody wait; sites have a file.
        assert copied == str(tmp_path / FILE)
        guests, told, stands, gone, after = apart(
            site(tmp_path, copied), racing.race, seats, people
        )
    else:
        _made, persons = a_full_table(seats, people, times=1)
        guests = [one.pk for one in persons]
        told = all_at_once(say("yes"), persons)
        stands = as_it_stands()
        seated = [pk for pk, says in stands if says == "yes"][: seats // 2]
        gone = all_at_once(say("no"), [one for one in persons if one.pk in seated])
        after = as_it_stands()
    seats_are_kept(seats, guests, told, stands)
    seats_are_offered(gone, stands, after)


only_a_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one write at a time: see the test above"
)


@only_a_server
@pytest.mark.parametrize(
    "deeds", [("yes", "change", "no"), ("yes", "leave"), ("yes", "no", "leave")]
)
def test_whole_series_are_answered_changed_and_left_at_once_and_nobody_waits_for_ever(
    deeds: tuple[str, ...],
) -> None:
    made, guests = a_full_table(4, 30, times=4)
    host, last = made.host, cast.FIRST_DAY + timedelta(days=30)
    assert host is not None
    # By their hours, dates stand in another order from now on than by their numbers.
    actions.move(host, cast.date_of(made, 2), day=last, time=cast.HOUR, at=cast.AT)

    def one_of(deed: tuple[str, Person]) -> str:
        what, who = deed
        if what == "change":
            actions.change(host, made, name=f"Soup of {who.pk}", at=timezone.now())
        elif what == "leave":
            leave(who, made.circle, at=timezone.now())
        else:
            # Whoever has left already is not asked any more.
            with suppress(NotAllowed) if "leave" in deeds else nullcontext():
                say(what)(who)
        return what

    all_at_once(
        one_of, [(what, who) for who in guests for what in deeds if who.pk % 3 or what != deeds[-1]]
    )
    for number in range(1, 5):
        rows = Answer.objects.filter(occasion=cast.date_of(made, number))
        seated, waiting = rows.seated().count(), rows.waiting().count()
        assert seated <= 4
        assert seated == 4 or not waiting, "a seat is free while somebody waits for it"


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_locks where not granted")
        return cursor.fetchone() is not None


@only_a_server
def test_one_gives_a_seat_back_while_another_leaves_the_circle_and_both_get_through() -> None:
    made, guests = a_full_table(1, 3, times=1)
    for one in guests:
        say("yes")(one)
    seated, next_one, leaving = guests
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            say("no")(seated)
            left = threads.submit(
                all_at_once, lambda who: str(leave(who, made.circle, at=cast.AT)), [leaving]
            )
            while not (left.done() or somebody_waits_for_a_lock()):
                pass
        assert len(left.result()) == 1
    assert dict(as_it_stands()) == {seated.pk: "no", next_one.pk: "offered"}


@only_a_server
def test_two_take_on_what_nobody_hosts_at_once_and_one_of_them_hosts() -> None:
    made, guests = a_full_table(4, 8, times=1)
    Gathering.objects.update(host=None)

    def take_on(person: Person) -> str:
        try:
            actions.take_on(person, Gathering.objects.get(pk=made.pk), at=timezone.now())
        except actions.Over:
            return "over"
        except NotAllowed:
            return "not allowed"
        return "hosts"

    told = Counter(all_at_once(take_on, guests))
    assert told["hosts"] == 1
    assert told["over"] + told["not allowed"] == len(guests) - 1
