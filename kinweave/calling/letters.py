"""What is written about calls. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.calling import samples
from kinweave.calling.models import Call, CallAnswer, CallQuestion
from kinweave.notices.letters import About, Reader, letter


def _call(reader: Reader, number: int | str) -> Call | None:
    rows = Call.objects.visible_to(reader.viewer).filter(pk=number)
    return rows.select_related("circle", "caller").first()


@letter("calling.called", kind="calls", what=_("Somebody calls a crew"), sample=samples.CALL)
def called(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the others, in their digest, while it can be answered and they have not."""
    found = _call(reader, about["call"])
    said = CallAnswer.objects.visible_to(reader.viewer).filter(person=reader.viewer.person)
    if found is None or not found.is_open(timezone.now()) or said.filter(call=found).exists():
        return None
    return {"call": found, "circle": found.circle}


@letter("calling.answered", kind="calls", what=_("Somebody answers your call"), sample=samples.CALL)
def answered(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the caller, in their digest. Who it was stands on the page."""
    rows = CallAnswer.objects.visible_to(reader.viewer).filter(
        pk=about["answer"], call__caller=reader.viewer.person
    )
    said = rows.select_related("call__circle").first()
    if said is None or not said.call.is_open(timezone.now()):
        return None
    return {"call": said.call, "circle": said.call.circle}


@letter("calling.asked", kind="calls", what=_("Somebody asks about your call"), sample=samples.CALL)
def asked(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the caller, while it has no answer."""
    rows = CallQuestion.objects.visible_to(reader.viewer).filter(
        pk=about["question"], call__caller=reader.viewer.person, replied_at=None
    )
    found = rows.select_related("call__circle").first()
    return {"call": found.call, "circle": found.call.circle} if found else None


@letter(
    "calling.replied", kind="calls", what=_("A caller answers what you asked"), sample=samples.CALL
)
def replied(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever asked."""
    rows = CallQuestion.objects.visible_to(reader.viewer).filter(
        pk=about["question"], person=reader.viewer.person, replied_at__isnull=False
    )
    found = rows.select_related("call__circle").first()
    return {"call": found.call, "circle": found.call.circle} if found else None


@letter(
    "calling.call_over", kind="calls", what=_("A call that you answered is over"),
    sample=samples.CALL,
)  # fmt: skip
def call_over(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who answered and are in no crew by it: what is still possible."""
    found = _call(reader, about["call"])
    if found is None or found.ended_at is None:
        return None
    return {"call": found, "circle": found.circle}
