"""Take out one permission check at a time: each time the questions that the other tests ask must
be answered otherwise.

A check that can be taken out with nobody noticing is one that could be forgotten as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from kinweave.access import Audience, Sight, Viewer, everything
from kinweave.access.kept import forget_all
from kinweave.access.policies import _policies, policies
from kinweave.bringing import actions as bringing
from kinweave.bringing.models import Case, NotToday
from kinweave.gatherings import actions as gathering
from kinweave.handbook.models import OldAddress
from kinweave.harvests import actions as after
from kinweave.harvests.models import Speaker
from kinweave.journal import lines
from kinweave.notices.choosing import set_rhythm, stop
from kinweave.people.erasure.wishes import ask_to_be_forgotten
from kinweave.retreats.models import Making
from kinweave.weaving.models import Answer as ToACrew
from kinweave.weaving.models import Move, Place
from tests.access.addresses import ROWS, address
from tests.access.checks import (
    Rule,
    crawl,
    forms_of,
    leaks,
    tried,
    written_from_outside,
)
from tests.access.rows import undone
from tests.access.visiting import Answer, fetch, visitor
from tests.builders import NOW
from tests.world import World

pytestmark = pytest.mark.once

ORDER = ("stranger", "friend", "former member", "anonymous", "blocked")
"""Who notices first, as a rule. A member without keys is one of them, and one without a place."""

INSIDE = ("steward", "partner", "former member", "stranger")
"""Whose forms others are tempted to send: they tend, are asked, ask to join, or are elsewhere."""

TEMPTED = ("stranger", "friend", "partner", "steward", "former member")
"""Who sends forms, and presses buttons, that they were never shown."""

BEHIND_THE_DOOR = {
    "change Person", "revoke Invitation", "settle Delivery",
    "step forward Circle", "undo Ending", "write Application", "come Gathering",
    "answer Gathering", "give Fund", "take on Gathering", "answer Speaker", "ask for Slots",
    "bring to Clinic", "put on Board",
    "bring in Import", "stop Import",
    "take a place Retreat", "answer Scholarship",
    "crew Circle", "look back Cycle", "offer Turn", "take Turn", "go on WhatNext",
    "say Meeting", "count in Circle", "play Deck", "take back Story", "propose Book",
    "wish Season", "gather Proposal",
    "call a crew Circle", "answer Call", "start Call",
}  # fmt: skip
"""Rules that no page and no form is otherwise without: nobody sees such a thing who may not do that
with it. test_policies asks each directly."""

PLACES = (
    "/c/", "/decks/", "/gatherings/", "/handbooks/", "/imports/", "/proposals/", "/seasons/",
)  # fmt: skip
"""Where forms of circles, and of what is in them, lead to."""

THINGS = [sight for sight in ROWS.values() if sight.args]
"""Pages about something of somebody's."""


def shown_models() -> list[type[models.Model]]:
    """Models that have a rule for who may see them."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("kinweave.") and hasattr(model, "visible")
    ]


def page_differs(world: World, persona: str, sight: Sight) -> Iterator[str]:
    """Whether a page is not as the table says, or shows a word to somebody it is not for."""
    yield from differs(world, persona, sight, fetch(visitor(world, persona), address(sight, world)))


def differs(world: World, persona: str, sight: Sight, answer: Answer) -> Iterator[str]:
    """The same of what came back."""
    if answer.status != sight.answer(persona):
        yield f"{sight.name} for {persona}: {answer.status}"
    yield from leaks(world, persona, answer)


def pages_that_differ(world: World) -> Iterator[str]:
    """All of them, for everybody who might notice."""
    for persona in ORDER:
        for sight in THINGS:
            yield from page_differs(world, persona, sight)


def rows_for_anybody(model: type[models.Model]) -> Iterator[str]:
    """Rows that are shown to whoever comes by, though they are not public. Some pages ask twice
    (who is a member, then what they may see), so the door itself is asked too."""
    for row in model.objects.visible_to(Viewer.public()):
        if audience_of(row) != Audience.PUBLIC:
            yield f"{model.__name__} {row.pk}"


def audience_of(row: models.Model) -> str:
    """A row's own; a date goes as far as its gathering, a page as its book, a card as its deck."""
    for of in ("gathering", "book", "deck"):
        row = getattr(row, of, row)
    return str(getattr(row, "audience", ""))


def journals_that_differ(world: World) -> Iterator[str]:
    """Lines of a circle's journal for somebody outside, or none for somebody inside. Its page asks
    for members first, so that the door behind it is asked here."""
    for persona in ORDER:
        someone = world.people[persona]
        viewer = Viewer.of(someone.pk) if someone else Viewer.public()
        read = bool(lines.of(world.riverbend.pk, viewer).lines)
        if read != (world.riverbend.pk in viewer.circles):
            yield f"the journal for {persona}: {read}"


Ask = Callable[[], Iterable[str]]


