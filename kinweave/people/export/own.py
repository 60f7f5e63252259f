"""What this app holds of somebody: account, profile, week, notes, blocks, wishes to leave."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from kinweave.people import pictures
from kinweave.people.export.parts import brings_files, exports
from kinweave.people.models import Block, Field, Note, Person, Profile, WeeklyHours
from kinweave.people.models.week import BUSY, FREE


@exports(
    "account",
    _("Your account"),
    number=_("Number"),
    name=_("Name"),
    email=_("E-mail"),
    addresses=_("E-mail addresses"),
    address=_("Address"),
    verified=_("Confirmed"),
    language=_("Language"),
    time_zone=_("Time zone"),
    joined_at=_("Here since"),
    last_signed_in_at=_("Last signed in"),
    ways_in=_("Ways to sign in, beside a code by mail"),
    way=_("Way"),
    called=_("Called"),
    since=_("Since"),
)
def account(person: Person) -> dict[str, Any]:
    """How the site knows them."""
    return {
        "number": person.pk,
        "name": person.name,
        "email": person.email,
        "addresses": [
            {"address": one.email, "verified": one.verified}
            for one in EmailAddress.objects.filter(user=person).order_by("email")
        ],
        "language": person.language,
        "time_zone": person.time_zone,
        "joined_at": person.joined_at,
        "last_signed_in_at": person.last_login,
        "ways_in": [*_factors(person), *_providers(person)],
    }


def _factors(person: Person) -> Iterator[dict[str, Any]]:
    """Never the secret of one: whoever reads the file could sign in with it."""
    for one in Authenticator.objects.filter(user=person).order_by("pk"):
        called = one.data.get("name", "") if one.type == Authenticator.Type.WEBAUTHN else ""
        yield {"way": str(one.type), "called": called, "since": one.created_at}


def _providers(person: Person) -> Iterator[dict[str, Any]]:
    for one in SocialAccount.objects.filter(user=person).order_by("pk"):
        yield {"way": one.provider, "called": one.uid, "since": one.date_joined}


@exports(
    "profile",
    _("What you tell of yourself"),
    latitude=_("Latitude"),
    longitude=_("Longitude"),
    code=_("Language"),
    fluency=_("How well"),
    topics=_("Interests, skills, and what you would like to learn"),
    kind=_("Kind"),
    words=_("Words"),
    told_to=_("Who sees it"),
    **{field.value: field.label for field in Field},
)
def profile(person: Person) -> dict[str, Any]:
    """Each field, and who sees it."""
    told = Profile.objects.filter(person=person).first() or Profile()
    return {
        "pronouns": told.pronouns,
        "about": told.about,
        "place": told.place,
        "latitude": told.latitude,
        "longitude": told.longitude,
        "picture": bool(told.picture),
        "languages": [
            {"code": one.code, "fluency": one.get_fluency_display()}
            for one in person.languages.all()
        ],
        "topics": [{"kind": one.kind, "words": one.words} for one in person.topics.all()],
        "told_to": {field.value: getattr(told, f"{field}_told") for field in Field},
    }


@brings_files
def picture(person: Person) -> Iterator[tuple[str, Path]]:
    """The larger size; the smaller is made from the same."""
    told = Profile.objects.filter(person=person).exclude(picture="").first()
    if told:
        yield "picture.webp", pictures.path_of(told.picture, pictures.LARGE)


@exports(
    "week",
    _("Your week"),
    time_zone=_("Time zone"),
    changed_at=_("Last changed"),
    half_hours=_("As half hours from Monday 00:00 (f: free, ?: if need be)"),
    hours=_("Hours"),
    day=_("Day (1 is Monday)"),
    begin=_("From"),
    end=_("Until"),
    free=_("Free (or else: if need be)"),
)
def week(person: Person) -> dict[str, Any]:
    """The signs as they are kept, and the same as hours to read."""
    hours = WeeklyHours.objects.filter(person=person).first()
    if hours is None:
        return {}
    return {
        "time_zone": person.time_zone,
        "changed_at": hours.changed_at,
        "half_hours": hours.week,
        "hours": list(_hours(hours.week)),
    }


def _hours(week: str) -> Iterator[dict[str, Any]]:
    for (day, sign), run in groupby(range(len(week)), key=lambda n: (n // 48, week[n])):
        slots = [n % 48 for n in run]
        if sign != BUSY:
            begin, end = slots[0], slots[-1] + 1
            yield {
                "day": day + 1,
                "begin": f"{begin // 2:02}:{begin % 2 * 30:02}",
                "end": f"{end // 2:02}:{end % 2 * 30:02}",
                "free": sign == FREE,
            }


@exports(
    "notes",
    _("What you wrote for yourself"),
    kind=_("Kind"),
    text=_("Text"),
    written_at=_("Written"),
    changed_at=_("Last changed"),
    let_go_at=_("Let go"),
)
def notes(person: Person) -> list[dict[str, Any]]:
    """Intentions, reflections, learning edges, also those that were let go."""
    fields = ("kind", "text", "written_at", "changed_at", "let_go_at")
    return list(Note.objects.filter(person=person).order_by("pk").values(*fields))


@exports("blocks", _("Whom you do not see"), number=_("Number"), since=_("Since"))
def blocks(person: Person) -> list[dict[str, Any]]:
    """By the number of the other's account: their name is theirs. Those that others made are
    not told, here as elsewhere."""
    made = Block.objects.filter(person=person).order_by("pk")
    return [{"number": one.other_id, "since": one.since} for one in made]


@exports(
    "leaving",
    _("Your wishes to be forgotten"),
    asked_at=_("Asked"),
    state=_("State"),
)
def leaving(person: Person) -> list[dict[str, Any]]:
    """Also those that were taken back."""
    wishes = person.erasures.order_by("pk")
    return [{"asked_at": one.asked_at, "state": one.state} for one in wishes]
