"""What gatherings write to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, can
from kinweave.gatherings import invitations, samples
from kinweave.gatherings.models import Answer, Gathering, Guest, Invited, Occasion
from kinweave.gatherings.models.answers import AnswerQuerySet, answers_of
from kinweave.gatherings.models.guests import guest_with
from kinweave.gatherings.models.posted import sent
from kinweave.gatherings.showing import what_it_asks
from kinweave.notices.letters import About, Reader, letter


@letter(
    "gatherings.announced",
    kind="gatherings",
    what=_("Somebody announces a gathering"),
    sample=samples.GATHERING,
)
def announced(reader: Reader, about: About) -> dict[str, Any] | None:
    """To every member, in their digest, once for a whole series, as long as there is a date to come
    and they have not answered yet."""
    rows = Gathering.objects.visible_to(reader.viewer).filter(cancelled_at=None)
    found = rows.select_related("circle", "host").filter(pk=about["gathering"]).first()
    if found is None:
        return None
    dates = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    first = dates.filter(gathering=found).first()
    if first is None or _answer(reader, first, about):
        return None
    first.gathering = found
    return _told(first, about)


@letter(
    "gatherings.moved",
    kind="gatherings",
    what=_("What you come to has another day or hour"),
    sample=samples.GATHERING,
)
def moved(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who come or may: of one date, and of the others that moved with it."""
    said = _date(reader, about, skipped_at=None, gathering__cancelled_at=None)
    if said is None:
        return None
    one: Occasion = said["occasion"]
    rows = Occasion.objects.visible_to(reader.viewer).filter(
        gathering=one.gathering_id, changed_at=one.changed_at, starts_at__gt=one.starts_at,
        skipped_at=None,
        pk__in=_answers(reader, about).exclude(says=Answer.Says.NO).values("occasion"),
    )  # fmt: skip
    others = list(rows)
    for other in others:
        other.gathering = one.gathering
    return {**said, "others": others}


