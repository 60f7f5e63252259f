"""Fifty people open a link for a few, eight at a time; or somebody leaves and comes back in many
browsers at once: what each was told."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from kinweave.circles import actions
from kinweave.circles.models import Circle, Invitation, Membership, Scale
from kinweave.people.models import Person
from tests import builders
from tests.crowd import at_once


def come(person: int) -> str:
    """What became of this person, who holds the only link there is."""
    try:
        actions.enter(Person.objects.get(pk=person), Invitation.objects.get(), at=timezone.now())
    except actions.Closed:
        return "closed"
    except DatabaseError as error:
        return str(error)
    return "inside"


def leave_or_come_back(browser: int) -> str:
    """Dee leaves, and in each other browser comes back. Nobody else is in the circle."""
    dee, circle = Person.objects.get(name="Dee"), Circle.objects.get()
    try:
        if browser % 2:
            actions.come_back(dee, circle, at=timezone.now())
            return "back"
        actions.leave(dee, circle, at=timezone.now())
    except actions.Closed:
        return "closed"
    except DatabaseError as error:
        return str(error)
    return "gone"


def alone_in_a_circle() -> None:
    """Dee has begun one."""
    actions.found(builders.person("Dee"), name="Pod", scale=Scale.CREW, at=timezone.now())


def comings_and_goings() -> list[list[str | None]]:
    """From when to when Dee was in it, in the order in which it was heard."""
    rows = Membership.objects.order_by("pk").values_list("since", "until")
    return [[since.isoformat(), until and until.isoformat()] for since, until in rows]


def left_and_back(browsers: int) -> list[Any]:
    """The same of somebody who leaves and comes back."""
    alone_in_a_circle()
    return [at_once(leave_or_come_back, range(browsers)), comings_and_goings()]


def race(uses: int, people: int) -> list[Any]:
    """Let them come, and tell."""
    now = timezone.now()
    ada = builders.person("Ada")
    circle = actions.found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=now)
    actions.invite(ada, circle, uses=uses, at=now)
    guests = [builders.person(f"Guest{number}").pk for number in range(people)]
    told = at_once(come, guests)
    members = Membership.objects.filter(circle=circle).count()
    return [told, Invitation.objects.get().used, members]
