"""Many people take one place of a role, eight at a time: what each was told, and whose it
is then."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from kinweave.gatherings.models import Occasion
from kinweave.people.models import Person
from kinweave.preparing import actions
from kinweave.preparing.models import Role, Taken
from tests import builders
from tests.crowd import at_once
from tests.gatherings import cast
from tests.preparing.doing import opens


def take(person: int) -> str:
    """What it comes to when this person would like the only role on the only date."""
    try:
        actions.take(
            Person.objects.get(pk=person), Role.objects.get(), Occasion.objects.get(),
            at=timezone.now(),
        )  # fmt: skip
    except actions.TakenAlready:
        return "too late"
    except DatabaseError as error:
        return str(error)
    return "taken"


def a_role_for(people: int, **said: object) -> list[Person]:
    """So many who come to an evening with one place for a cook."""
    host, circle = builders.person("Ada"), builders.circle()
    builders.member(circle, host)
    made = cast.soup(host, circle, **{"times": 1, **said})
    opens(made)
    guests = [builders.person(f"Guest{number}") for number in range(people)]
    for one in guests:
        builders.member(circle, one)
        cast.says(one, made, "yes", every=True)
    return guests


def race(people: int) -> list[Any]:
    """Let them take it, and tell."""
    guests = [one.pk for one in a_role_for(people)]
    told = at_once(take, guests)
    return [guests, told, list(Taken.objects.values_list("person", flat=True))]