@letter(
    "gatherings.skipped",
    kind="gatherings",
    what=_("What you come to is left out once"),
    sample=samples.GATHERING,
)
def skipped(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who would have come."""
    return _date(reader, about, skipped_at__isnull=False, gathering__cancelled_at=None)


@letter(
    "gatherings.put_back",
    kind="gatherings",
    what=_("What was left out takes place after all"),
    sample=samples.GATHERING,
)
def put_back(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who would have come."""
    return _date(reader, about, skipped_at=None, gathering__cancelled_at=None)


@letter(
    "gatherings.called_off",
    kind="gatherings",
    what=_("What you come to is called off"),
    sample=samples.GATHERING,
)
def called_off(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who would have come."""
    return _date(reader, about, gathering__cancelled_at__isnull=False)


@letter(
    "gatherings.seat_free",
    kind="gatherings",
    what=_("There is a seat for you after all"),
    sample=samples.SEAT,
)
def seat_free(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever is next in the waiting list, as long as it is kept for them."""
    rows = _answers(reader, about).filter(
        pk=about["answer"], says=Answer.Says.OFFERED, offered_until__gt=timezone.now(),
        occasion__in=Occasion.objects.visible_to(reader.viewer).taking_place().order_by(),
    )  # fmt: skip
    found = rows.select_related("occasion__gathering__circle").first()
    if found is None:
        return None
    return {"answer": found, **_told(found.occasion, about)}


@letter(
    "gatherings.in_calendar",
    kind="gatherings",
    what=_("A date that you come to, for your calendar"),
    sample={**samples.GATHERING, "says": "yes"},
    a_day=100,
)
def in_calendar(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever has their calendar kept by mail, and to guests: a date as it is now. Not when they
    have said something else meanwhile, or it is another: that has a letter of its own."""
    rows = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    found = rows.filter(pk=about["occasion"], sequence=about["sequence"])
    one = found.select_related("gathering__circle", "gathering__host").first()
    if one is None or _answer(reader, one, about) != about["says"]:
        return None
    was = datetime.fromisoformat(about["was"]) if about["was"] else None
    before = was if was != one.starts_at else None
    return {
        **_told(one, about),
        "says": about["says"],
        "changed": was is not None,
        "was": before.astimezone(ZoneInfo(one.gathering.zone)).date()
        if before and one.last_day
        else before,
        "calendar": invitations.put_in(reader, one, about["says"], _guest(about)),
    }


@letter(
    "gatherings.out_of_calendar",
    kind="gatherings",
    what=_("A date leaves your calendar, because it is off or you do not come"),
    sample=samples.GATHERING,
    a_day=100,
)
def out_of_calendar(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever has it there. Whoever does not see it any more is told no word of it."""
    posted = sent(about["posted"])
    if posted is None or posted.in_it or posted.ends_at <= timezone.now():
        return None
    seen = Occasion.objects.visible_to(reader.viewer).filter(pk=posted.occasion_id).exists()
    said = _told(posted.occasion, about) if seen else {"page": ""}
    return {
        **said,
        "seen": seen,
        "says": _answer(reader, posted.occasion, about) if seen else None,
        "calendar": invitations.take_out(reader, posted, seen),
    }


@letter(
    "gatherings.reminder",
    kind="reminders",
    what=_("A date that you come to is near: as you chose with your calendars"),
    sample={**samples.GATHERING, "says": "yes"},
    a_day=50,
)
def reminder(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who come or may and wanted it, as long as it has not begun."""
    said = _date(reader, about, skipped_at=None, gathering__cancelled_at=None)
    if said is None or said["occasion"].starts_at <= timezone.now():
        return None
    one = said["occasion"]
    coming = _answer(reader, one, about)
    if coming not in (Answer.Says.YES, Answer.Says.MAYBE):
        return None
    where = can(reader.viewer, "know where", one.gathering)
    return {**said, "says": coming, "where": where}


@letter(
    "gatherings.invited",
    kind="invitations_to_gatherings",
    what=_("Somebody asks whether you come to what they host"),
    sample={**samples.GATHERING, "by": samples.HOST},
)
def invited(reader: Reader, about: About) -> dict[str, Any] | None:
    """To somebody whom the host asked, as long as they have not answered."""
    rows = Invited.objects.visible_to(reader.viewer).filter(
        pk=about["invited"], person=reader.viewer.person
    )
    found = rows.select_related("by").first()
    if found is None or found.by is None:
        return None
    dates = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    here = dates.filter(gathering=found.gathering_id)
    one = here.select_related("gathering__circle", "gathering__host").first()
    if one is None or _answer(reader, one, about) is not None:
        return None
    return {
        **_told(one, about),
        "by": found.by,
        "calendar": invitations.put_in(reader, one, "", None),
    }


@letter(
    "gatherings.guest",
    kind="guests",
    what=_("You asked for a link with which to answer, without an account"),
    sample=samples.GATHERING,
    needed=True,
    a_day=5,
)
def guest(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever gave their address on the page of a public gathering."""
    found = _guest(about)
    if found is None or found.address != reader.address.lower():
        return None
    dates = Occasion.objects.visible_to(Viewer.public()).taking_place().not_over(timezone.now())
    one = dates.filter(gathering=found.gathering_id).select_related("gathering__circle").first()
    return _told(one, about) if one else None


@letter(
    "gatherings.waits",
    kind="gatherings",
    what=_("You said yes by mail, and all seats are taken"),
    sample=samples.GATHERING,
)
def waits(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever answered from their calendar, and sees no page that would say so."""
    said = _date(reader, about, skipped_at=None, gathering__cancelled_at=None)
    if said is None or _answer(reader, said["occasion"], about) != Answer.Says.WAITING:
        return None
    return said


@letter(
    "gatherings.for_those_who_give",
    kind="gatherings",
    what=_("You said yes by mail to what is for those who give so much"),
    sample={**samples.GATHERING, "asks": samples.ASKS},
)
def for_those_who_give(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever answered from their calendar, and sees no page that would say so; as long as they
    have not found another way meanwhile."""
    rows = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    found = rows.filter(pk=about["occasion"], gathering__least__isnull=False)
    one = found.select_related("gathering__circle", "gathering__host").first()
    if one is None or _answer(reader, one, about) not in (None, Answer.Says.NO):
        return None
    return _told(one, about)


@letter(
    "gatherings.ends",
    kind="gatherings",
    what=_("A series that you host ends, unless you say that it goes on"),
    sample=samples.GATHERING,
)
def ends(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever hosts it, as long as this date is its last and still to be."""
    rows = Occasion.objects.visible_to(reader.viewer).taking_place().not_over(timezone.now())
    mine = rows.filter(gathering__host=reader.viewer.person)
    one = mine.select_related("gathering__circle", "gathering__host").filter(
        pk=about["occasion"]
    ).first()  # fmt: skip
    if one is None or rows.filter(gathering=one.gathering_id).exclude(pk=one.pk).exists():
        return None
    return _told(one, about)


def _date(reader: Reader, about: About, **still: Any) -> dict[str, Any] | None:
    """To whoever has not said no meanwhile; not of a date that has moved again, or is not any more
    what the letter says: that has a letter of its own."""
    rows = Occasion.objects.visible_to(reader.viewer).not_over(timezone.now()).filter(**still)
    found = rows.filter(pk=about["occasion"], starts_at=datetime.fromisoformat(about["starts_at"]))
    one = found.select_related("gathering__circle", "gathering__host").first()
    if one is None or _answer(reader, one, about) in (None, Answer.Says.NO):
        return None
    return _told(one, about)


def _answers(reader: Reader, about: About) -> AnswerQuerySet:
    """The reader's own: a guest's are those of whom the letter is for."""
    if "guest" in about:
        return answers_of(about["guest"])
    return Answer.objects.visible_to(reader.viewer).filter(person=reader.viewer.person)


def _answer(reader: Reader, date: Occasion, about: About) -> str | None:
    return _answers(reader, about).filter(occasion=date).values_list("says", flat=True).first()


def _guest(about: About) -> Guest | None:
    return guest_with(about["guest"]) if "guest" in about else None


def _told(occasion: Occasion, about: About) -> dict[str, Any]:
    gathering, guest = occasion.gathering, _guest(about)
    asks = what_it_asks(gathering, "")
    page = settings.SITE_URL + (guest or gathering).get_absolute_url()
    return {
        "occasion": occasion, "gathering": gathering, "circle": gathering.circle, "page": page,
        "guest": guest, "asks": asks and f"{asks}.",
    }  # fmt: skip
