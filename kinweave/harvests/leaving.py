"""What goes when somebody leaves a circle, or is forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from kinweave.circles.leaving import takes_away
from kinweave.circles.models import Circle
from kinweave.harvests.actions import end_consents
from kinweave.harvests.models import (
    Afterword,
    Consent,
    Decline,
    Harvest,
    Noted,
    Receiver,
    Recording,
    Speaker,
    TakenOut,
)
from kinweave.people.erasure.forgetting import forgets
from kinweave.people.models import Person

CIRCLE = "occasion__gathering__circle"


@takes_away
def from_the_circle(person: Person, circle: Circle, at: datetime) -> None:
    """Their yes to being heard, their drafts, what is noted of them, and letters they were to get.
    What they let others read stays, and stays theirs: they may take it back."""
    end_consents(Q(person=person, **{f"recording__{CIRCLE}": circle}), at=at)
    here = Harvest.objects.filter(**{CIRCLE: circle})
    theirs = here.filter(author=person)
    theirs.filter(Q(published_at=None) | Q(taken_back_at__isnull=False)).delete()
    here.filter(taken_back_by=person).update(taken_back_by=None)
    Noted.objects.filter(person=person, **{f"note__{CIRCLE}": circle}).delete()
    Receiver.objects.filter(person=person, **{f"afterword__{CIRCLE}": circle}).delete()
    Recording.objects.filter(made_by=person, **{CIRCLE: circle}).update(made_by=None)


@forgets
def all_of_it(person: Person, at: datetime) -> None:
    """All their words, and that they were anywhere. A recording in which they speak is heard no
    more: nobody can say yes for them."""
    end_consents(Q(person=person), at=at)
    Speaker.objects.filter(person=person).update(person=None)
    nobody = Speaker.objects.filter(person=None, name="")
    Consent.objects.filter(speaker__in=nobody).delete()
    Decline.objects.filter(speaker__in=nobody).delete()
    Consent.objects.filter(vouched_by=person).update(vouched_by=None)
    Recording.objects.filter(made_by=person).update(made_by=None)
    Harvest.objects.filter(author=person).delete()
    Harvest.objects.filter(taken_back_by=person).update(taken_back_by=None)
    Afterword.objects.filter(by=person).delete()
    for model in (Noted, TakenOut, Receiver):
        model._base_manager.filter(person=person).delete()
