"""What is held of somebody about calls, for their export. Of others, nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.calling.models import Call, CallAnswer, CallQuestion
from kinweave.people.export.parts import exports
from kinweave.people.models import Person
from kinweave.people.week import as_availability

_CALL, _WORDS = _("Call"), _("Your words")


@exports(
    "calls",
    _("Crews you called"),
    circle=_("Circle"),
    name=_("Name"),
    words=_WORDS,
    practice=_("Practice"),
    made_at=_("Called"),
    until=_("Until"),
    ended_at=_("Over since"),
)
def calls(person: Person) -> list[dict[str, Any]]:
    """Those that are over, too."""
    rows = Call.objects.filter(caller=person).select_related("circle").order_by("pk")
    fields = ("name", "words", "practice", "made_at", "until", "ended_at")
    return [
        {"circle": one.circle.name, **{name: getattr(one, name) for name in fields}}
        for one in rows
    ]  # fmt: skip


@exports(
    "answers_to_calls",
    _("What you said to calls"),
    call=_CALL,
    says=_("You said"),
    hours=_("Hours for it alone"),
    hosts=_("You would host"),
    at=_("When"),
)
def answers(person: Person) -> list[dict[str, Any]]:
    """To each."""
    rows = CallAnswer.objects.filter(person=person).select_related("call").order_by("pk")
    return [
        {
            "call": one.call.name, "says": one.get_says_display(),
            "hours": as_availability(one.week) if one.week else "", "hosts": one.hosts,
            "at": one.at,
        }
        for one in rows
    ]  # fmt: skip


@exports(
    "questions_to_callers",
    _("What you asked callers"),
    call=_CALL,
    words=_WORDS,
    at=_("When"),
)
def questions(person: Person) -> list[dict[str, Any]]:
    """Their replies are theirs."""
    rows = CallQuestion.objects.filter(person=person).select_related("call").order_by("pk")
    return [{"call": one.call.name, "words": one.words, "at": one.at} for one in rows]
