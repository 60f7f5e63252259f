"""Many people take few beds, eight at a time: what each was told, and then who
has a bed and who a seat."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kinweave.gatherings.models import Answer
from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.models import Booking, Retreat, Room
from kinweave.retreats.refusals import Full
from tests import builders
from tests.crowd import at_once
from tests.gatherings.cast import riverbend
from tests.retreats.cast import mill


def take(person: int) -> str:
    """This person would like a bed in the only room there is."""
    try:
        actions.book(
            Person.objects.get(pk=person), Retreat.objects.get(), amount=0,
            room=Room.objects.get(), at=timezone.now(),
        )  # fmt: skip
    except Full:
        return "full"
    return "bed"


def set_up(beds: int, people: int) -> list[int]:
    """A room, and people who would like to sleep in it."""
    cast = riverbend()
    made = mill(cast, free=True)
    Room.objects.filter(retreat=made).update(beds=beds)
    guests = [builders.person(f"Guest{number}") for number in range(people)]
    for one in guests:
        builders.member(cast.circle, one)
    return [one.pk for one in guests]


def as_it_stands() -> tuple[list[int], list[int]]:
    """Who has a bed, and who has a seat."""
    beds = Booking.objects.standing().exclude(room=None).order_by("person")
    seats = Answer.objects.filter(says="yes").order_by("person")
    return list(beds.values_list("person", flat=True)), list(seats.values_list("person", flat=True))


def race(beds: int, people: int) -> list[Any]:
    """Let them come, and tell."""
    guests = set_up(beds, people)
    told = at_once(take, guests)
    return [told, *as_it_stands()]
