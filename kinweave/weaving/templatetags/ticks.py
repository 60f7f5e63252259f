"""Many things of a kind on one page, put together at once: a template would take ten times as
long, and a proposal holds hundreds of people and reasons."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def ticks(people: Iterable[tuple[int, str]]) -> SafeString:
    """A box and a name for each."""
    return _put_together(
        f'<label class="check"><input type="checkbox" name="people" value="{number:d}"> '
        f"{escape(name)}</label>\n"
        for number, name in people
    )


@register.filter
def options(choices: Iterable[tuple[int, str]]) -> SafeString:
    """What can be chosen, in a select."""
    return _put_together(
        f'<option value="{number:d}">{escape(words)}</option>' for number, words in choices
    )


@register.filter
def lines(texts: Iterable[str]) -> SafeString:
    """A line of a list for each."""
    return _put_together(f"<li>{escape(text)}</li>" for text in texts)


def _put_together(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - what people wrote is escaped above
