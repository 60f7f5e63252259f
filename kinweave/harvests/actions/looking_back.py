"""Noting who came, and writing to them once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from kinweave.access import Audience, Viewer, allowed
from kinweave.circles.models import Membership
from kinweave.gatherings.models import Answer, Guest, Occasion
from kinweave.harvests.actions.dates import been
from kinweave.harvests.models import Afterword, Noted, Receiver, TakenOut, WhoCame
from kinweave.harvests.refusals import LongAgo, Sent
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person

KEPT = timedelta(days=60)
"""So long the note of who came is kept: until the letter has long gone out."""


@transaction.atomic
def note(host: Person, occasion: Occasion, people: Iterable[int], *, at: datetime) -> WhoCame:
    """Put down who came, by their numbers, in place of what was noted before.

    Only those who could be expected: who said that they come or may, and members of the circle. Who
    took out what was noted of them stays out; since that is forgotten with the note, nothing is
    noted of what is longer ago than notes are kept. The journal does not say it.
    """
    occasion = been(occasion, at)
    allowed(Viewer.of(host.pk), "look back", occasion.gathering)
    if occasion.ends_at <= at - KEPT:
        raise LongAgo
    found, _new = WhoCame.objects.get_or_create(occasion=occasion, defaults={"noted_at": at})
    WhoCame.objects.select_for_update().get(pk=found.pk)
    meant = (set(people) & possible(occasion)) - taken_out(occasion)
    Noted.objects.filter(note=found).exclude(person__in=meant).delete()
    Noted.objects.bulk_create(
        [Noted(note=found, person_id=one) for one in sorted(meant)], ignore_conflicts=True
    )
    return found


def possible(occasion: Occasion) -> set[int]:
    """Who may have come, by their numbers."""
    said = Answer.objects.filter(occasion=occasion, guest=None, person__forgotten_at=None)
    said = said.exclude(says=Answer.Says.NO)
    here = Membership.objects.current().filter(circle=occasion.gathering.circle_id)
    return {*said.values_list("person", flat=True), *here.values_list("person", flat=True)}


@transaction.atomic
def take_out(person: Person, occasion: Occasion, *, at: datetime) -> None:
    """Take out what is noted of oneself, for good."""
    found = WhoCame.objects.select_for_update().filter(occasion=occasion).first()
    if found and Noted.objects.filter(note=found, person=person).delete()[0]:
        TakenOut.objects.get_or_create(note=found, person=person, defaults={"at": at})


def taken_out(occasion: Occasion) -> set[int]:
    """Who is not to be noted, by their numbers: whoever hosts is not offered them again."""
    rows = TakenOut.objects.filter(note__occasion=occasion)
    return set(rows.values_list("person", flat=True))


def receivers(occasion: Occasion) -> set[int]:
    """To whom the letter afterwards goes: who is noted as having come; where nothing is noted, who
    said that they come."""
    found = WhoCame.objects.filter(occasion=occasion).first()
    if found:
        return set(Noted.objects.filter(note=found).values_list("person", flat=True))
    said = Answer.objects.filter(occasion=occasion, guest=None, says=Answer.Says.YES)
    return set(said.values_list("person", flat=True))


def guests_who_came(occasion: Occasion) -> list[Guest]:
    """Guests to whom it goes, too: those who said that they come, as long as it is open to
    everybody. Nobody is written to twice, as a guest and as a person."""
    if occasion.gathering.audience != Audience.PUBLIC:
        return []
    said = Answer.objects.filter(occasion=occasion, says=Answer.Says.YES)
    rows = Guest.objects.filter(pk__in=said.exclude(guest=None).values("guest")).order_by("pk")
    people = Person.objects.filter(pk__in=receivers(occasion)).values_list("email", flat=True)
    known = {address.lower() for address in people}
    return [one for one in rows if one.address not in known]


@transaction.atomic
def write_to_those_who_came(
    host: Person, occasion: Occasion, *, words: str, at: datetime
) -> Afterword:
    """Send them a letter with these words, what the date left behind and when the next one is. Once
    for a date. Guests who said that they come get it, too. Who has blocked or left, or stopped such
    letters, gets none."""
    occasion = been(occasion, at)
    allowed(Viewer.of(host.pk), "look back", occasion.gathering)
    sent, new = Afterword.objects.get_or_create(
        occasion=occasion, defaults={"by": host, "words": words, "sent_at": at}
    )
    if not new:
        raise Sent
    for person in Person.objects.filter(pk__in=receivers(occasion) - {host.pk}).order_by("pk"):
        Receiver.objects.create(afterword=sent, person=person)
        tell(
            "harvests.afterword",
            receiver=person,
            about={"afterword": sent.pk},
            key=f"harvests.afterword:{occasion.pk}:{person.pk}",
            at=at,
            circle=occasion.gathering.circle,
        )
    for guest in guests_who_came(occasion):
        tell(
            "harvests.afterword",
            address=guest.address,
            about={
                "afterword": sent.pk,
                "guest": guest.pk,
                "language": guest.language,
                "zone": occasion.gathering.zone,
            },
            key=f"harvests.afterword:{occasion.pk}:g{guest.pk}",
            at=at,
            circle=occasion.gathering.circle,
        )
    circle = occasion.gathering.circle
    write("harvests.letter_sent", actor=host, at=at, circle=circle, thing=occasion)
    return sent


def forget_notes(now: datetime) -> int:
    """Delete notes of who came that are older than sixty days. How many rows that were."""
    return WhoCame.objects.filter(noted_at__lte=now - KEPT).delete()[0]
