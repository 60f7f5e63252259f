"""Who sees what of preparing a gathering: rows of the matrix. The soup is Riverbend's; Cleo, the
crew member, hosts it, and the steward tends its circle."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
_HOSTING = ("crew member", "steward")
_HOSTS = _("whoever hosts it, and who tends the circle")


def _row(name: str, what: Any, seen_by: Any, may: tuple[str, ...], no: int) -> Sight:
    answers = {one: (200 if one in may else no) for one in _MEMBERS}
    return Sight(name, what, seen_by, 404, {"anonymous": 302, **answers}, ("soup.pk",))


SIGHTS: list[Sight] = [
    _row(
        "gathering-questions",
        _("What a host asks of those who come, and your replies"),
        _("whom the gathering's audience holds; replies: who gave them, and whom they name"),
        may=_MEMBERS,
        no=404,
    ),
    _row(
        "gathering-asking",
        _("Choosing what is asked of those who come"),
        _HOSTS,
        may=_HOSTING,
        no=403,
    ),
    _row(
        "gathering-replies",
        _("What those who come replied"),
        _("whoever hosts it; of it, who tends the circle finds what is told to those who come"),
        may=_HOSTING,
        no=403,
    ),
    Sight(
        "guest-questions",
        _("What a guest is asked, and replied, at their secret address"),
        _("whoever holds the address: the guest, to whom it was sent"),
        200,
        {},
        ("guest.secret",),
    ),
    _row(
        "gathering-roles",
        _("What hands are wanted, and who took what"),
        _("whom the gathering's audience holds; who took what: members of the circle"),
        may=_MEMBERS,
        no=404,
    ),
    Sight(
        "gathering-role-taken",
        _("Taking a role for a date, and giving it back"),
        _("those who come to that date"),
        405,
        {"anonymous": 302},
        ("soup.pk",),
    ),
    _row(
        "gathering-hands",
        _("Saying what hands are wanted"),
        _HOSTS,
        may=_HOSTING,
        no=403,
    ),
]
