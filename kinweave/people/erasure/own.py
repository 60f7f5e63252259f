"""What this app, and the apps below it, take away of somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q

from kinweave.notices.models import Delivery, Notice, Rhythm, Stopped
from kinweave.people import pictures
from kinweave.people.export.writing import discard
from kinweave.people.models import Block, Note, Person, Profile, SpokenLanguage, Topic, WeeklyHours


def forget_what_they_told(person: Person) -> None:
    """Profile, picture, week, notes, blocks in both directions, and exports with their files.

    Files go before the rows that name them are gone for good: the other way round, a process
    killed in between would leave a file that nobody knows whose it is.
    """
    for profile in Profile.objects.select_for_update().filter(person=person):
        if profile.picture:
            for size in pictures.SIZES:
                pictures.path_of(profile.picture, size).unlink(missing_ok=True)
        profile.delete()
    for export in person.exports.all():
        discard(export)
    for model in (WeeklyHours, Note, SpokenLanguage, Topic):
        model._base_manager.filter(person=person).delete()
    Block.objects.filter(Q(person=person) | Q(other=person)).delete()


def forget_correspondence(person: Person) -> None:
    """Letters and notices, sent or waiting, and how they wanted them; also to their address
    from before they had an account."""
    own, known = Q(receiver=person), addresses(person)
    for address in known:
        own |= Q(address__iexact=address)
    Delivery.objects.filter(own).delete()
    Notice.objects.filter(receiver=person).delete()
    Rhythm.objects.filter(person=person).delete()
    fingerprints = [Stopped.fingerprint(address) for address in known]
    Stopped.objects.filter(Q(person=person) | Q(address__in=fingerprints)).delete()


def forget_sign_in(person: Person) -> None:
    """Every way in, every open session, and what an administrator did with the account."""
    known = addresses(person)
    for session in Session.objects.iterator():
        if _speaks_of(session.get_decoded(), person, known):
            session.delete()
    for model in (EmailAddress, SocialAccount, Authenticator):
        model.objects.filter(user=person).delete()
    kind = ContentType.objects.get_for_model(Person)
    LogEntry.objects.filter(user=person).delete()
    LogEntry.objects.filter(content_type=kind, object_id=str(person.pk)).delete()


def empty_the_account(person: Person, at: datetime) -> None:
    """The row stays for those who need that somebody was there; of whom, it says nothing."""
    person.groups.clear()
    person.user_permissions.clear()
    person.set_unusable_password()
    Person.objects.filter(pk=person.pk).update(
        email=f"forgotten-{person.pk}@invalid",
        name="",
        language="",
        time_zone="UTC",
        password=person.password,
        last_login=None,
        joined_at=at,
        is_active=False,
        is_staff=False,
        is_superuser=False,
        forgotten_at=at,
    )
    person.refresh_from_db()


def addresses(person: Person) -> set[str]:
    """All that mail reaches them by."""
    more = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return {person.email, *more}


def _speaks_of(session: dict[str, Any], person: Person, known: set[str]) -> bool:
    """Theirs, or one in which somebody began to sign in with their address."""
    if session.get("_auth_user_id") == str(person.pk):
        return True
    words = str(session).lower()
    return any(address.lower() in words for address in known)
