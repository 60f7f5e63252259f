"""People of the demo come: an account, what they tell of themselves, their week, a drawn face."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress

from kinweave.demo.hours import week_of
from kinweave.demo.portraits import portrait
from kinweave.demo.texts import Said
from kinweave.people.actions.profile import show_picture, tell_of_oneself
from kinweave.people.actions.week import paint_week
from kinweave.people.models import Person, Topic

HE = {"he", "él", "ele", "hij"}


def arrive(said: Said, *, at: datetime) -> Person:
    """Somebody with everything that they tell of themselves; only the code by mail is left out."""
    person: Person = Person.objects.create_user(
        said.address, name=said.name, time_zone=said.zone, joined_at=at
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    tell_of_oneself(
        person,
        at=at,
        name=said.name,
        time_zone=said.zone,
        languages=dict(said.spoken),
        topics={kind: getattr(said, field) for kind, field in _FIELDS.items()},
        pronouns=said.pronouns,
        about=said.about,
        place=said.place,
        **{f"{field}_told": how for field, how in said.told.items()},
    )
    if not said.bare:
        face = portrait(said.name, bearded=bool(HE & set(said.pronouns.split(", "))))
        show_picture(person, upload=face, size=face.getbuffer().nbytes, at=at)
    paint_week(person, week=week_of(said.hours), at=at)
    return person


_FIELDS = {
    Topic.Kind.INTEREST: "interests",
    Topic.Kind.SKILL: "skills",
    Topic.Kind.LEARNING: "learning",
}
