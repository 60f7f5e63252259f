"""Asking for sheets of cards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, visible_or_404
from kinweave.decks.models import Deck, Sheets
from kinweave.decks.sheets import fingerprint
from kinweave.jobs.actions import wake
from kinweave.jobs.models import State
from kinweave.people.models import Person


@transaction.atomic
def ask_for_sheets(person: Person, deck: Deck, *, at: datetime) -> Sheets:
    """Have sheets made of the cards as they are now. Whoever asks again is given the same; where
    that failed, or its file is gone, it is made once more."""
    visible_or_404(Deck.objects, Viewer.of(person.pk), pk=deck.pk)
    found, new = Sheets.objects.get_or_create(
        deck=deck, of=fingerprint(deck), defaults={"asked_at": at, "next_attempt": at}
    )
    over = [State.FAILED, *([] if found.there else [State.DONE])]
    again = {"state": State.WAITING, "attempts": 0, "next_attempt": at, "why": ""}
    if new or Sheets.objects.filter(pk=found.pk, state__in=over).update(**again):
        found.refresh_from_db()
        wake(found)
    return found
