"""What a host asks of those who come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.preparing.actions.hosted import hosted, note
from kinweave.preparing.models import Question, Reply, Told
from kinweave.preparing.refusals import Enough

CHANGED = "preparing.questions_changed"


@transaction.atomic
def ask(
    actor: Person,
    gathering: Gathering,
    *,
    words: str,
    hint: str = "",
    kind: str = Question.Kind.LINE,
    options: str = "",
    told: str = Told.HOST,
    ready: str = "",
    at: datetime,
) -> Question:
    """One more question, after the others. Nothing is asked twice: a button may be pressed so."""
    of = hosted(actor, gathering.pk)
    asked = list(Question.objects.filter(gathering=of))
    for one in asked:
        if one.words == words or (ready and one.ready == ready):
            return one
    if len(asked) >= Question.MOST:
        raise Enough
    made: Question = Question.objects.create(
        gathering=of, place=asked[-1].place + 1 if asked else 0, words=words, hint=hint, kind=kind,
        options=options if kind == Question.Kind.ONE else "", told=told, ready=ready,
    )  # fmt: skip
    note(CHANGED, actor=actor, gathering=of, at=at)
    return made


@transaction.atomic
def tell_replies_to(actor: Person, question: Question, *, told: str, at: datetime) -> None:
    """Let replies be told to others than until now. It never widens one that is given: told to
    those who come are only those given, or given anew, after the question says so; and narrowed
    once, a reply stays narrow."""
    of = hosted(actor, question.gathering_id)
    rows = Question.objects.filter(pk=question.pk).exclude(told=told)
    # Before the replies, as whoever replies takes them: else two wait for each other.
    if not rows.update(told=told):
        return
    if told != Told.COMING:
        Reply.objects.filter(question=question.pk).update(told=told)
    note(CHANGED, actor=actor, gathering=of, at=at)


@transaction.atomic
def stop_asking(actor: Person, question: Question, *, at: datetime) -> None:
    """Take a question away; what was replied to it goes too."""
    of = hosted(actor, question.gathering_id)
    for one in Question.objects.select_for_update().filter(pk=question.pk):
        one.delete()
        note(CHANGED, actor=actor, gathering=of, at=at)


@transaction.atomic
def reorder(actor: Person, question: Question, *, earlier: bool) -> None:
    """Let a question change places with the one before it, or after."""
    of = hosted(actor, question.gathering_id)
    order = list(Question.objects.select_for_update().filter(gathering=of))
    here = next((n for n, one in enumerate(order) if one.pk == question.pk), None)
    there = None if here is None else here + (-1 if earlier else 1)
    if here is None or there is None or not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order):
        Question.objects.filter(pk=one.pk).update(place=place)
