"""Who sees what of retreats: rows of the matrix.

The personas stand in the tests' world: Cleo hosts the retreat of Riverbend, Pavel keeps its money,
and Fenna has a place and asked to pay less.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_ARRANGING = ("crew member", "steward")
_ARRANGE = _("whoever hosts the gathering, and who tends the circle")
_TREASURER = _("the treasurer, and nobody else")
_COME = _("whom the gathering's audience holds and who has an account, each for themself")
_HERE = "mill.gathering_id"


def _page(
    name: str, what: Any, seen_by: Any, *args: str, may: tuple[str, ...], otherwise: int = 403
) -> Sight:
    """A page for some of those who see the retreat; for everybody else it is not there."""
    answers = {one: (200 if one in may else otherwise) for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, (_HERE, *args))


SIGHTS: list[Sight] = [
    Sight(
        "retreat",
        _("A retreat: its days, prices and beds"),
        _("whom the gathering's audience holds, once it is open; for all others it is not there"),
        404,
        dict.fromkeys(_MEMBERS, 200),
        (_HERE,),
    ),
    _page("retreat-plan", _("What a retreat says of itself"), _ARRANGE, may=_ARRANGING),
    Sight("retreat-opening", _("Opening it"), _ARRANGE, 405, {"anonymous": 302}, (_HERE,)),
    _page("retreat-programme", _("Writing its programme"), _ARRANGE, may=_ARRANGING),
    _page("retreat-item", _("A line of it"), _ARRANGE, "walk.pk", may=_ARRANGING),
    _page("retreat-offers", _("Writing its prices and beds"), _ARRANGE, may=_ARRANGING),
    _page("retreat-price", _("A price"), _ARRANGE, "price.pk", may=_ARRANGING),
    _page("retreat-room", _("A place to sleep"), _ARRANGE, "room.pk", may=_ARRANGING),
    _page("retreat-booking", _("Your place at a retreat, and how to pay"), _COME, may=_MEMBERS),
    _page(
        "retreat-withdrawal", _("Giving it back"), _COME, may=("friend",), otherwise=302
    ),
    _page(
        "retreat-scholarship",
        _("Asking to pay less"),
        _("you and the treasurer, and nobody else: whether anybody asked is not told"),
        may=("friend",),
        otherwise=302,
    ),
    _page(
        "retreat-costs",
        _("What it cost, what came in, what goes to the common fund"),
        _("those who have a place, those who host it, and the treasurer; what came in only in sums "
          "of three people or more"),
        may=("friend", "partner", *_ARRANGING),
    ),
    _page("retreat-money", _("Who owes what, and who asks to pay less"), _TREASURER,
          may=("partner",)),
    _page("retreat-bank", _("Reading a bank's list"), _TREASURER, may=("partner",)),
    _page("retreat-payments", _("What came in for a place"), _TREASURER, "place.pk",
          may=("partner",)),
    _page("retreat-request", _("Answering somebody who asks to pay less"), _TREASURER,
          "scholarship.pk", may=("partner",)),
    _page("retreat-people", _("Who has a place, where they sleep, what to know"), _ARRANGE,
          may=_ARRANGING),
    _page("retreat-people-file", _("The same as a table"), _ARRANGE, may=_ARRANGING),
    _page(
        "retreat-crews",
        _("Crews for its days"),
        _("those who host it; once they are told, those who have a place"),
        may=("friend", *_ARRANGING),
    ),
]  # fmt: skip
