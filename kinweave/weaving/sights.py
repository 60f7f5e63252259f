"""Who sees what of crewing seasons: rows of the matrix. In the tests' world Stella, the steward,
gathers Riverbend's season; a crew is proposed to Fenna, Cleo and Pavel."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_GATHERS = _("whoever gathers the season")
_ALL = _("members of the circle, once it is open")


def _row(name: str, what: Any, seen_by: Any, arg: str, may: tuple[str, ...], no: int) -> Sight:
    answers = {one: (200 if one in may else no) for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, (arg,))


def _button(name: str, what: Any, arg: str) -> Sight:
    return Sight(name, what, _GATHERS, 405, {"anonymous": 302}, (arg,))


SIGHTS: list[Sight] = [
    _row("circle-seasons", _("Crewing seasons of a circle"), _ALL, "riverbend.slug", _MEMBERS, 404),
    _row("season-new", _("Preparing a season"), _GATHERS, "riverbend.slug", ("steward",), 403),
    _row("season", _("A season, and what one can do in it now"), _ALL, "season.pk", _MEMBERS, 404),
    _row("season-words", _("Changing a season"), _GATHERS, "season.pk", ("steward",), 403),
    _button("season-opening", _("Opening a season, and ending it"), "season.pk"),
    _row(
        "season-wish",
        _("One's own wish for a crew"),
        _("members; each their own, and nobody anybody else's"),
        "season.pk",
        _MEMBERS,
        404,
    ),
    _row(
        "season-crew",
        _("The crew that is proposed to one, and one's answer"),
        _("members; each their own; the answer is told to nobody else"),
        "season.pk",
        _MEMBERS,
        404,
    ),
    _row(
        "season-hours",
        _("Saying other hours to the crew that is proposed to one"),
        _("whom a crew is proposed to, before it starts; each their own"),
        "season.pk",
        ("friend", "partner", "crew member"),
        404,
    ),
    _row(
        "season-proposals",
        _("Who wishes for a crew, and proposals"),
        _GATHERS,
        "season.pk",
        ("steward",),
        403,
    ),
    _row("proposal", _("A proposal of crews"), _GATHERS, "proposal.pk", ("steward",), 404),
    _button("proposal-moves", _("Moving people in a proposal"), "proposal.pk"),
    _button("proposal-publishing", _("Proposing crews to their people"), "proposal.pk"),
]