def asked_in_vain(world: World) -> dict[Rule, list[Ask]]:
    """Of each rule: the pages and forms at which it says no to somebody. Only those can be
    otherwise without it, so only those have to be asked again."""
    found: dict[Rule, list[Ask]] = {one: [] for one in policies()}
    for persona, sight in product(ORDER, THINGS):
        for one in crawl(world, persona).refused[address(sight, world)]:
            found[one].append(partial(page_differs, world, persona, sight))
    inside = {
        form.kind: form
        for persona in INSIDE
        for form in forms_of(world, persona)
        if form.action.startswith(PLACES)
    }
    for persona in TEMPTED:
        shown = {form.kind for form in forms_of(world, persona)}
        never_shown = {form.does: form for kind, form in inside.items() if kind not in shown}
        for form in never_shown.values():
            came = tried(world, persona, form)
            for one in () if came.wrong else came.refused:
                found[one].append(partial(written_from_outside, world, persona, form))
    return found


def test_with_all_checks_in_place_nothing_is_noticed(world: World) -> None:
    found = [
        line
        for persona, sight in product(ORDER, THINGS)
        for line in differs(
            world, persona, sight, crawl(world, persona).answers[address(sight, world)]
        )
    ]
    assert [*found, *journals_that_differ(world)] == []
    assert [row for model in shown_models() for row in rows_for_anybody(model)] == []


def what_the_world_does_without(world: World) -> None:
    """Rows that would change what others find in it."""
    fenna, pavel, stella = (world[one] for one in ("friend", "partner", "steward"))
    ask_to_be_forgotten(world["stranger"], at=NOW)
    set_rhythm(fenna, when="weekdays", days="3", hour=8)
    stop(fenna.pk, kind="gatherings", circle=world.riverbend.pk, at=NOW)
    gathering.set_dates_by_mail(fenna, invitations=True, remind_before=60, at=NOW)
    gathering.invite(world["crew member"], world.soup, [stella.pk], at=NOW)
    after.withdraw(pavel, Speaker.objects.get(person=pavel), at=NOW)
    Making.objects.create(
        retreat=world.mill, person=world["crew member"], size=2, seed=1, asked_at=NOW,
        next_attempt=NOW,
    )  # fmt: skip
    OldAddress.objects.create(book=world.handbook, path="where-it-was", page=world.leaf)
    place = Place.objects.get(person=fenna, proposal=world.proposal)
    ToACrew.objects.create(place=place, says=ToACrew.Says.YES, at=NOW)
    Move.objects.create(
        proposal=world.proposal, by=stella, at=NOW, before={"crews": [], "left": []},
        did={"people": [fenna.pk], "to": 1, "crews": [], "worth": [0, 0]},
    )  # fmt: skip


@pytest.mark.parametrize("model", shown_models(), ids=lambda model: model.__name__)
def test_a_model_that_everybody_may_see_is_noticed(
    model: type[models.Model], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    what_the_world_does_without(world)
    if model is NotToday:
        chosen = Case.objects.get(choice__isnull=False)
        bringing.not_today(chosen.person, chosen, at=NOW)
    assert model._default_manager.exists(), "nothing is shown of what is not there"
    monkeypatch.setattr(model, "visible", classmethod(lambda _cls, _viewer: everything()))
    forget_all()
    try:
        assert any(rows_for_anybody(model)) or any(pages_that_differ(world))
    finally:
        forget_all()


def part_of(rule: Rule) -> str:
    """The part of the site that a rule's thing belongs to."""
    return rule[1].__module__.split(".")[1]


@pytest.mark.parametrize("part", sorted({part_of(one) for one in policies()}))
def test_a_rule_that_says_yes_to_everybody_is_noticed(
    part: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not world.refusals:
        world.refusals.update(asked_in_vain(world))
    rules = [one for one in policies() if part_of(one) == part]
    unnoticed = set()
    for one in rules:
        with monkeypatch.context() as without, undone():
            without.setitem(_policies, one, lambda _viewer, _thing: True)
            if not any(any(ask()) for ask in world.refusals[one]):
                unnoticed.add(called(one))
    assert unnoticed == BEHIND_THE_DOOR & {called(one) for one in rules}


def called(rule: Rule) -> str:
    """As it is spoken of here and in test_policies."""
    verb, kind = rule
    return f"{verb} {kind.__name__}"


def test_what_is_behind_the_door_are_rules() -> None:
    assert {called(one) for one in policies()} >= BEHIND_THE_DOOR


def asks_for_an_account(pattern: URLPattern) -> bool:
    """Whether the outermost thing around a view is ``login_required``."""
    view = pattern.callback
    wraps = hasattr(view, "__wrapped__")
    return wraps and view.__code__.co_filename.endswith("auth/decorators.py")


def guarded(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Addresses of ours whose view asks for an account before anything else."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from guarded(pattern.url_patterns)
        elif pattern.name in ROWS and asks_for_an_account(pattern):
            yield pattern


@pytest.mark.parametrize(
    "pattern", list(guarded(get_resolver().url_patterns)), ids=lambda pattern: pattern.name
)
def test_a_page_that_no_longer_asks_for_an_account_is_noticed(
    pattern: URLPattern, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = ROWS[str(pattern.name)]
    monkeypatch.setattr(pattern, "callback", pattern.callback.__wrapped__)
    answer = fetch(visitor(world, "anonymous"), address(sight, world))
    assert answer.status != sight.answer("anonymous")
