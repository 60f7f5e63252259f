"""People of the demo come: an account, what they tell of themselves, their week, a drawn face."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress

from kinweave.demo.hours import week_of
from kinweave.demo.portraits import portrait
from kinweave.demo.texts import Said
from kinweave.people import pictures
from kinweave.people.models import Person, Profile, SpokenLanguage, Topic, WeeklyHours

HE = {"he", "él", "ele", "hij"}


def arrive(said: Said, *, at: datetime) -> Person:
    """Somebody with everything that they tell of themselves."""
    person: Person = Person.objects.create_user(
        said.address, name=said.name, time_zone=said.zone, joined_at=at
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Profile.objects.create(
        person=person,
        pronouns=said.pronouns,
        about=said.about,
        place=said.place,
        picture="" if said.bare else _drawn(said),
        **{f"{field}_told": how for field, how in said.told.items()},
    )
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(person=person, code=code, fluency=fluency) for code, fluency in said.spoken
    )
    Topic.objects.bulk_create(
        Topic(person=person, kind=kind, words=words)
        for kind in Topic.Kind
        for words in getattr(said, _FIELDS[kind])
    )
    WeeklyHours.objects.create(person=person, week=week_of(said.hours), changed_at=at)
    return person


_FIELDS = {
    Topic.Kind.INTEREST: "interests",
    Topic.Kind.SKILL: "skills",
    Topic.Kind.LEARNING: "learning",
}


def _drawn(said: Said) -> str:
    file = portrait(said.name, bearded=bool(HE & set(said.pronouns.split(", "))))
    return pictures.put_away(file, file.getbuffer().nbytes)
