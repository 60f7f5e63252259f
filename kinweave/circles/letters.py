"""What circles write to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.circles import samples
from kinweave.circles.models import (
    Application,
    Expectations,
    Handover,
    Invitation,
    Responsibility,
)
from kinweave.notices.letters import About, Reader, letter

State = Application.State


@letter(
    "circles.invitation",
    kind="invitations",
    what=_("Somebody invites you into a circle"),
    sample=samples.INVITATION,
)
def invitation(reader: Reader, about: About) -> dict[str, Any] | None:
    """To an address that may have no account: the letter itself is the way in. Whoever is in
    already, or does not see the one who invites, gets none."""
    found = Invitation.open_by_number(about["invitation"], timezone.now())
    looks = reader.viewer
    if not found or found.circle_id in looks.circles or found.made_by_id in looks.hidden:
        return None
    return {"invitation": found, "circle": found.circle}


@letter(
    "circles.application_sent",
    kind="applications",
    what=_("Somebody asks to join"),
    sample=samples.APPLICATION,
)
def application_sent(reader: Reader, about: About) -> dict[str, Any] | None:
    """To each partner, in their digest."""
    return _application(reader, about, State.OPEN)


@letter(
    "circles.application_message",
    kind="applications",
    what=_("Somebody writes to you about asking to join"),
    sample=samples.APPLICATION,
)
def application_message(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the other side of the conversation."""
    return _application(reader, about, State.OPEN)


@letter(
    "circles.welcomed",
    kind="applications",
    what=_("You are welcome in a circle"),
    sample=samples.APPLICATION,
)
def welcomed(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever asked to join, unless they have left again meanwhile."""
    said = _application(reader, about, State.WELCOMED)
    return said if said and said["circle"].pk in reader.viewer.circles else None


@letter(
    "circles.declined",
    kind="applications",
    what=_("A circle says: not this time"),
    sample=samples.APPLICATION,
)
def declined(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever asked to join, unless it has been taken back meanwhile. Said again since, it is
    told by the letter of that time, which can still be taken back."""
    said = _application(reader, about, State.DECLINED)
    decided = datetime.fromisoformat(about["decided"])
    return said if said and said["application"].decided_at == decided else None


@letter(
    "circles.expectations_changed",
    kind="circles",
    what=_("What a circle expects has changed"),
    sample=samples.CIRCLE,
)
def expectations_changed(reader: Reader, about: About) -> dict[str, Any] | None:
    """To every member, in their digest, unless there is a newer version or they know this one."""
    rows = Expectations.objects.visible_to(reader.viewer)
    newer = rows.filter(circle=OuterRef("circle"), pk__gt=OuterRef("pk"))
    read = Q(acceptances__person=reader.viewer.person)
    rows = rows.filter(~Exists(newer), pk=about["expectations"]).exclude(read)
    found = rows.select_related("circle").first()
    return {"expectations": found, "circle": found.circle} if found else None


@letter(
    "circles.handover_offered",
    kind="responsibilities",
    what=_("Somebody asks you to take over"),
    sample=samples.HANDOVER,
)
def handover_offered(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the one who is asked."""
    return _handover(reader, about, Handover.State.OFFERED)


@letter(
    "circles.handover_answered",
    kind="responsibilities",
    what=_("Somebody answers whether they take over from you"),
    sample=samples.HANDOVER,
)
def handover_answered(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the one who asked, in their digest."""
    return _handover(reader, about, Handover.State.TAKEN, Handover.State.DECLINED)


@letter(
    "circles.responsibility_open",
    kind="responsibilities",
    what=_("A responsibility has nobody who holds it"),
    sample=samples.RESPONSIBILITY,
)
def responsibility_open(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the partners, in their digest, as long as it is true."""
    rows = Responsibility.objects.visible_to(reader.viewer).filter(
        holder=None, closed_at=None, circle__in=reader.viewer.partners
    )
    return _responsibility(rows, about)


@letter(
    "circles.responsibility_gone",
    kind="responsibilities",
    what=_("Others decided that you no longer hold something"),
    sample=samples.RESPONSIBILITY,
)
def responsibility_gone(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever held it, unless they hold it again. Who holds it now is on the circle's page."""
    rows = Responsibility.objects.visible_to(reader.viewer).exclude(
        holder=reader.viewer.person, closed_at=None
    )
    return _responsibility(rows, about)


@letter(
    "circles.responsibility_ending",
    kind="responsibilities",
    what=_("A responsibility of yours ends soon"),
    sample=samples.RESPONSIBILITY,
)
def responsibility_ending(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever holds it, while that is still its end."""
    rows = Responsibility.objects.visible_to(reader.viewer).filter(
        holder=reader.viewer.person, closed_at=None, until=about["until"]
    )
    return _responsibility(rows, about)


def _application(reader: Reader, about: About, state: str) -> dict[str, Any] | None:
    rows = Application.objects.visible_to(reader.viewer)
    found = (
        rows.filter(pk=about["application"], state=state, circle__ended_at=None)
        .select_related("circle", "person")
        .first()
    )
    return {"application": found, "circle": found.circle} if found else None


def _handover(reader: Reader, about: About, *states: str) -> dict[str, Any] | None:
    rows = Handover.objects.visible_to(reader.viewer)
    found = (
        rows.filter(
            pk=about["handover"],
            state__in=states,
            responsibility__circle__in=reader.viewer.circles,
        )
        .select_related("giver", "taker", "responsibility__circle")
        .first()
    )
    return {"handover": found, "circle": found.responsibility.circle} if found else None


def _responsibility(rows: Any, about: About) -> dict[str, Any] | None:
    found = rows.filter(pk=about["responsibility"]).select_related("circle").first()
    return {"responsibility": found, "circle": found.circle} if found else None
