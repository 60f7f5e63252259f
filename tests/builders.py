"""People and circles for tests: a builder takes what a test cares about and fills in the rest.

What stands here are rows, and not what people do to come by them, because that always says more
than a test has asked for: a journal, letters, a founder. ``tests/circles/test_builders.py`` holds
these rows to those that the real ways leave, so that they cannot grow apart. All else is made by
the actions themselves.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from time import time
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client

from kinweave.circles.models import Came, Circle, Membership, Scale, Standing
from kinweave.people.models import Person, Profile

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=2)
"""When the world was made: lately, so that what people do in a test comes after it."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
"""Through which people sign in; Django wants to know."""
_numbers = count(1)


def person(name: str = "Ada Anker", **fields: Any) -> Person:
    """Somebody with an account, a confirmed address and an empty profile: as signing up leaves
    them, without the two letters, two pages and a session that it takes."""
    address = fields.pop("email", f"{name.split()[0].lower()}-{next(_numbers)}@example.org")
    made: Person = Person.objects.create_user(address, name=name, joined_at=NOW, **fields)
    Profile.objects.create(person=made)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def circle(name: str = "Riverbend", scale: str = Scale.CONGREGATION, **fields: Any) -> Circle:
    """A circle with nobody in it. ``actions.found`` leaves its founder in it, a responsibility
    that they hold, and a line in the journal; a test that wants these calls it."""
    slug = fields.pop("slug", f"{name.lower().replace(' ', '-')}-{next(_numbers)}")
    made: Circle = Circle.objects.create(name=name, scale=scale, slug=slug, began_at=NOW, **fields)
    return made


def member(of: Circle, who: Person, standing: str = Standing.FRIEND, **fields: Any) -> Membership:
    """Somebody in a circle since :data:`NOW`, as an invitation lets them in. ``actions.enter``
    needs one, and so somebody who is there before them."""
    fields = {"since": NOW, "came": Came.INVITED, **fields}
    made: Membership = Membership.objects.create(circle=of, person=who, standing=standing, **fields)
    return made


def came_in(client: Client, who: Person, ago: timedelta = timedelta()) -> Client:
    """``client``, in which ``who`` signed in so long ago."""
    client.force_login(who, BACKEND)
    session = client.session
    shown = {"method": "came in", "at": time() - ago.total_seconds(), "reauthenticated": True}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = str(who.pk)
    session.save()
    return client
