"""Take out one permission check at a time: each time the questions that the other tests ask must
be answered otherwise.

A check that can be taken out with nobody noticing is one that could be forgotten as well.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import URLPattern, URLResolver, get_resolver

from kinweave.access import Audience, Viewer, everything
from kinweave.access.policies import _policies, policies
from kinweave.journal import lines
from tests.access.addresses import ROWS, address
from tests.access.checks import forms_of, leaks, written_from_outside
from tests.access.visiting import Form, fetch, visitor
from tests.world import World, build

pytestmark = pytest.mark.once

ORDER = ("stranger", "friend", "former member", "anonymous")
"""Who notices first, as a rule. A member without keys is one of them."""

THINGS = [sight for sight in ROWS.values() if sight.args]
"""Pages about something of somebody's."""


@pytest.fixture
def world() -> World:
    return build()


def shown_models() -> list[type[models.Model]]:
    """Models that have a rule for who may see them."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("kinweave.") and hasattr(model, "visible")
    ]


def pages_that_differ(world: World) -> Iterator[str]:
    """Pages that are not as the table says, or show a word to somebody it is not for."""
    for persona in ORDER:
        client = visitor(world, persona)
        for sight in THINGS:
            answer = fetch(client, address(sight, world))
            if answer.status != sight.answer(persona):
                yield f"{sight.name} for {persona}: {answer.status}"
            yield from leaks(world, persona, answer)


def rows_for_anybody(model: type[models.Model]) -> Iterator[str]:
    """Rows that are shown to whoever comes by, though they are not public. Some pages ask twice
    (who is a member, then what they may see), so the door itself is asked too."""
    for row in model.objects.visible_to(Viewer.public()):  # type: ignore[attr-defined]
        if getattr(row, "audience", "") != Audience.PUBLIC:
            yield f"{model.__name__} {row.pk}"


def journals_that_differ(world: World) -> Iterator[str]:
    """Lines of a circle's journal for somebody outside, or none for somebody inside. Its page asks
    for members first, so that the door behind it is asked here."""
    for persona in ORDER:
        someone = world.people[persona]
        viewer = Viewer.of(someone.pk) if someone else Viewer.public()
        read = bool(lines.of(world.riverbend.pk, viewer).lines)
        if read != (world.riverbend.pk in viewer.circles):
            yield f"the journal for {persona}: {read}"


def forms_that_differ(world: World, inside: list[Form]) -> Iterator[str]:
    """Forms that change something for people who may not send them."""
    for persona in ORDER[:2]:
        yield from written_from_outside(world, persona, inside)


def noticed(world: World, inside: list[Form]) -> bool:
    """Whether anything at all is otherwise than it should be."""
    return any(pages_that_differ(world)) or any(forms_that_differ(world, inside))


def test_with_all_checks_in_place_nothing_is_noticed(world: World) -> None:
    assert [*pages_that_differ(world), *journals_that_differ(world)] == []
    assert [row for model in shown_models() for row in rows_for_anybody(model)] == []


@pytest.mark.parametrize("model", shown_models(), ids=lambda model: model.__name__)
def test_a_model_that_everybody_may_see_is_noticed(
    model: type[models.Model], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not model._default_manager.exists():
        pytest.skip("the tests' world has no such row")
    monkeypatch.setattr(model, "visible", classmethod(lambda _cls, _viewer: everything()))
    assert any(rows_for_anybody(model)) or any(pages_that_differ(world))


def test_a_rule_that_says_yes_to_everybody_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = [form for form in forms_of(world, "steward") if "/c/" in form.action]
    unnoticed = []
    for (verb, kind), policy in sorted(policies().items(), key=str):
        monkeypatch.setitem(_policies, (verb, kind), lambda _viewer, _thing: True)
        with transaction.atomic():
            if not noticed(world, inside):
                unnoticed.append(f"{verb} {kind.__name__}")
            transaction.set_rollback(True)
        monkeypatch.setitem(_policies, (verb, kind), policy)
    assert unnoticed == []


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
