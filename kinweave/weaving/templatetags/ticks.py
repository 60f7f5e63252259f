"""Many things of a kind on one page, put together at once: a template would take ten times as
long, and a proposal holds hundreds of people and reasons. Whatever may hold a sign is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple, Protocol

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


class Card(Protocol):
    """A crew, put into words."""

    key: str
    number: int
    label: str
    begins: str
    line: str
    people: list[tuple[int, str]]
    reasons: list[str]
    small: bool
    pinned: bool


class _Words(NamedTuple):
    """What each card says; a translation is looked up once for all of them."""

    why: str
    pin: dict[bool, str]


@register.simple_tag
def cards(crews: Iterable[Card], draft: bool) -> SafeString:
    """Crews with their people and why; in a draft, to be changed by hand and to be kept."""
    words = _Words(_("Why"), {True: _("Kept: let it change again"), False: _("Keep it like this")})
    return SafeString("".join(_card(one, draft, words) for one in crews))


def _card(one: Card, draft: bool, words: _Words) -> str:
    hidden = f'<span class="visually-hidden"> {one.number}</span>'
    starts = f" · {escape(one.begins)}" if one.begins else ""
    if draft:
        people = f'<div class="movers">{ticks(one.people)}</div>'
    else:
        people = f"<p>{escape(', '.join(name for _number, name in one.people))}</p>"
    to = f' data-to="{one.key}"' if draft else ""
    reasons = pin = ""
    if one.reasons:
        why = f"{words.why}{hidden}"
        reasons = f"<details><summary>{why}</summary><ul>{lines(one.reasons)}</ul></details>"
    if draft and not one.small:
        does, says = "unpin" if one.pinned else "pin", words.pin[one.pinned]
        button = f'<button class="btn soft" name="{does}" value="{one.key}">{says}{hidden}</button>'
        pin = f'<div class="row">{button}</div>'
    return (
        f'<section class="card stack close" id="crew-{one.number}"{to}>'
        f"<h3>{escape(one.label)}{starts}</h3>"
        f'<p class="quiet">{escape(one.line)}</p>{people}{reasons}{pin}</section>'
    )


def ticks(people: Iterable[tuple[int, str]]) -> str:
    """A box and a name for each."""
    return "".join(tick(number, name) for number, name in people)


@register.filter
def tick(number: int, name: str) -> SafeString:
    """A box and a name, to be dragged where there is a script."""
    return SafeString(
        f'<label class="check mover" data-person="{number:d}"><input type="checkbox" name="people"'
        f' value="{number:d}"> <span>{escape(name)}</span></label>\n'
    )


@register.filter
def options(choices: Iterable[tuple[str, str]]) -> SafeString:
    """What can be chosen, in a select."""
    return SafeString(
        "".join(f'<option value="{escape(key)}">{escape(words)}</option>' for key, words in choices)
    )


@register.filter
def lines(texts: Iterable[str]) -> SafeString:
    """A line of a list for each."""
    return SafeString("".join(f"<li>{escape(text)}</li>" for text in texts))
