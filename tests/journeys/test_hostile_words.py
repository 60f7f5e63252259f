"""Whatever somebody writes stays words: in a real browser no page runs it or grows an element of
it, even without the policy that would stop a script."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from playwright.sync_api import Browser

from kinweave.handbook.models import Rendered
from tests.access.addresses import ROWS, address
from tests.access.visiting import all_come_in, fetch, the_same_but_for, visitor, walk
from tests.world import World
from tests.world.again import build_again

CORPUS = (
    """'"></style></title></textarea><svg data-grown onload=ran=1>{{7|add:7}}{%now%}<!--""",
    "javascript:ran=1//<img src=x onerror=ran=1 data-grown><script>ran=1</script>",
)
"""Breaks out of attributes with either quote, raw text and text, is a template and begins a
comment; is a link, and runs where it stands. What grows fits into the shortest name that people
give."""

HARM = """[
    window.ran === 1 || !!document.querySelector("[data-grown]"),
    !!document.querySelector("a[href^='javascript:'], form[action^='javascript:']"),
]"""

KEPT = {"slug", "nonce", "email", "address", "file", "picture", "verb", "letter", "key", "week",
        "time_zone", "language", "password", "days", "kind", "code", "task_path",
        "path"}  # fmt: skip
"""Fields that no person fills with words of their own."""

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    """One of its own: not that of all other questions of who sees what, which stays as it is."""
    made = build_again()
    all_come_in(made)
    return made


def written_fields(model: type[models.Model]) -> list[Any]:
    """Fields that hold what people write."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not field.choices
        and field.name not in KEPT
    ]


def told_apart(model: type[models.Model]) -> set[str]:
    """Fields by which no two rows are the same."""
    return {
        name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        for name in constraint.fields
    } | {field.name for field in model._meta.concrete_fields if field.unique}


def fill(word: str) -> None:
    """Write ``word`` wherever people write; what was drawn from it before is drawn anew."""
    Rendered.objects.all().delete()
    for model in apps.get_models():
        if not model.__module__.startswith("kinweave.") or model._meta.app_label == "jobs":
            continue
        fields = written_fields(model)
        alike = [field for field in fields if field.name not in told_apart(model)]
        if alike:
            model._base_manager.update(**{field.name: word[: field.max_length] for field in alike})
        for field in fields:
            if field in alike:
                continue
            # Where it says nothing, it may have to: of a guest without a name there is an account.
            said = model._base_manager.exclude(**{field.name: ""})
            for number in said.values_list("pk", flat=True):
                mine = f"{word[: (field.max_length or 9999) - 9]}{number}"
                model._base_manager.filter(pk=number).update(**{field.name: mine})


@pytest.mark.parametrize("word", CORPUS)
def test_hostile_words_stay_words_on_every_page(word: str, world: World, browser: Browser) -> None:
    fill(word)
    starts = [address(sight, world) for sight in ROWS.values() if "/" not in sight.name]
    answers = list(walk(visitor(world, "steward"), starts, most=len(starts) + 10))
    # What a steward gets looks nearly the same to a friend, who looks at the rest.
    closed = [one.address for one in answers if one.status != 200]
    answers += [fetch(visitor(world, "friend"), one) for one in closed]
    pages = {the_same_but_for(one)[1]: one for one in answers if one.is_page}
    assert pages
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong = []
    for answer in pages.values():
        if answer.status >= 500:
            wrong.append(f"{answer.address}: {answer.status}")
        elif word[:8] in answer.words or "data-grown" in answer.words:
            page.set_content(answer.body.decode())
            runs, links = page.evaluate(HARM)
            wrong += [f"{answer.address} runs it"] if runs else []
            wrong += [f"{answer.address} links to it"] if links else []
    context.close()
    assert wrong == []


def test_the_browser_would_notice(browser: Browser) -> None:
    """The same question, of a page that does not escape."""
    page = browser.new_page(offline=True)
    for word in CORPUS:
        page.set_content(f"<p>{word}</p><a href={word}>")
        assert page.evaluate("window.ran === 1 && !!document.querySelector('[data-grown]')")
        assert page.evaluate(HARM) == [True, word.startswith("javascript:")]
        page.evaluate("window.ran = 0")
    page.close()


def test_pages_come_with_a_policy_that_runs_nothing_from_within(world: World) -> None:
    for persona in ("friend", "anonymous"):
        answer = fetch(visitor(world, persona), "/")
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
