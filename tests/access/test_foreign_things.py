"""Other people's things: to whoever may not see them they are not there, to the letter; and no
form, sent by somebody who was never shown it, changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from tests.access.checks import differing, forms_of, tried
from tests.access.rows import snapshot, undone, writes
from tests.access.visiting import Form, send, visitor
from tests.world import World

OUTSIDE = ("anonymous", "administrator", "former member", "stranger")
"""Of Riverbend."""

FOR_EVERYBODY = ("/account/", "/language/", "/site/", "/exports/", "/erasure/", "/in/", "/letters/")
"""What is each one's own under one address, or open to whoever has the link."""


@pytest.mark.parametrize("persona", [*OUTSIDE, "friend", "blocked"])
def test_what_is_not_for_somebody_is_not_there_to_the_letter(persona: str, world: World) -> None:
    assert list(differing(world, persona)) == []


@pytest.mark.once  # what it asks is asked of forms and rules
def test_forms_that_were_never_shown_to_somebody_change_nothing(world: World) -> None:
    inside = {
        form.kind: form
        for persona in ("steward", "partner", "crew member")
        for form in forms_of(world, persona)
        if any(letter.isdigit() for letter in form.action) or "/c/" in form.action
        if not form.action.startswith(FOR_EVERYBODY)
    }
    wrong = []
    for persona in OUTSIDE:
        shown = {form.kind for form in forms_of(world, persona)}
        for kind, form in inside.items():
            if kind not in shown:
                wrong += tried(world, persona, form).wrong
    assert wrong == []


def hostile_values() -> dict[str, str]:
    """Every field of every model, by both of its names, with what somebody would like it to be."""
    found = {"pk": "1", "actor": "1"}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            found[field.name] = found[field.attname] = hostile_value(field)
    return found


def hostile_value(field: models.Field[Any, Any]) -> str:
    """A mark that is known again where the field can hold one; otherwise what opens most."""
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateField):
        return "2001-01-01"
    if isinstance(field, (models.ForeignKey, models.IntegerField)):
        return "1"
    if field.choices:
        return str(list(field.flatchoices)[-1][0])
    return "taken-over@example.org" if isinstance(field, models.EmailField) else "taken-over"


@pytest.mark.once
@pytest.mark.parametrize("persona", ["friend", "steward"])
def test_fields_that_a_form_does_not_have_cannot_be_set_through_it(
    persona: str, world: World
) -> None:
    client = visitor(world, persona)
    hostile, shown = hostile_values(), forms_of(world, persona)
    wrong = []
    for form in shown:
        # Several forms of a page may lead to one address, which knows the fields of them all.
        known = {name for other in shown if other.action == form.action for name in other.values}
        more = {name: value for name, value in hostile.items() if name not in known}
        with undone():
            with writes() as written:
                answer = send(client, form, {**more, **form.values})
            taken = [
                f"{form.action}: {table}"
                for table, rows in snapshot(written).items()
                for row in rows
                if any("taken-over" in value or "2001-01-01" in value for value in row)
            ]
            someone = world[persona]
            someone.refresh_from_db()
            if someone.is_staff or someone.is_superuser:
                taken.append(f"{form.action} makes an administrator")
        wrong += taken
        if answer.status_code >= 500:
            wrong.append(f"{form.action}: {answer.status_code}")
    assert wrong == []


ENDS = ("\r\nBcc:", "\n.", "\x00", "\u2028new", "\u0085b")
BROKEN = (f"a{ENDS[0]} you@x.org{ENDS[1]}{ENDS[3]}{ENDS[4]}", f"a{ENDS[2]}b")
"""All in one, but NUL by itself: a form that refuses it would not be asked about the others."""


def mark_of(end: str, row: tuple[str, ...]) -> bool:
    """Whether ``row`` holds ``end`` as it was sent."""
    return any(end in value for value in row)


@pytest.mark.parametrize("persona", [pytest.param("friend", marks=pytest.mark.once), "steward"])
def test_a_name_is_one_line_whatever_somebody_sends(persona: str, world: World) -> None:
    """Names go into subjects, calendars and logs: no line break of any kind gets in by them. A form
    that does the same to another thing is asked once, and one that takes all at once at once."""
    forms = {form.does: form for form in forms_of(world, persona) if form.single_line}
    wrong = []
    for form in forms.values():
        for typed in BROKEN:
            taken, kept = typed_into(world, persona, form, dict.fromkeys(form.single_line, typed))
            wrong += kept
            for name in () if taken or len(form.single_line) == 1 else form.single_line:
                wrong += typed_into(world, persona, form, {name: typed})[1]
    assert wrong == []


def typed_into(
    world: World, persona: str, form: Form, names: dict[str, str]
) -> tuple[bool, list[str]]:
    """Whether a form is taken that is sent with this, and what it keeps of it."""
    with undone():
        with writes() as written:
            answer = send(visitor(world, persona), form, {**form.values, **names})
        if answer.status_code >= 500:
            return False, [f"{form.action} {sorted(names)}: {answer.status_code}"]
        kept = {end for row in every_row(written) for end in ENDS if mark_of(end, row)}
    taken = answer.status_code == 302 and bool(written)
    return taken, [f"{form.action} {sorted(names)} keeps {kept}"] if kept else []


def every_row(of: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for rows in snapshot(of).values():
        yield from rows
