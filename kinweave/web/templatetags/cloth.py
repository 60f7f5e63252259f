"""Small pieces of pages: stitches, faces, icons, dates in words. Built in: no page loads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.template import loader
from django.template.context import Context
from django.urls import NoReverseMatch
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kinweave.access import Viewer, address
from kinweave.circles.models import Circle, Scale
from kinweave.decks.models import Card
from kinweave.decks.pictures import picture_address as card_picture_address
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.pictures import LARGE, SMALL, picture_address
from kinweave.gatherings.showing import Next, Reading, times
from kinweave.gatherings.showing import moment as in_words
from kinweave.people.models import Person
from kinweave.people.told import Shown, faces_of
from kinweave.pictures import shape_of
from kinweave.prose import html
from kinweave.web.icons import ICONS, TURNS

register = template.Library()
register.simple_tag(address)
register.filter(times)

DYES = 5
MOST_FACES = 7
"""How many faces stand in a row before the rest become a number."""


@register.simple_tag
@lru_cache(len(ICONS))
def icon(name: str) -> SafeString:
    """A line drawing. It stands beside words, which say what it means; so readers skip it."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        " turns" if name in TURNS else "",
        ICONS[name],
    )


@register.simple_tag
def scale(of: Circle | str) -> SafeString:
    """The stitch and the word of a scale: for a circle, or for the scale's own name."""
    which = of.scale if isinstance(of, Circle) else str(of)
    word = _("self") if which == "self" else Scale(which).label
    return format_html('<span class="tag {}">{}</span>', which, capfirst(str(word)))


@register.simple_tag(takes_context=True)
def with_pictures(context: Context, people: Iterable[Person]) -> str:
    """Look up the pictures of many people at once, for the faces that follow on this page."""
    known: Mapping[int, str] = context.get("pictures") or {}
    context["pictures"] = {**known, **faces_of(_viewer(context), [each.pk for each in people])}
    return ""


@register.simple_tag(takes_context=True)
def face(context: Context, of: Person | Shown, size: str = "") -> SafeString:
    """Somebody's picture, or the first letters of their name. The name itself stands beside it.

    Asks the database nothing: pictures are those of a ``Shown``, or of ``{% with_pictures %}``.
    """
    if isinstance(of, Shown):
        number, picture = of.person or 0, of.picture if size else of.face
    else:
        number = of.pk
        picture = (context.get("pictures") or {}).get(of.pk, "")
    classes = f"face {size}".strip()
    if picture:
        side = {"large": 96, "medium": 48}.get(size, 34)
        return format_html(
            '<img class="{}" src="{}" alt="" width="{}" height="{}" loading="lazy">',
            classes, picture, side, side,
        )  # fmt: skip
    return _letters(classes, number % DYES, initials(_name(of)))


@lru_cache(1024)
def _letters(classes: str, dye: int, letters: str) -> SafeString:
    """A face without a picture: many people share one, and a list has thirty."""
    return format_html('<span class="{} dye{}" aria-hidden="true">{}</span>', classes, dye, letters)


@register.simple_tag
def named(of: Shown) -> SafeString:
    """Somebody's name, which leads to their page, and their pronouns, where they are told."""
    more = format_html(' <span class="quiet">{}</span>', of.pronouns) if of.pronouns else ""
    return format_html('<strong><a href="{}">{}</a>{}</strong>', of.address, of.name, more)


@register.simple_tag
def leaves(listed: Iterable[Next], circle: Circle | None = None) -> SafeString:
    """A list of gatherings, each with its day as a calendar's leaf, its hours, what I said to it.

    ``circle``: the one whose list it is, so that its name need not be said.
    """
    reads, named = Reading.now(), not circle
    lines = "".join([_leaf(one, reads, one.circle if named else "") for one in listed])
    return SafeString(f'<ul class="list next">{lines}</ul>')


