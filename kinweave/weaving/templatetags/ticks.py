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
    return _put_together(tick(number, name) for number, name in people)


@register.filter
def tick(number: int, name: str) -> SafeString:
    """A box and a name, to be dragged where there is a script."""
    return mark_safe(  # noqa: S308 - what people wrote is escaped
        f'<label class="check mover" data-person="{number:d}"><input type="checkbox" name="people"'
        f' value="{number:d}"> <span>{escape(name)}</span></label>\n'
    )


@register.filter
def options(choices: Iterable[tuple[str, str]]) -> SafeString:
    """What can be chosen, in a select."""
    return _put_together(
        f'<option value="{escape(key)}">{escape(words)}</option>' for key, words in choices
    )


@register.filter
def lines(texts: Iterable[str]) -> SafeString:
    """A line of a list for each."""
    return _put_together(f"<li>{escape(text)}</li>" for text in texts)


def _put_together(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - what people wrote is escaped above
