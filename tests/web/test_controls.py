"""Controls are written as Django's own templates would write them."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test import override_settings
from django.test.html import parse_html
from django.utils.safestring import mark_safe

from kinweave.web.forms import _WRITTEN, Renderer

HOSTILE = """"><script>'&{}{0}%s"""
CHOICES = [("a", "One & two"), (HOSTILE, HOSTILE), (3, 1234), ("safe", mark_safe("<b>said</b>"))]
GROUPED = [("", "none"), (f"Group {HOSTILE}", CHOICES), ("Another", [("z", "last")])]
ATTRS = {"id": "one", "class": f"wide {HOSTILE}", "required": True, "hidden": False, "max": 7}

SINGLE = [
    forms.CheckboxInput, forms.DateInput, forms.DateTimeInput, forms.EmailInput, forms.FileInput,
    forms.HiddenInput, forms.NumberInput, forms.PasswordInput, forms.Textarea, forms.TextInput,
    forms.TimeInput, forms.URLInput, forms.ColorInput, forms.SearchInput, forms.TelInput,
]  # fmt: skip
SEVERAL = [forms.CheckboxSelectMultiple, forms.RadioSelect, forms.Select, forms.SelectMultiple]


def by_django(widget: forms.Widget, value: object, attrs: dict[str, object]) -> str:
    return widget.render("its name", value, attrs=attrs, renderer=DjangoTemplates())


@pytest.mark.parametrize("attrs", [{}, ATTRS], ids=["plain", "with attributes"])
@pytest.mark.parametrize("value", [None, "", "some words", HOSTILE, 12345, date(2026, 5, 1)])
@pytest.mark.parametrize("kind", SINGLE, ids=lambda kind: kind.__name__)
def test_one_value(kind: type[forms.Widget], value: object, attrs: dict[str, object]) -> None:
    widget = kind()
    written = widget.render("its name", value, attrs=attrs, renderer=Renderer())
    assert parse_html(written) == parse_html(by_django(widget, value, attrs))


@pytest.mark.parametrize("attrs", [{}, ATTRS], ids=["plain", "with attributes"])
@pytest.mark.parametrize("choices", [[], CHOICES, GROUPED], ids=["none", "few", "grouped"])
@pytest.mark.parametrize("kind", SEVERAL, ids=lambda kind: kind.__name__)
def test_one_of_several(
    kind: type[forms.ChoiceWidget], choices: list[object], attrs: dict[str, object]
) -> None:
    widget = kind(choices=choices)
    for value in (None, "a", HOSTILE, 3, ["a", "z"]):
        written = widget.render("its name", value, attrs=attrs, renderer=Renderer())
        assert parse_html(written) == parse_html(by_django(widget, value, attrs))


def test_numbers_are_written_as_people_there_write_them() -> None:
    widget = forms.RadioSelect(choices=[(1, 1234.5)])
    with override_settings(LANGUAGE_CODE="es", USE_THOUSAND_SEPARATOR=True):
        assert parse_html(widget.render("its name", 1, renderer=Renderer())) == parse_html(
            by_django(widget, 1, {})
        )


def test_each_line_of_a_text_stays() -> None:
    text = "\n\n one  two\n\n"
    written = forms.Textarea().render("its name", text, renderer=Renderer())
    assert written == by_django(forms.Textarea(), text, {}).strip()


def test_all_that_are_written_are_asked() -> None:
    asked = {kind.template_name for kind in (*SINGLE, *SEVERAL)}
    assert asked == set(_WRITTEN)
