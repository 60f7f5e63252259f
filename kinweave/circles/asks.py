"""What asks for somebody, for their home: one thing at a time, with answers of equal ease.

Apps above this one know of more. Each registers a source, when it is ready::

    @also_asks
    def proposed(viewer: Viewer, mine: Mine, now: datetime) -> Iterator[Ask]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kinweave.access import Viewer, address
from kinweave.circles.actions.holding import SOON
from kinweave.circles.mine import circles_of
from kinweave.circles.models import (
    Acceptance,
    Application,
    Came,
    Circle,
    Expectations,
    Handover,
    Membership,
    Responsibility,
)
from kinweave.circles.models.memberships import is_new
from kinweave.people.models.person import name_shown


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer: where it leads. ``style``: ``yes`` or ``soft``, of the same size."""

    label: str
    url: str
    style: str = "soft"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing, in one sentence. ``scale`` gives its thread; ``key`` tells it from the others.
    ``before``: when it is too late to answer, where there is such an instant."""

    scale: str
    circle: Circle
    title: str
    words: str
    answers: tuple[Answer, ...]
    key: str
    before: datetime | None = None


Mine = Mapping[int, Circle]
"""The circles of whoever looks, by their numbers: read once, so that no ask reads them again."""
Source = Callable[[Viewer, Mine, datetime], Iterable[Ask]]
_above: list[Source] = []
_LAST = datetime.max.replace(tzinfo=UTC)


def also_asks(source: Source) -> Source:
    """Register what else asks for somebody in a circle of theirs, in one query at most: home asks
    each time."""
    if source not in _above:
        _above.append(source)
    return source


def asks_for(viewer: Viewer, now: datetime, mine: Iterable[Circle] | None = None) -> list[Ask]:
    """Everything that asks for this person, most pressing first: what is to be answered before
    long, by when, and then all else. Five queries at most, and one for each source above.

    ``mine``: their circles, where somebody has read them already; otherwise it is one query more.
    """
    if not viewer.circles:
        return []
    circles = {one.pk: one for one in (circles_of(viewer) if mine is None else mine)}
    sources = (_offers, _expectations, _applications, _endings, _first_steps, *_above)
    asks = [ask for source in sources for ask in source(viewer, circles, now)]
    return sorted(asks, key=lambda ask: ask.before or _LAST)


def _ask(kind: str, number: int, circle: Circle, title: str, words: str, *answers: Answer) -> Ask:
    return Ask(circle.scale, circle, title, words, answers, f"{kind}:{number}")


def _offers(viewer: Viewer, mine: Mine, _now: datetime) -> Iterator[Ask]:
    rows = Handover.objects.visible_to(viewer).filter(
        taker=viewer.person,
        state=Handover.State.OFFERED,
        responsibility__circle__in=mine,
        responsibility__closed_at=None,
    )
    for number, until, name, circle, giver, gone in rows.values_list(
        "pk", "until", "responsibility__name", "responsibility__circle",
        "giver__name", "giver__forgotten_at",
    ):  # fmt: skip
        page = address("handover", mine[circle].slug, number)
        yield _ask(
            "handover",
            number,
            mine[circle],
            _("Would you take on “{name}”?").format(name=name),
            _("{giver} asks you, until {day}. Only the two of you know of it.").format(
                giver=name_shown(giver, gone), day=date_format(until)
            ),
            Answer(_("Yes, or not now"), page, "yes"),
        )


def _expectations(viewer: Viewer, mine: Mine, _now: datetime) -> Iterator[Ask]:
    accepted = Acceptance.objects.filter(expectations=OuterRef("pk"), person=viewer.person)
    versions = Expectations.objects.visible_to(viewer).filter(circle__in=mine)
    rows = versions.order_by("since", "pk").values_list("circle", "pk", Exists(accepted))
    newest = {circle: (number, read) for circle, number, read in rows}
    for circle, (number, read) in newest.items():
        if read:
            continue
        yield _ask(
            "expectations",
            number,
            mine[circle],
            _("What {circle} expects is new to you").format(circle=mine[circle].name),
            _("Read it when you have a quiet moment, and say whether you can live with it."),
            Answer(_("Read it"), address("circle-expectations", mine[circle].slug), "yes"),
        )


def _applications(viewer: Viewer, mine: Mine, _now: datetime) -> Iterator[Ask]:
    """One for each circle, however many wait: a door, not a count."""
    if not viewer.partners:
        return
    rows = Application.objects.visible_to(viewer).filter(
        circle__in=viewer.partners & mine.keys(), state=Application.State.OPEN
    )
    waiting = rows.exclude(person=viewer.person).values_list("circle", flat=True)
    for circle in (mine[number] for number in dict.fromkeys(waiting)):
        yield _ask(
            "applications",
            circle.pk,
            circle,
            _("Somebody asks to join {circle}").format(circle=circle.name),
            _("Any partner can answer. They hear nothing until one of you does."),
            Answer(_("Read what they say"), address("circle-applications", circle.slug), "yes"),
        )


def _endings(viewer: Viewer, mine: Mine, now: datetime) -> Iterator[Ask]:
    if not viewer.holding:
        return
    today = now.date()
    rows = Responsibility.objects.visible_to(viewer).filter(
        holder=viewer.person,
        circle__in=viewer.holding & mine.keys(),
        closed_at=None,
        until__range=(today, today + SOON),
    )
    for number, circle, name, until in rows.values_list("pk", "circle", "name", "until"):
        yield _ask(
            "responsibility",
            number,
            mine[circle],
            _("“{name}” ends on {day}").format(name=name, day=date_format(until)),
            _("You can hand it over, or talk with the others about another term."),
            Answer(_("See how"), address("step-back", mine[circle].slug, number), "yes"),
        )


def _first_steps(viewer: Viewer, mine: Mine, now: datetime) -> Iterator[Ask]:
    rows = Membership.objects.visible_to(viewer).current()
    rows = rows.filter(person=viewer.person, settled_at=None, circle__in=mine)
    for number, which, came, since in rows.values_list("pk", "circle", "came", "since"):
        if came == Came.FOUNDED or not is_new(since, now) or which in viewer.near:
            continue
        circle = mine[which]
        yield _ask(
            "first-steps",
            number,
            circle,
            _("You are new in {circle}").format(circle=circle.name),
            _("A few first steps are waiting, none of them urgent."),
            Answer(_("See them"), circle.get_absolute_url(), "yes"),
        )
