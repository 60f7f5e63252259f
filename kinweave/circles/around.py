"""What stands around a circle, for those who may read it: each function gives one page's part."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from kinweave.access import Viewer
from kinweave.circles.actions.belonging import WAY_BACK, way_back
from kinweave.circles.models import (
    Acceptance,
    Circle,
    CrewWish,
    Expectations,
    Invitation,
    Membership,
    Question,
    Scale,
)
from kinweave.people.models import Person


def expected(circle: Circle) -> Expectations | None:
    """The version that holds: for members, and for whoever stands at the door."""
    return Expectations.objects.filter(circle=circle).first()


def accepted(person_id: int | None, version: Expectations | None) -> bool:
    """Whether somebody has said yes to it, or there is nothing to say yes to."""
    if version is None:
        return True
    return Acceptance.objects.filter(person=person_id, expectations=version).exists()


def asked(circle: Circle) -> list[Question]:
    """The questions to whoever would like to join, in order."""
    return list(Question.objects.filter(circle=circle, asked=True))


def asked_once(circle: Circle) -> list[Question]:
    """The questions that are not asked any more."""
    return list(Question.objects.filter(circle=circle, asked=False))


def question_of(circle: Circle, number: object) -> Question | None:
    """One question, asked or not."""
    if not str(number).isdecimal():
        return None
    return Question.objects.filter(circle=circle, pk=int(str(number))).first()


def invitation_with(token: str) -> Invitation | None:
    """The invitation behind a link."""
    return Invitation.objects.all().with_token(token)


def members(viewer: Viewer, circle: Circle) -> QuerySet[Person]:
    """Everybody who belongs to a circle now and whom the viewer sees, by name."""
    current = Membership.objects.current().filter(circle=circle)
    found: QuerySet[Person] = Person.objects.visible_to(viewer)
    return found.filter(pk__in=current.values("person")).order_by("name", "pk")


def size(circle: Circle) -> int:
    """How many people are in it."""
    return Membership.objects.current().filter(circle=circle).count()


def is_last_partner(viewer: Viewer, circle: Circle) -> bool:
    """Whether nobody would tend it without this person."""
    others = Membership.objects.current().filter(circle=circle, standing="partner")
    return circle.pk in viewer.partners and not others.exclude(person=viewer.person).exists()


def wishes(viewer: Viewer, circle: Circle, today: date) -> QuerySet[CrewWish]:
    """Who would like a crew and is in none inside this circle: names, words and dates."""
    inside = Membership.objects.current().filter(
        circle__parent=circle,
        circle__scale=Scale.CREW,
        circle__ended_at=None,
        person=OuterRef("person"),
    )
    here = Membership.objects.current().filter(circle=circle, person=OuterRef("person"))
    rows: QuerySet[CrewWish] = CrewWish.objects.visible_to(viewer).filter(
        Exists(here), circle=circle, ended_at=None, until__gte=today
    )
    return rows.exclude(Exists(inside)).select_related("person")


def left_lately(person: Person, now: datetime) -> list[Circle]:
    """Circles that somebody may still come back to by themselves."""
    rows = Membership.objects.filter(person=person, until__gt=now - WAY_BACK)
    circles = Circle.objects.filter(pk__in=rows.values("circle"))
    return [circle for circle in circles if way_back(person, circle, now)]


def left_by(person: Person, slug: str, now: datetime) -> Circle | None:
    """The same for one circle."""
    return next((circle for circle in left_lately(person, now) if circle.slug == slug), None)
