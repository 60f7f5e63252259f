"""Reading what is asked and what was replied, as far as it is somebody's to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, FilteredRelation, OuterRef, Q

from kinweave.access import Viewer
from kinweave.gatherings.models import Gathering, Guest
from kinweave.people.models import Field
from kinweave.people.told import Shown, shown_in, telling
from kinweave.preparing.models import Question, Reply, Told
from kinweave.preparing.models.coming import comes
from kinweave.preparing.models.questions import asked_of

FACE = (Field.PICTURE,)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what the reader replied to it. ``said``: ``None`` for nothing yet, empty if
    they leave it open. ``comes``: whether they come to a date to come."""

    question: Question
    said: str | None
    told: str
    comes: bool

    @property
    def in_words(self) -> str:
        """Their reply as it reads."""
        return self.question.in_words(self.said or "")

    @property
    def is_narrow(self) -> bool:
        """Whether they replied before the question said that those who come are told, too."""
        return bool(self.said) and self.question.told == Told.COMING and self.told != Told.COMING


def asked(viewer: Viewer, gathering: Gathering, now: datetime) -> list[Asked]:
    """All questions of a gathering, in their order, with the viewer's own replies. One query."""
    own = FilteredRelation("replies", condition=Q(replies__person=viewer.person))
    rows = Question.objects.visible_to(viewer).filter(gathering=gathering)
    read = rows.annotate(
        mine=own,
        said=F("mine__words"),
        said_to=F("mine__told"),
        i_come=comes(viewer.person, OuterRef("gathering"), now),
    )
    return [Asked(one, one.said, one.said_to or "", one.i_come) for one in read]


def asked_as_guest(guest: Guest, now: datetime) -> list[Asked]:
    """The same, for a guest at their own page. One query."""
    return [Asked(one, one.said, one.said_to or "", one.i_come) for one in asked_of(guest, now)]


def replied(
    viewer: Viewer, gathering: Gathering, questions: Iterable[Question]
) -> list[tuple[Question, list[tuple[Shown, str]]]]:
    """By question, who replied what, as far as the viewer may know; without what they replied
    themselves. One query."""
    rows = Reply.objects.visible_to(viewer).filter(question__gathering=gathering)
    others = rows.exclude(words="").exclude(person=viewer.person)
    columns = ("question", "words", "person", "guest__name")
    read = list(telling(viewer, others, FACE, *columns, person="person"))
    people = [row for row in read if row["person"]]
    shown = dict(zip(map(id, people), shown_in(viewer, people, FACE, person="person"), strict=True))
    found: dict[int, list[tuple[Shown, str]]] = {}
    for row in read:
        them = shown.get(id(row)) or Shown(name=row["guest__name"] or "")
        found.setdefault(row["question"], []).append((them, row["words"]))
    return [
        (one, [(them, one.in_words(words)) for them, words in found.get(one.pk, [])])
        for one in questions
    ]
