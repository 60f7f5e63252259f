"""What people tell of themselves: keeping it, as a whole, and changing the picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from kinweave.journal.actions import write
from kinweave.people import pictures
from kinweave.people.models import Person, Profile, SpokenLanguage, Topic


def tell_of_oneself(
    actor: Person,
    *,
    at: datetime,
    name: str,
    time_zone: str,
    languages: Mapping[str, int],
    topics: Mapping[str, Iterable[str]],
    **fields: Any,
) -> None:
    """Keep a profile: all of it or, should anything fail, nothing.

    ``languages``: how well, by code. ``topics``: words by their kind. ``fields``: those of
    :class:`Profile`, with their audiences. From here on others see what each audience lets them.
    """
    with transaction.atomic():
        profile = _own(actor)
        Person.objects.filter(pk=actor.pk).update(name=name, time_zone=time_zone)
        Profile.objects.filter(pk=profile.pk).update(**fields)
        SpokenLanguage.objects.filter(person=actor).delete()
        SpokenLanguage.objects.bulk_create(
            SpokenLanguage(person=actor, code=code, fluency=fluency)
            for code, fluency in languages.items()
        )
        Topic.objects.filter(person=actor).delete()
        Topic.objects.bulk_create(
            Topic(person=actor, kind=kind, words=words)
            for kind, several in topics.items()
            for words in several
        )
        write("people.told_of_themselves", actor=actor, at=at)


def show_picture(actor: Person, *, upload: BinaryIO, size: int, at: datetime) -> None:
    """Put a new picture in place of the one before, whose files go. Raises ``NoPicture``."""
    name = pictures.put_away(upload, size)
    try:
        _change_picture(actor, name, "people.showed_a_picture", at)
    except BaseException:
        pictures.discard_now(name)
        raise


def remove_picture(actor: Person, *, at: datetime) -> None:
    """Take one's picture away, and its files with it."""
    _change_picture(actor, "", "people.removed_their_picture", at)


def _change_picture(actor: Person, name: str, verb: str, at: datetime) -> None:
    with transaction.atomic():
        profile = _own(actor)
        if profile.picture == name:
            return
        Profile.objects.filter(pk=profile.pk).update(picture=name)
        pictures.discard(profile.picture)
        write(verb, actor=actor, at=at)


def _own(actor: Person) -> Profile:
    """Their profile, for as long as the transaction lasts for nobody else to change."""
    Person.objects.select_for_update().get(pk=actor.pk)
    profile: Profile = Profile.objects.get_or_create(person=actor)[0]
    return profile
