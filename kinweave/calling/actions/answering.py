"""Saying that one would join, or may; taking it back; asking the caller something."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.calling.models import Call, CallAnswer, CallQuestion
from kinweave.calling.refusals import NotOpen
from kinweave.circles.models import Membership
from kinweave.notices.actions import tell
from kinweave.people.models import Person


@transaction.atomic
def answer(
    person: Person, call: Call, *, says: str, week: str = "", hosts: bool = False, at: datetime
) -> CallAnswer:
    """Say yes or maybe, or say it otherwise. ``week``: hours for this call alone; "": those of the
    profile, as they are when it starts. However many say yes, each is kept: the caller chooses who
    of them begins."""
    _open(person, call, at)
    said, new = CallAnswer.objects.update_or_create(
        call=call, person=person,
        defaults={"says": says, "week": week, "hosts": hosts},
        create_defaults={"says": says, "week": week, "hosts": hosts, "at": at},
    )  # fmt: skip
    if new:
        tell(
            "calling.answered", receiver=call.caller, about={"answer": said.pk},
            key=f"calling.answered:{said.pk}", at=at, circle=call.circle, in_digest=True,
        )  # fmt: skip
    return said


@transaction.atomic
def take_back(person: Person, call: Call) -> None:
    """As if it had not been said. Nobody is told."""
    CallAnswer.objects.filter(call=call, person=person).delete()


@transaction.atomic
def ask(person: Person, call: Call, *, words: str, at: datetime) -> CallQuestion:
    """Ask the caller something, who alone reads it until they answer for all."""
    _open(person, call, at)
    asked: CallQuestion = CallQuestion.objects.create(call=call, person=person, words=words, at=at)
    tell(
        "calling.asked", receiver=call.caller, about={"question": asked.pk},
        key=f"calling.asked:{asked.pk}", at=at, circle=call.circle,
    )  # fmt: skip
    return asked


@transaction.atomic
def reply(caller: Person, question: CallQuestion, *, words: str, told: bool, at: datetime) -> None:
    """Answer it: to whoever asked; with ``told``, so that the whole circle can read both, without
    who asked. What was answered to one alone can be told to all later by answering anew."""
    allowed(Viewer.of(caller.pk), "reply", question)
    CallQuestion.objects.filter(pk=question.pk).update(reply=words, told=told, replied_at=at)
    tell(
        "calling.replied", receiver=question.person, about={"question": question.pk},
        key=f"calling.replied:{question.pk}:{at.isoformat()}", at=at, circle=question.call.circle,
    )  # fmt: skip


def _open(person: Person, call: Call, at: datetime) -> None:
    """Whoever starts or ends it at this moment has done so before, or after; and whoever leaves has
    left before they answer, or answers before they leave: else an answer would stay behind."""
    locked = Call.objects.select_for_update().get(pk=call.pk)
    here = Membership.objects.current().filter(circle=call.circle_id, person=person)
    list(here.select_for_update())
    allowed(Viewer.of(person.pk), "answer", locked)
    if not locked.is_open(at):
        raise NotOpen
