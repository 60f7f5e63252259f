"""Adding a recording that lies elsewhere, saying more about it, taking it away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from kinweave.access import Audience, Viewer, allowed
from kinweave.gatherings.models import Occasion
from kinweave.harvests.actions.dates import been
from kinweave.harvests.actions.looking_back import possible
from kinweave.harvests.models import Consent, Recording, Speaker
from kinweave.harvests.models.harvest import narrower
from kinweave.harvests.refusals import Gone
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person

SAID = ("title", "words", "kind", "size", "seconds", "day", "explicit")
"""What can be said otherwise while everybody's yes holds."""


@transaction.atomic
def record(
    host: Person,
    occasion: Occasion,
    *,
    link: str,
    audience: str,
    speakers: Iterable[int] = (),
    outsiders: Iterable[tuple[str, str]] = (),
    at: datetime,
    **said: Any,
) -> Recording:
    """Add a recording of a date that has been, with those who speak in it.

    Each of them is asked, and it is there for others once all have said yes. The same link with the
    same people again is that recording: a button may be pressed twice. ``speakers``: numbers
    of people; ``outsiders``: names of others, each with how they agreed. ``said``: any of
    :data:`SAID`.
    """
    occasion = been(occasion, at, hold=True)
    allowed(Viewer.of(host.pk), "host", occasion.gathering)
    speakers, outsiders = set(speakers) & possible(occasion), list(outsiders)
    same = {"link": link, "title": said.get("title", ""), "taken_away_at": None}
    for one in Recording.objects.filter(occasion=occasion, made_by=host, **same):
        if _named(one) == (speakers, {name for name, _how in outsiders}):
            return one
    made = Recording.objects.create(
        occasion=occasion, made_by=host, made_at=at, link=link, audience=audience,
        **{"day": occasion.day, **said},
    )  # fmt: skip
    _name(host, made, speakers, outsiders, at)
    touch(made, at, heard=is_heard(made))
    _write("harvests.recording_added", host, made, at)
    return made


@transaction.atomic
def add_speakers(
    host: Person,
    recording: Recording,
    *,
    speakers: Iterable[int] = (),
    outsiders: Iterable[tuple[str, str]] = (),
    at: datetime,
) -> None:
    """Name somebody else who speaks in it. Until they say yes, it is there for nobody else."""
    one = locked(recording)
    allowed(Viewer.of(host.pk), "host", one.occasion.gathering)
    heard = is_heard(one)
    _name(host, one, speakers, outsiders, at)
    touch(one, at, heard=heard)


@transaction.atomic
def say_otherwise(
    host: Person, recording: Recording, *, audience: str, at: datetime, **said: Any
) -> None:
    """Change what is said of it. Where it lies stays, and its audience at most narrows: for
    anything else everybody is asked anew, about another recording."""
    if narrower(recording.audience, audience) != recording.audience:
        _hold_the_podcast(recording)
    one = locked(recording)
    allowed(Viewer.of(host.pk), "host", one.occasion.gathering)
    was = one.audience
    for name in SAID:
        if name in said:
            setattr(one, name, said[name])
    one.audience = narrower(was, audience)
    one.save()
    touch(one, at, heard=is_heard(one))
    if was != one.audience:  # programs that read the podcast hear of it by a row that is in it
        _hear_of_it(one, at)
    _write("harvests.recording_changed", host, one, at)


@transaction.atomic
def take_away(host: Person, recording: Recording, *, at: datetime) -> None:
    """It is gone for everybody: its words and link are deleted, and with them who spoke."""
    one = locked(recording)
    allowed(Viewer.of(host.pk), "host", one.occasion.gathering)
    touch(one, at, heard=is_heard(one))
    Speaker.objects.filter(recording=one).delete()
    one.title = one.words = one.link = ""
    one.seconds = one.size = None
    one.taken_away_at = at
    one.save()
    _write("harvests.recording_taken_away", host, one, at)


def locked(recording: Recording) -> Recording:
    """The row as it is, held; speakers and consents are changed only by whoever holds it."""
    one = Recording.objects.select_for_update().get(pk=recording.pk)
    if one.taken_away_at is not None:
        raise Gone
    one.occasion = Occasion.objects.select_related("gathering__circle").get(pk=one.occasion_id)
    return one


def is_heard(recording: Recording) -> bool:
    """Whether all who speak in it agree at this moment."""
    return Recording.objects.filter(pk=recording.pk).agreed_to().exists()


def touch(recording: Recording, at: datetime, *, heard: bool) -> None:
    """Let programs that read the podcast know that it is another one now, if they could have
    ``heard`` of it: of what was never there for them, they get no sign either."""
    if heard:
        recording.changed_at = at
        recording.save(update_fields=["changed_at"])


def _named(recording: Recording) -> tuple[set[int], set[str]]:
    rows = list(Speaker.objects.filter(recording=recording))
    people = {one.person_id for one in rows if one.person_id is not None}
    return people, {one.name for one in rows if one.name}


def _name(
    host: Person,
    recording: Recording,
    speakers: Iterable[int],
    outsiders: Iterable[tuple[str, str]],
    at: datetime,
) -> None:
    meant = set(speakers) & possible(recording.occasion)
    meant -= set(Speaker.objects.filter(recording=recording).values_list("person", flat=True))
    for person in Person.objects.filter(pk__in=meant, forgotten_at=None).order_by("pk"):
        one = Speaker.objects.create(recording=recording, person=person, named_at=at)
        if person == host:  # whoever says "I speak in it, here it is" has agreed
            Consent.objects.create(speaker=one, at=at)
            continue
        tell(
            "harvests.asked",
            receiver=person,
            about={"speaker": one.pk},
            key=f"harvests.asked:{one.pk}",
            at=at,
            circle=recording.occasion.gathering.circle,
        )
    for name, how in outsiders:
        one = Speaker.objects.create(recording=recording, name=name, named_at=at)
        Consent.objects.create(speaker=one, at=at, vouched_by=host, how=how)


def _hold_the_podcast(recording: Recording) -> None:
    """All that is in it, in one order: two that are narrowed at once would wait for each other."""
    circle = Occasion.objects.filter(pk=recording.occasion_id).values("gathering__circle")
    rows = Recording.objects.filter(occasion__gathering__circle__in=circle)
    list(rows.select_for_update(of=("self",)).order_by("pk"))


def _hear_of_it(recording: Recording, at: datetime) -> None:
    circle = recording.occasion.gathering.circle
    rows = Recording.objects.filter(occasion__gathering__circle=circle, audience=Audience.PUBLIC)
    heard = rows.exclude(pk=recording.pk).exclude(changed_at=None).order_by("pk")
    if other := heard.first():
        Recording.objects.filter(pk=other.pk).update(changed_at=at)


def _write(verb: str, actor: Person, recording: Recording, at: datetime) -> None:
    circle = recording.occasion.gathering.circle
    write(verb, actor=actor, at=at, circle=circle, thing=recording)
