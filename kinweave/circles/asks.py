"""What asks for somebody, for their home: one thing at a time, with answers of equal ease."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kinweave.access import Viewer
from kinweave.circles.actions.holding import SOON
from kinweave.circles.models import (
    Acceptance,
    Application,
    Circle,
    Expectations,
    Handover,
    Membership,
    Responsibility,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer: where it leads. ``style``: ``yes`` or ``soft``, of the same size."""

    label: str
    url: str
    style: str = "soft"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing, in one sentence. ``scale`` gives its thread; ``key`` tells it from the others."""

    scale: str
    circle: Circle
    title: str
    words: str
    answers: tuple[Answer, ...]
    key: str


def asks_for(viewer: Viewer, now: datetime) -> list[Ask]:
    """Everything that asks for this person, most pressing first, in five queries at most."""
    if not viewer.is_somebody:
        return []
    sources = (_offers, _expectations, _applications, _endings, _first_steps)
    return [ask for source in sources for ask in source(viewer, now)]


def _ask(kind: str, thing: Any, circle: Circle, title: str, words: str, *answers: Answer) -> Ask:
    return Ask(circle.scale, circle, title, words, answers, f"{kind}:{thing.pk}")


def _offers(viewer: Viewer, _now: datetime) -> Iterator[Ask]:
    rows = Handover.objects.visible_to(viewer).filter(
        taker=viewer.person,
        state=Handover.State.OFFERED,
        responsibility__circle__in=viewer.circles,
        responsibility__closed_at=None,
    )
    for offer in rows.select_related("giver", "responsibility__circle"):
        circle = offer.responsibility.circle
        page = reverse("handover", args=[circle.slug, offer.pk])
        yield _ask(
            "handover",
            offer,
            circle,
            _("Would you take on “{name}”?").format(name=offer.responsibility.name),
            _("{giver} asks you, until {day}. Only the two of you know of it.").format(
                giver=offer.giver.shown_name, day=date_format(offer.until)
            ),
            Answer(_("Yes, or not now"), page, "yes"),
        )


def _expectations(viewer: Viewer, _now: datetime) -> Iterator[Ask]:
    newest = Expectations.objects.filter(circle=OuterRef("circle")).order_by("-since", "-pk")
    accepted = Acceptance.objects.filter(expectations=OuterRef("pk"), person=viewer.person)
    rows = Expectations.objects.visible_to(viewer).filter(pk=Subquery(newest.values("pk")[:1]))
    for version in rows.exclude(Exists(accepted)).select_related("circle"):
        circle = version.circle
        yield _ask(
            "expectations",
            version,
            circle,
            _("What {circle} expects is new to you").format(circle=circle.name),
            _("Read it when you have a quiet moment, and say whether you can live with it."),
            Answer(_("Read it"), reverse("circle-expectations", args=[circle.slug]), "yes"),
        )


def _applications(viewer: Viewer, _now: datetime) -> Iterator[Ask]:
    """One for each circle, however many wait: a door, not a count."""
    if not viewer.partners:
        return
    rows = Application.objects.visible_to(viewer).filter(
        circle__in=viewer.partners, state=Application.State.OPEN
    )
    seen = set()
    for application in rows.exclude(person=viewer.person).select_related("circle", "person"):
        circle = application.circle
        if circle.pk in seen:
            continue
        seen.add(circle.pk)
        yield _ask(
            "applications",
            circle,
            circle,
            _("Somebody asks to join {circle}").format(circle=circle.name),
            _("Any partner can answer. They hear nothing until one of you does."),
            Answer(
                _("Read what they say"), reverse("circle-applications", args=[circle.slug]), "yes"
            ),
        )


def _endings(viewer: Viewer, now: datetime) -> Iterator[Ask]:
    today = now.date()
    rows = Responsibility.objects.visible_to(viewer).filter(
        holder=viewer.person, closed_at=None, until__range=(today, today + SOON)
    )
    for one in rows.select_related("circle"):
        circle = one.circle
        yield _ask(
            "responsibility",
            one,
            circle,
            _("“{name}” ends on {day}").format(name=one.name, day=date_format(one.until)),
            _("You can hand it over, or talk with the others about another term."),
            Answer(_("See how"), reverse("step-back", args=[circle.slug, one.pk]), "yes"),
        )


def _first_steps(viewer: Viewer, now: datetime) -> Iterator[Ask]:
    rows = (
        Membership.objects.visible_to(viewer)
        .current()
        .filter(person=viewer.person, settled_at=None, circle__in=viewer.circles)
    )
    for membership in rows.exclude(came="founded").select_related("circle"):
        circle = membership.circle
        if not membership.is_new(now) or circle.pk in viewer.near:
            continue
        yield _ask(
            "first-steps",
            membership,
            circle,
            _("You are new in {circle}").format(circle=circle.name),
            _("A few first steps are waiting, none of them urgent."),
            Answer(_("See them"), reverse("circle", args=[circle.slug]), "yes"),
        )
