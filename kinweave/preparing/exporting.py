"""What this app holds of somebody, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.people.export.parts import exports
from kinweave.people.models import Person
from kinweave.preparing.models import Question, Reply, Role, Taken


@exports(
    "questions",
    _("What you ask of those who come"),
    gathering=_("Gathering"),
    words=_("Question"),
    hint=_("Hint"),
    options=_("To choose from"),
    told=_("Who is told"),
)
def questions(person: Person) -> list[dict[str, Any]]:
    """Of what they host."""
    rows = Question.objects.filter(gathering__host=person).select_related("gathering")
    return [
        {
            "gathering": one.gathering.name,
            "words": one.words,
            "hint": one.hint,
            "options": one.options.splitlines(),
            "told": one.told,
        }
        for one in rows.order_by("gathering", "place", "pk")
    ]


@exports(
    "roles",
    _("Roles that you opened"),
    gathering=_("Gathering"),
    name=_("Role"),
    words=_("Words"),
    places=_("Places"),
)
def roles(person: Person) -> list[dict[str, Any]]:
    """Of what they host. Who took them is not theirs to take along."""
    rows = Role.objects.filter(gathering__host=person).select_related("gathering")
    return [
        {
            "gathering": one.gathering.name,
            "name": one.name,
            "words": one.words,
            "places": one.places,
        }
        for one in rows.order_by("gathering", "pk")
    ]


@exports(
    "replies",
    _("What you replied to hosts"),
    gathering=_("Gathering"),
    question=_("Question"),
    words=_("Your words"),
    told=_("Who is told"),
    since=_("Since"),
)
def replies(person: Person) -> list[dict[str, Any]]:
    """All of them, also those that nobody else sees any more."""
    rows = Reply.objects.filter(person=person).select_related("question__gathering")
    return [
        {
            "gathering": one.question.gathering.name,
            "question": one.question.words,
            "words": one.words,
            "told": one.told,
            "since": one.since,
        }
        for one in rows.order_by("pk")
    ]


@exports(
    "roles_taken",
    _("Roles that you took"),
    gathering=_("Gathering"),
    starts_at=_("Date"),
    role=_("Role"),
    since=_("Since"),
)
def roles_taken(person: Person) -> list[dict[str, Any]]:
    """All of them."""
    rows = Taken.objects.filter(person=person).select_related("role__gathering", "occasion")
    return [
        {
            "gathering": one.role.gathering.name,
            "starts_at": one.occasion.starts_at,
            "role": one.role.name,
            "since": one.since,
        }
        for one in rows.order_by("pk")
    ]
