"""What is written to people after a date. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience, Viewer
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.gatherings.models.guests import guest_with
from kinweave.harvests import samples
from kinweave.harvests.models import (
    Afterword,
    Consent,
    Decline,
    Harvest,
    Recording,
    Speaker,
    TakenOut,
)
from kinweave.harvests.models.looking_back import sent_to_guest
from kinweave.notices.letters import About, Reader, letter
from kinweave.prose import plain


@letter(
    "harvests.afterword",
    kind="harvests",
    what=_("Whoever hosted writes to those who came"),
    sample=samples.AFTERWORD,
)
def afterword(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who came, as long as they see the gathering, and have not said meanwhile that it is
    not to be noted of them. To guests, what everybody sees."""
    if "guest" in about:
        return _to_a_guest(reader, about)
    rows = Afterword.objects.visible_to(reader.viewer).filter(pk=about["afterword"])
    found = rows.select_related("occasion").first()
    if found is None or found.by_id == reader.viewer.person:
        return None
    seen = Gathering.objects.visible_to(reader.viewer).select_related("circle")
    gathering = seen.filter(pk=found.occasion.gathering_id).first()
    out = TakenOut.objects.visible_to(reader.viewer).filter(note__occasion=found.occasion)
    if gathering is None or out.exists():
        return None
    return _after(found, gathering, reader.viewer)


def _to_a_guest(reader: Reader, about: About) -> dict[str, Any] | None:
    """As long as they are one, said that they come, and it is open to everybody."""
    who = guest_with(about["guest"])
    found = sent_to_guest(about["afterword"], who) if who else None
    if who is None or found is None or who.address != reader.address.lower():
        return None
    everybody = Viewer.public()
    seen = Gathering.objects.visible_to(everybody).select_related("circle")
    gathering = seen.filter(pk=found.occasion.gathering_id).first()
    if gathering is None:
        return None
    return {**_after(found, gathering, everybody), "guest": who}


def _after(found: Afterword, gathering: Gathering, viewer: Viewer) -> dict[str, Any]:
    dates = Occasion.objects.visible_to(viewer).filter(gathering=gathering)
    to_come = dates.taking_place().not_over(timezone.now())
    left = Harvest.objects.visible_to(viewer).filter(
        occasion=found.occasion, published_at__isnull=False, taken_back_at=None
    )
    found.occasion.gathering = gathering
    return {
        "occasion": found.occasion,
        "gathering": gathering,
        "circle": gathering.circle,
        "words": found.words,
        "plain_words": plain(found.words),
        "next": to_come.select_related("gathering").first(),
        "has_harvest": left.exists(),
    }


@letter(
    "harvests.asked",
    kind="recordings",
    what=_("You are asked whether a recording may be heard in which you speak"),
    sample=samples.ASKED,
)
def asked(reader: Reader, about: About) -> dict[str, Any] | None:
    """To each speaker, unless they have answered meanwhile."""
    rows = Speaker.objects.visible_to(reader.viewer).filter(
        pk=about["speaker"], person=reader.viewer.person
    )
    seen = Recording.objects.visible_to(reader.viewer).order_by()
    found = (
        rows.filter(recording__in=seen.values("pk"))
        .select_related("recording__occasion__gathering__circle")
        .first()
    )
    if found is None:
        return None
    said = Consent.objects.visible_to(reader.viewer).filter(speaker=found, withdrawal=None)
    no = Decline.objects.visible_to(reader.viewer).filter(speaker=found)
    if said.exists() or no.exists():
        return None
    gathering = found.recording.occasion.gathering
    return {
        "recording": found.recording,
        "occasion": found.recording.occasion,
        "gathering": gathering,
        "circle": gathering.circle,
        "reaches": Audience(found.recording.audience).label,
    }
