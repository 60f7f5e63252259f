"""What tests build is what people come by on the real ways."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from kinweave.circles import actions
from kinweave.circles.models import Circle, Membership, Scale
from kinweave.people.models import Person
from tests import builders
from tests.builders import NOW
from tests.people.test_sign_in import code_in_the_last_letter

OF_ITS_OWN = {
    "id",
    "slug",
    "password",
    "last_login",
    "joined_at",
    "circle_id",
    "person_id",
    "through_id",
}
"""What differs between any two."""


def said_of(row: Model) -> dict[str, Any]:
    """All else that its row says."""
    fields = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in fields if name not in OF_ITS_OWN}


def test_somebody_is_as_whoever_makes_an_account(client: Client) -> None:
    told = {"email": "ada@example.org", "name": "Ada Anker"}
    asked = client.post(reverse("account_signup"), told)
    client.post(asked["Location"], {"code": code_in_the_last_letter()})
    real = Person.objects.get()
    built = builders.person("Ada Anker", email="ada-two@example.org", language=real.language)
    assert said_of(built) == {**said_of(real), "email": built.email}
    assert said_of(built.profile) == said_of(real.profile)
    (theirs,), (ours,) = real.emailaddress_set.all(), built.emailaddress_set.all()
    assert (ours.verified, ours.primary) == (theirs.verified, theirs.primary)


def test_a_circle_is_as_one_that_somebody_founds() -> None:
    real = actions.found(builders.person(), name="Riverbend", scale=Scale.CONGREGATION, at=NOW)
    built = Circle.objects.get(pk=builders.circle("Riverbend").pk)
    assert said_of(built) == said_of(Circle.objects.get(pk=real.pk))


def test_a_member_is_as_one_who_was_invited() -> None:
    ada, bo, cy = (builders.person(name) for name in ("Ada", "Bo", "Cy"))
    circle = actions.found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=NOW)
    actions.enter(bo, actions.invite(ada, circle, at=NOW), at=NOW)
    builders.member(circle, cy)
    came, built = (Membership.objects.get(person=one) for one in (bo, cy))
    assert said_of(built) == said_of(came)