def _leaf(one: Next, reads: Reading, circle: str) -> str:
    about = " · ".join(filter(None, (one.clock(reads), one.rhythm, circle, one.asks)))
    said = f'<span class="tag {escape(one.scale)}">{escape(one.answer)}</span>' if one.says else ""
    # By hand: thirty times format_html took a tenth of a list. Whatever may hold a sign is escaped.
    return (
        f'<li>{_day(one.day(reads))}<div class="stack close"><a href="{one.address}"><strong>'
        f'{escape(one.name)}</strong></a><span class="quiet">{escape(about)}</span></div>{said}'
        "</li>"
    )


@lru_cache(1024)
def _day(leaf: tuple[str, str, int, str]) -> SafeString:
    return format_html(
        '<time datetime="{}"><small>{}</small>{}<small>{}</small></time>',
        *leaf,
    )


@register.simple_tag
def picture_of(of: Gathering) -> SafeString:
    """The picture of a gathering, in the size that a screen has room for."""
    width, height = of.picture_shape
    small, large = (picture_address(of, size) for size in (SMALL, LARGE))
    return format_html(
        '<img class="picture" src="{}" srcset="{} {}w, {} {}w" sizes="(max-width: 52rem) 100vw, '
        '52rem" alt="{}" width="{}" height="{}">',
        large, small, min(width, round(width * SMALL / max(width, height))), large, width,
        of.picture_alt, width, height,
    )  # fmt: skip


@register.simple_tag
def card_picture(of: Card, *, alone: bool = False) -> SafeString:
    """The picture of a card, in the size that a card on a screen has room for. ``alone``: the card
    is what the page is about; of a whole hand, only what comes into sight is fetched."""
    width, height = shape_of(of.picture)
    small = card_picture_address(of, SMALL)
    if not alone:
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">',
            small, of.picture_alt, width, height,
        )  # fmt: skip
    wide = min(width, round(width * SMALL / max(width, height)))
    return format_html(
        '<img src="{}" srcset="{} {}w, {} {}w" sizes="(max-width: 34rem) 92vw, 32rem" alt="{}" '
        'width="{}" height="{}">',
        small, small, wide, card_picture_address(of, LARGE), width, of.picture_alt, width, height,
    )  # fmt: skip


@register.simple_tag
def answers(said: str | None, others: int = 0, brought: int | None = 0) -> SafeString:
    """The three buttons with which one says whether one comes; what one said stands pressed.
    ``others``: how many one may bring along; ``brought``: how many one brings."""
    stands = "yes" if said == "waiting" else said or ""
    return _answers(get_language() or "", stands, others, brought or 0)


@lru_cache(256)
def _answers(_language: str, said: str, others: int, brought: int) -> SafeString:
    """A page of a series has a dozen of these."""
    return _with_me(others, brought) + format_html_join(
        "",
        '<button class="btn {}" name="says" value="{}"{}>{}</button>',
        (
            (
                "yes" if says == said else "soft",
                says,
                SafeString(' aria-pressed="true"') if says == said else "",
                words,
            )
            for says, words in (("yes", _("Yes")), ("maybe", _("Maybe")), ("no", _("No")))
        ),
    )


def _with_me(others: int, brought: int) -> SafeString:
    if not others:
        return SafeString("")
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (n, SafeString(" selected") if n == brought else "", n or _("nobody else"))
            for n in range(others + 1)
        ),
    )
    return format_html(
        '<label class="row close"><span>{}</span><select class="plain" name="brings">{}</select>'
        "</label>",
        _("With me come"),
        options,
    )


