"""How forms look: one template for each field, everywhere. What a field's control is made of (a
list of all time zones has 500 lines) is written here, since a template for each line takes ten
times as long as all the rest of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe

Widget = dict[str, Any]
"""What a widget's template is given as ``widget``: see ``Widget.get_context`` of Django."""


class Renderer(DjangoTemplates):
    """Draws forms and fields from this app's templates, and common controls as Django's templates
    would, but for line breaks."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """The HTML of a form, a field or a control."""
        written = _WRITTEN.get(template_name)
        if written is None:
            return super().render(template_name, context, request)  # type: ignore[return-value]  # it is safe
        return mark_safe(written(context["widget"]))  # noqa: S308 - each value is escaped below


def _attributes(given: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in given.items()
        if value is not False
    )


def _words(label: object) -> str:
    return escape(str(localize(label)))


def _input(widget: Widget) -> str:
    value = widget["value"]
    holds = "" if value is None else f' value="{escape(value)}"'
    name, attributes = escape(widget["name"]), _attributes(widget["attrs"])
    return f'<input type="{escape(widget["type"])}" name="{name}"{holds}{attributes}>'


def _textarea(widget: Widget) -> str:
    # The first line break after the tag is no part of the text.
    return (
        f'<textarea name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>\n'
        f"{escape(widget['value'] or '')}</textarea>"
    )


def _select(widget: Widget) -> str:
    options = _grouped(widget, _option, '<optgroup label="{}">', "</optgroup>")
    attributes = _attributes(widget["attrs"])
    return f'<select name="{escape(widget["name"])}"{attributes}>{options}</select>'


def _option(option: Widget) -> str:
    value, attributes = escape(option["value"]), _attributes(option["attrs"])
    return f'<option value="{value}"{attributes}>{_words(option["label"])}</option>'


def _choices(widget: Widget) -> str:
    known = {name: widget["attrs"][name] for name in ("id", "class") if widget["attrs"].get(name)}
    options = _grouped(widget, _choice, "<div><label>{}</label>", "</div>")
    return f"<div{_attributes(known)}>{options}</div>"


def _choice(option: Widget) -> str:
    if not option["wrap_label"]:
        return f"<div>{_input(option)}</div>"
    of = option["attrs"].get("id")
    named = f' for="{escape(of)}"' if of else ""
    return f"<div><label{named}>{_input(option)} {_words(option['label'])}</label></div>"


def _grouped(widget: Widget, line: Callable[[Widget], str], before: str, after: str) -> str:
    groups: Iterable[tuple[str | None, list[Widget], int]] = widget["optgroups"]
    return "".join(
        f"{before.format(_words(name))}{lines}{after}" if name else lines
        for name, options, _ in groups
        for lines in ["".join(map(line, options))]
    )


_WRITTEN: dict[str, Callable[[Widget], str]] = {
    "django/forms/widgets/checkbox_select.html": _choices,
    "django/forms/widgets/radio.html": _choices,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
    **{
        f"django/forms/widgets/{kind}.html": _input
        for kind in (
            "checkbox", "color", "date", "datetime", "email", "file", "hidden", "number",
            "password", "search", "tel", "text", "time", "url",
        )
    },
}  # fmt: skip
