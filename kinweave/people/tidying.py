"""What nobody claims goes: accounts never confirmed, pictures that came to belong to nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef

from kinweave.people import pictures
from kinweave.people.models import Person, Profile
from kinweave.pictures import STRAY

UNCONFIRMED = timedelta(days=7)
"""How long an account may stay unconfirmed."""


def forget_unconfirmed(now: datetime) -> int:
    """Remove accounts into which nobody ever came: whoever owns the address did not ask to be
    known here. How many."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    begun = Person.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        last_login=None,
        is_staff=False,
        forgotten_at=None,
        joined_at__lte=now - UNCONFIRMED,
    )
    for person in (removed := list(begun)):
        person.delete()
    return len(removed)


def forget_stray_pictures(now: datetime) -> int:
    """Remove files that a process left behind which was killed between writing the picture and
    the row that names it. How many."""
    named = set(Profile.objects.exclude(picture="").values_list("picture", flat=True))
    return pictures.ALBUM.forget_strays(named, now - STRAY)