@register.simple_tag(takes_context=True)
def faces(context: Context, people: Iterable[Person | Shown]) -> SafeString:
    """A row of faces, each with its name for those who cannot see it.

    One query, or none after ``{% with_pictures %}``: so many rows on a page stay cheap.
    """
    everybody = list(people)
    shown = everybody[:MOST_FACES]
    known = context.get("pictures")
    if known is None:
        numbers = [each.pk for each in shown if isinstance(each, Person)]
        known = faces_of(_viewer(context), numbers)
    with context.push(pictures=known):
        row = format_html_join(
            "",
            '<li title="{}">{}<span class="visually-hidden">{}</span></li>',
            ((_name(each), face(context, each), _name(each)) for each in shown),
        )
    rest = len(everybody) - len(shown)
    more = format_html(
        '<li class="more">{}</li>',
        ngettext("and {count} more", "and {count} more", rest).format(count=rest),
    )
    return format_html('<ul class="faces">{}{}</ul>', row, more if rest else "")


@register.filter(is_safe=False)
def prose(text: str, level: int = 2) -> SafeString:
    """What somebody wrote in Markdown, as HTML that does nothing but say it. ``level``: of its
    highest heading, where it stands under another."""
    return mark_safe(html(text, level=level))  # noqa: S308 - kinweave.prose lets through what it knows


@register.filter
def when(moment: datetime | date | None) -> str:
    """A day, or a day and an hour, in words and on the clock of whoever reads."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return date_format(moment)
    return in_words(Reading.now(), moment)


@register.filter
def weekday(day: date) -> str:
    """A day that has been, in words, with its year."""
    return date_format(day, _("l j F Y"))


@register.simple_tag(takes_context=True)
def part(context: Context, template_name: str, **told: object) -> SafeString:
    """A part that is the same on many pages, drawn once for each language: it knows what it is told
    here, and which page it stands on (:func:`place`), but not who looks. Not for tokens of forms.
    """
    looks = get_language() or "", settings.SITE_NAME, _here(context)
    return drawn_once(template_name, *looks, tuple(told.items()))


@lru_cache(512)
def drawn_once(
    template_name: str, _language: str, site: str, here: str, told: tuple[tuple[str, object], ...]
) -> SafeString:
    """What :func:`part` puts into a page, for as long as the site runs: its files and addresses
    are what they were at first."""
    about = {"site_name": site, "page_name": here, **dict(told)}
    return loader.render_to_string(template_name, about)


@register.simple_tag(takes_context=True)
def place(context: Context, *names: str) -> bool:
    """Whether this page is one of these addresses, by their names."""
    return _here(context) in names


def _here(context: Context) -> str:
    """The name of this page's address; none, where there is no such."""
    told: str | None = context.get("page_name")
    if told is None:
        match = getattr(context.get("request"), "resolver_match", None)
        told = match.url_name if match is not None else None
    return told or ""


@register.simple_tag(takes_context=True)
def rail(context: Context, name: str, words: str, thread: str) -> SafeString:
    """A line of the rail, if there is such a page."""
    return _line(context, name, words, [], format_html('<span class="thread {}"></span>', thread))


@register.simple_tag(takes_context=True)
def inside(context: Context, name: str, words: str) -> SafeString:
    """A line of the rail that leads to a page of the circle one is in."""
    return _line(context, name, words, [context["circle"].slug])


def initials(name: str) -> str:
    """Two letters that stand for a name, where there is no picture."""
    words = name.split()
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][:2].capitalize()
    return (words[0][:1] + words[-1][:1]).upper()


def _line(
    context: Context, name: str, words: str, arguments: list[str], before: str = ""
) -> SafeString:
    try:
        leads_to = address(name, *arguments)
    except NoReverseMatch:
        return SafeString("")
    here = ' aria-current="page"' if place(context, name) else ""
    inner = conditional_escape(before) + escape(words)
    return SafeString(f'<li><a href="{escape(leads_to)}"{here}>{inner}</a></li>')


def _name(of: Person | Shown) -> str:
    return of.name if isinstance(of, Shown) else of.shown_name


def _viewer(context: Context) -> Viewer:
    viewer: Any = context.get("viewer")
    return viewer or Viewer.public()
