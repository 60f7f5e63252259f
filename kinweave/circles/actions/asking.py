"""The questions of a circle to those who would like to join."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from kinweave.access import Viewer, allowed
from kinweave.circles.models import Circle, Question
from kinweave.journal.actions import write
from kinweave.people.models import Person


@transaction.atomic
def ask(
    actor: Person, circle: Circle, *, words: str, at: datetime, needed: bool = False
) -> Question:
    """One more question, after the others."""
    allowed(Viewer.of(actor.pk), "tend", circle)
    last = Question.objects.filter(circle=circle).aggregate(last=Max("place"))["last"]
    question = Question.objects.create(
        circle=circle, words=words, needed=needed, place=0 if last is None else last + 1
    )
    write("circles.questions_changed", actor=actor, at=at, circle=circle)
    return question


@transaction.atomic
def reword(
    actor: Person, question: Question, *, words: str, needed: bool, at: datetime
) -> Question:
    """Ask it differently from now on. Answers keep the question as it was asked then."""
    allowed(Viewer.of(actor.pk), "tend", question.circle)
    Question.objects.filter(pk=question.pk).update(words=words, needed=needed)
    write("circles.questions_changed", actor=actor, at=at, circle=question.circle)
    question.refresh_from_db()
    return question


@transaction.atomic
def stop_asking(actor: Person, question: Question, *, at: datetime, asked: bool = False) -> None:
    """Ask a question no longer; with ``asked``, ask it again."""
    allowed(Viewer.of(actor.pk), "tend", question.circle)
    Question.objects.filter(pk=question.pk).update(asked=asked)
    write("circles.questions_changed", actor=actor, at=at, circle=question.circle)


@transaction.atomic
def reorder(actor: Person, question: Question, *, earlier: bool, at: datetime) -> None:
    """Move a question one place: it changes places with its neighbour among those asked."""
    circle = Circle.objects.select_for_update().get(pk=question.circle_id)
    allowed(Viewer.of(actor.pk), "tend", circle)
    order = list(Question.objects.filter(circle=circle, asked=True))
    here = next((n for n, one in enumerate(order) if one.pk == question.pk), None)
    there = None if here is None else here + (-1 if earlier else 1)
    if here is None or there is None or not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order):
        Question.objects.filter(pk=one.pk).update(place=place)
    write("circles.questions_changed", actor=actor, at=at, circle=circle)
