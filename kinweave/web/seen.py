"""The public page "who sees what", from the tables that hold the site to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience, Sight
from kinweave.access.sights import sights_by_app
from kinweave.circles.models import Key
from kinweave.people.models import Told

TITLES = {
    "web": _("The site itself"),
    "people": _("People"),
    "circles": _("Circles"),
    "fund": _("Funds of circles"),
    "gatherings": _("Gatherings"),
    "preparing": _("What hosts ask before a gathering"),
    "bringing": _("What is brought to a gathering"),
    "harvests": _("After a gathering"),
    "retreats": _("Retreats"),
    "importing": _("Calendars from elsewhere"),
    "mixing": _("Groups that mix"),
    "calling": _("Calls for a crew"),
    "weaving": _("Crewing seasons"),
    "crews": _("A crew's life"),
    "rounds": _("Rounds of pairs"),
    "met": _("Who has met whom"),
    "handbook": _("Handbooks"),
    "binding": _("Handbooks bound"),
    "decks": _("Card decks"),
    "notices": _("Letters"),
    "demo": _("The demo"),
}
"""Every part of the site that has pages."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The pages of one part of the site."""

    title: Any
    pages: list[Sight]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far something goes, in words."""

    name: Any
    words: Any


AUDIENCES = {
    Audience.AUTHOR: _("Whoever wrote it, and nobody else."),
    Audience.NAMED: _("Whoever wrote it, and the people they named one by one."),
    Audience.CIRCLE: _("Those who are in the circle now. Who leaves sees it no more."),
    Audience.PARENTS: _("The same, and those who are in the circle around it."),
    Audience.SITE: _("Everybody who is signed in here."),
    Audience.PUBLIC: _("Everybody, and search engines too."),
}


def chapters() -> list[Chapter]:
    """All pages of the site, part by part; parts without pages are left out."""
    found = []
    for label, rows in sights_by_app():
        pages = [sight for sight in rows if sight.seen_by]
        if pages:
            found.append(Chapter(TITLES[label], pages))
    return found


def audiences() -> list[Reach]:
    """How far what people write can go, from the narrowest to the widest."""
    return [Reach(audience.label, AUDIENCES[audience]) for audience in Audience]


def tellings() -> list[Reach]:
    """How far each thing goes that people tell of themselves."""
    words = {
        Told.ME: _("You, and nobody else."),
        Told.NEAR: _("Those with whom you share a crew or a pair."),
        Told.CIRCLES: _("Everybody with whom you share a circle."),
    }
    return [Reach(told.label, words[told]) for told in Told]


def keys() -> list[Any]:
    """What responsibilities can open, in words."""
    return [key.label for key in Key]
