"""Who sees what of mixing plans: rows of the matrix. Cleo mixes whoever comes to Riverbend's soup:
Fenna, Bela and a name are in it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_HOSTS = _("whoever hosts the gathering, and who tends the circle")
_IN = _("those who are in it, and whoever hosts")
_INSIDE = ("friend", "partner", "crew member", "steward", "blocked")
_HOSTING = ("crew member", "steward")
_SEEING = (*_HOSTING, "friend", "blocked")


def _seen(name: str, what: Any, seen_by: Any, may: tuple[str, ...]) -> Sight:
    """Who is in the plan and does not run it is told so; for all others there is none."""
    answers = {one: (200 if one in may else 403) for one in _SEEING}
    return Sight(
        name, what, seen_by, 404, {"anonymous": 302, **answers}, ("soup.pk", "mixing_plan.pk")
    )


def _button(name: str, what: Any) -> Sight:
    return Sight(name, what, _HOSTS, 405, {"anonymous": 302}, ("soup.pk", "mixing_plan.pk"))


SIGHTS: list[Sight] = [
    Sight(
        "mixing-new",
        _("Making mixing groups"),
        _HOSTS,
        404,
        {"anonymous": 302, **{one: 200 if one in _HOSTING else 403 for one in _INSIDE}},
        ("soup.pk",),
    ),
    _seen(
        "mixing",
        _("A mixing plan"),
        _("those who are in it see their groups of rounds that have begun; whoever hosts, all"),
        _SEEING,
    ),
    _seen("mixing-screen", _("The groups of the round that is on, for a screen"), _IN, _SEEING),
    _seen("mixing-people", _("Who is in, who came later, who goes early"), _HOSTS, _HOSTING),
    _seen("mixing-change", _("Changing rounds and groups, mixing again"), _HOSTS, _HOSTING),
    _seen("mixing-table", _("All rounds on paper"), _HOSTS, _HOSTING),
    _seen("mixing-cards", _("Cards for a room, one for each person"), _HOSTS, _HOSTING),
    _button("mixing-next", _("Going on to the next round")),
]
