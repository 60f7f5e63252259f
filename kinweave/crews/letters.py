"""What is written to people in a crew. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.circles.models import Membership
from kinweave.crews import samples
from kinweave.crews.actions.going_on import ENOUGH, going_on
from kinweave.crews.models import Cycle, Going, Turn, WhatNext
from kinweave.gatherings.models import Answer, Occasion
from kinweave.notices.letters import About, Reader, letter
from kinweave.people.models import Person


@letter(
    "crews.begun",
    kind="crews",
    what=_("A crew of yours begins a cycle of meetings: all its dates"),
    sample=samples.BEGUN,
)
def begun(reader: Reader, about: About) -> dict[str, Any] | None:
    """To each of the crew: who is in it, each date by their own clock and the crew's, and which of
    them they host."""
    rows = Cycle.objects.visible_to(reader.viewer).filter(pk=about["cycle"])
    cycle = rows.select_related("circle", "gathering").first()
    if cycle is None:
        return None
    dates = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    found = list(dates.filter(gathering=cycle.gathering_id).order_by("starts_at"))
    if not found:
        return None
    for one in found:
        one.gathering = cycle.gathering
    turns = Turn.objects.visible_to(reader.viewer).filter(cycle=cycle, host=reader.viewer.person)
    mine = set(turns.values_list("occasion", flat=True))
    said = Answer.objects.visible_to(reader.viewer).filter(
        occasion__gathering=cycle.gathering_id, person=reader.viewer.person, says=Answer.Says.YES
    )
    here = Membership.objects.visible_to(reader.viewer).current().filter(circle=cycle.circle_id)
    people = Person.objects.visible_to(reader.viewer).filter(pk__in=here.values("person"))
    return {
        "circle": cycle.circle,
        "cycle": cycle,
        "dates": [(one, one.pk in mine) for one in found],
        "comes": said.exists(),
        "names": sorted(
            one.shown_name for one in people.exclude(pk=reader.viewer.person)
        ),
    }  # fmt: skip


@letter(
    "crews.turn_free",
    kind="crews",
    what=_("Somebody in your crew would have another host a meeting"),
    sample=samples.TURN,
)
def turn_free(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the others, in their digest, while it is free."""
    rows = Turn.objects.visible_to(reader.viewer).filter(
        pk=about["turn"], occasion__ends_at__gt=timezone.now()
    )
    turn = rows.select_related("cycle__circle", "occasion__gathering").first()
    if turn is None or not turn.is_free or turn.host_id == reader.viewer.person:
        return None
    return {"circle": turn.cycle.circle, "cycle": turn.cycle, "occasion": turn.occasion}


@letter(
    "crews.what_next",
    kind="crews",
    what=_("Somebody in your crew asks what comes after its last meeting"),
    sample=samples.CREW,
)
def what_next(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the others, in their digest, until they have said it or it is known."""
    asked = _asked(reader, about)
    said = Going.objects.visible_to(reader.viewer).filter(what_next=asked)
    if asked is None or asked.told_at or said.filter(person=reader.viewer.person).exists():
        return None
    return {"circle": asked.cycle.circle, "cycle": asked.cycle}


@letter(
    "crews.what_came",
    kind="crews",
    what=_("What came of the question whether your crew goes on"),
    sample={**samples.CREW, "enough": True},
)
def what_came(reader: Reader, about: About) -> dict[str, Any] | None:
    """To all, once: whether there are enough to go on. Who they are stands on the page."""
    asked = _asked(reader, about)
    if asked is None or asked.told_at is None:
        return None
    enough = len(going_on(asked)) >= ENOUGH
    return {"circle": asked.cycle.circle, "cycle": asked.cycle, "enough": enough}


@letter(
    "crews.good_bye",
    kind="crews",
    what=_("Your crew has ended"),
    sample=samples.CREW,
)
def good_bye(reader: Reader, about: About) -> dict[str, Any] | None:
    """To each who was in it to the end: they see that they were."""
    rows = Membership.objects.visible_to(reader.viewer).current().filter(
        circle=about["circle"], person=reader.viewer.person, circle__ended_at__isnull=False
    )  # fmt: skip
    found = rows.select_related("circle").first()
    return {"circle": found.circle} if found else None


def _asked(reader: Reader, about: About) -> WhatNext | None:
    rows = WhatNext.objects.visible_to(reader.viewer).filter(pk=about["asked"])
    return rows.select_related("cycle__circle").first()
