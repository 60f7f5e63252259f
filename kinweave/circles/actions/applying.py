"""Asking to join, and being answered. What is said here is between the two sides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from kinweave.access import Viewer, allowed
from kinweave.circles.models import (
    Answer,
    Application,
    Came,
    Circle,
    Membership,
    Message,
    Question,
    Standing,
)
from kinweave.circles.refusals import Closed, Unanswered
from kinweave.journal.actions import write
from kinweave.notices.actions import tell
from kinweave.people.models import Person

State = Application.State
SECOND_THOUGHTS = Application.SECOND_THOUGHTS


@transaction.atomic
def apply(
    person: Person, circle: Circle, *, answers: Mapping[int, str], at: datetime
) -> Application:
    """Ask to join, with answers by the questions' ids. Partners read it in their next digest."""
    allowed(Viewer.of(person.pk), "apply", circle)
    questions = Question.objects.filter(circle=circle, asked=True)
    said = [(question, answers.get(question.pk, "").strip()) for question in questions]
    if any(question.needed and not text for question, text in said):
        raise Unanswered
    try:
        with transaction.atomic():
            application = Application.objects.create(circle=circle, person=person, sent_at=at)
    except IntegrityError:
        raise Closed from None
    Answer.objects.bulk_create(
        Answer(application=application, question=question, asked=question.words, text=text)
        for question, text in said
    )
    _tell_partners("circles.application_sent", application, at, key=f"{application.pk}")
    write("circles.applied", actor=person, at=at, thing=application)
    return application


@transaction.atomic
def write_to(author: Person, application: Application, *, text: str, at: datetime) -> Message:
    """Say something to the other side, as long as the question is open."""
    allowed(Viewer.of(author.pk), "write", application)
    _still_open(application)
    message = Message.objects.create(application=application, author=author, text=text, at=at)
    if author.pk == application.person_id:
        _tell_partners("circles.application_message", application, at, key=f"{message.pk}")
    else:
        tell(
            "circles.application_message",
            receiver=application.person,
            about={"application": application.pk},
            key=f"circles.application_message:{message.pk}:{application.person_id}",
            at=at,
            circle=application.circle,
        )
    return message


@transaction.atomic
def welcome(actor: Person, application: Application, *, at: datetime) -> Membership:
    """Say yes: they belong from now on, as a friend."""
    allowed(Viewer.of(actor.pk), "answer", application)
    _decide(application, State.WELCOMED, actor, at)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                circle=application.circle,
                person=application.person,
                standing=Standing.FRIEND,
                since=at,
                came=Came.APPLIED,
                through=actor,
            )
    except IntegrityError:  # an invitation let them in meanwhile
        current = Membership.objects.current()
        membership = current.get(circle=application.circle, person=application.person)
    tell(
        "circles.welcomed",
        receiver=application.person,
        about={"application": application.pk},
        key=f"circles.welcomed:{application.pk}",
        at=at,
        circle=application.circle,
    )
    write(
        "circles.welcomed", actor=actor, at=at, circle=application.circle, thing=application.person
    )
    return membership


@transaction.atomic
def decline(actor: Person, application: Application, *, at: datetime) -> None:
    """Say "not this time". They are told after a while, and never by whom."""
    allowed(Viewer.of(actor.pk), "answer", application)
    _decide(application, State.DECLINED, actor, at)
    tell(
        "circles.declined",
        receiver=application.person,
        about={"application": application.pk, "decided": at.isoformat()},
        key=f"circles.declined:{application.pk}:{at:%Y%m%d%H%M%S%f}",
        at=at + SECOND_THOUGHTS,
        circle=application.circle,
    )
    write("circles.declined", actor=actor, at=at, thing=application)


@transaction.atomic
def reopen(actor: Person, application: Application, *, at: datetime) -> None:
    """Take a "not this time" back before it has been told."""
    allowed(Viewer.of(actor.pk), "answer", application)
    rows = Application.objects.filter(
        pk=application.pk, state=State.DECLINED, decided_at__gt=at - SECOND_THOUGHTS
    )
    try:
        with transaction.atomic():
            opened = rows.update(state=State.OPEN, decided_at=None, decided_by=None)
    except IntegrityError:  # they have asked again since
        opened = 0
    if not opened:
        raise Closed
    application.refresh_from_db()
    write("circles.reopened", actor=actor, at=at, thing=application)


@transaction.atomic
def withdraw(person: Person, application: Application, *, at: datetime) -> None:
    """Take one's own application back. Nobody is told; one may ask again."""
    allowed(Viewer.of(person.pk), "withdraw", application)
    _decide(application, State.WITHDRAWN, person, at)
    write("circles.withdrew", actor=person, at=at, thing=application)


def _decide(application: Application, state: str, by: Person, at: datetime) -> None:
    rows = Application.objects.filter(pk=application.pk, state=State.OPEN)
    ended = Circle.objects.filter(pk=application.circle_id).exclude(ended_at=None).exists()
    if ended or not rows.update(state=state, decided_at=at, decided_by=by):
        raise Closed
    application.refresh_from_db(fields=["state", "decided_at", "decided_by"])


def _still_open(application: Application) -> None:
    rows = Application.objects.select_for_update().filter(pk=application.pk, state=State.OPEN)
    if not rows.exists():
        raise Closed


def _tell_partners(letter: str, application: Application, at: datetime, *, key: str) -> None:
    partners = Person.objects.filter(
        memberships__in=Membership.objects.current().filter(
            circle=application.circle, standing=Standing.PARTNER
        )
    )
    for partner in partners:
        tell(
            letter,
            receiver=partner,
            about={"application": application.pk},
            key=f"{letter}:{key}:{partner.pk}",
            at=at,
            circle=application.circle,
            in_digest=True,
        )
