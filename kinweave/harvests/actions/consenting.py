"""Saying yes or no to being heard; and that a yes does not hold any more.

None of it stands in the journal, and nobody is told: who looks finds the recording, or does not.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from kinweave.access import Viewer, VisibleQuerySet, allowed
from kinweave.harvests.actions.recording import is_heard, locked, touch
from kinweave.harvests.models import Consent, Decline, Recording, Speaker, Withdrawal
from kinweave.harvests.refusals import Gone
from kinweave.people.models import Person


@transaction.atomic
def agree(person: Person, speaker: Speaker, *, at: datetime) -> None:
    """Be heard by those for whom the recording is. Saying it again changes nothing."""
    one = _asked(person, speaker)
    if one.person_id is None:  # a yes of theirs comes with how it was given, when they are named
        return
    Decline.objects.filter(speaker=one).delete()
    if not _standing(one).exists():
        Consent.objects.create(speaker=one, at=at)
        touch(one.recording, at, heard=is_heard(one.recording))


@transaction.atomic
def decline(person: Person, speaker: Speaker, *, at: datetime) -> None:
    """Not be heard: a no instead of a yes, or after one, which is withdrawn with it."""
    one = _asked(person, speaker)
    if one.person_id is not None:
        Decline.objects.get_or_create(speaker=one, defaults={"at": at})
    _withdraw(one, at)


@transaction.atomic
def withdraw(person: Person, speaker: Speaker, *, at: datetime) -> None:
    """A yes does not hold any more; the recording is there for nobody else from this moment on."""
    _withdraw(_asked(person, speaker), at)


@transaction.atomic
def not_me(person: Person, speaker: Speaker, *, at: datetime) -> None:
    """Whoever was named by mistake, and does not speak in it, takes themself off."""
    one = _asked(person, speaker)
    recording = one.recording
    if one.person_id is not None:
        before = is_heard(recording)
        one.delete()
        touch(recording, at, heard=before or is_heard(recording))


def end_consents(which: Q, *, at: datetime) -> None:
    """All that these speakers said yes to ends, as when they leave."""
    rows = Recording.objects.filter(pk__in=Speaker.objects.filter(which).values("recording"))
    for one in rows.select_for_update().order_by("pk"):
        for speaker in Speaker.objects.filter(which, recording=one):
            speaker.recording = one
            _withdraw(speaker, at)


def _asked(person: Person, speaker: Speaker) -> Speaker:
    recording = locked(Recording(pk=speaker.recording_id))
    one = Speaker.objects.filter(pk=speaker.pk).first()
    if one is None:
        raise Gone
    one.recording = recording
    allowed(Viewer.of(person.pk), "answer", one)
    return one


def _standing(speaker: Speaker) -> VisibleQuerySet[Consent]:
    return Consent.objects.filter(speaker=speaker, withdrawal=None)


def _withdraw(speaker: Speaker, at: datetime) -> None:
    touch(speaker.recording, at, heard=is_heard(speaker.recording))
    Withdrawal.objects.bulk_create([Withdrawal(consent=one, at=at) for one in _standing(speaker)])
