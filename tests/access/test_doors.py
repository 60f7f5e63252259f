"""There is one door: no page, letter or feed reads rows past it, and every model has its rule."""

from __future__ import annotations

import ast

from django.apps import apps

from kinweave.access import NotShown, Visible, VisibleQuerySet
from tests.repository.checkout import ROOT

SHOWING = ("views", "feeds", "letters", "context", "pages", "templatetags", "home")
"""Modules whose work is to show something to somebody."""


def own_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("kinweave.")]


def test_every_model_has_a_rule_or_says_why_it_needs_none() -> None:
    for model in own_models():
        if issubclass(model, NotShown):
            assert model.not_shown, model
        else:
            assert issubclass(model, Visible) or hasattr(model, "visible"), model
            assert model.visible.__func__ is not Visible.visible.__func__, model
            assert isinstance(model.objects.all(), VisibleQuerySet), model


def test_what_shows_things_reads_rows_through_the_door_only() -> None:
    past = []
    for path in sorted((ROOT / "kinweave").glob("*/**/*.py")):
        if not set(SHOWING) & set(path.relative_to(ROOT).with_suffix("").parts):
            continue
        tree = ast.parse(path.read_text())
        through = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "visible_to"
        }
        given = {
            id(argument)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", "") in {"visible_or_404", "visible"}
            for argument in node.args
        }
        past += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_base_manager", "_default_manager"}
            and id(node) not in through | given
        ]
    assert past == []
