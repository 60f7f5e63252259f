"""What those who come reply, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kinweave.access import Viewer
from kinweave.gatherings.models import Gathering, Guest
from kinweave.people.models import Person
from kinweave.preparing.actions.hosted import takes_place
from kinweave.preparing.models import Question, Reply, Told
from kinweave.preparing.models.coming import standing
from kinweave.preparing.refusals import NotComing


@dataclass(frozen=True, slots=True)
class Said:
    """A reply as it is given. Without ``words``: they leave it open. ``told``: to whom the page
    that they replied on said that it would be told."""

    words: str = ""
    told: str = Told.HOST


@transaction.atomic
def reply(
    person: Person, gathering: Gathering, *, replies: Mapping[int, Said], at: datetime
) -> None:
    """Keep what somebody who comes replies, by the numbers of the questions. Nobody is told now:
    whoever hosts looks when they want to. A question that is not there any more is passed over."""
    of = takes_place(person, gathering.pk)
    if not standing(at).filter(occasion__gathering=of, person=person).exists():
        raise NotComing
    _keep({"person": person}, of, replies, at)


@transaction.atomic
def reply_as_guest(guest: Guest, *, replies: Mapping[int, Said], at: datetime) -> None:
    """The same, by a guest who comes, and who holds the address of their page."""
    # Held, so that a guest who takes their name out meanwhile leaves nothing behind.
    who = Guest.objects.select_for_update().filter(pk=guest.pk).first()
    seen = Gathering.objects.visible_to(Viewer.public()).filter(pk=guest.gathering_id).first()
    if who is None or seen is None:
        raise NotComing
    if not standing(at).filter(occasion__gathering=seen, guest=who).exists():
        raise NotComing
    _keep({"guest": who}, seen, replies, at)


def _keep(who: dict[str, Any], of: Gathering, replies: Mapping[int, Said], at: datetime) -> None:
    asked = Question.objects.filter(gathering=of, pk__in=replies)
    # Locked, so that nobody changes who is told between what is read here and what is kept.
    for question in asked.select_for_update().order_by("pk"):
        said = replies[question.pk]
        both = said.told == question.told == Told.COMING
        Reply.objects.update_or_create(
            question=question,
            **who,
            defaults={
                "words": said.words, "told": Told.COMING if both else Told.HOST, "since": at,
            },
        )  # fmt: skip


@transaction.atomic
def take_back(person: Person, gathering: Gathering) -> None:
    """Unsay all of it. Whoever has said no meanwhile can do so, too."""
    Reply.objects.filter(question__gathering=gathering, person=person).delete()


@transaction.atomic
def take_back_as_guest(guest: Guest) -> None:
    """Unsay all of it; whoever takes their name out does, too."""
    Reply.objects.filter(guest=guest).delete()
