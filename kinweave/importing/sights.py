"""Who sees what of imports: rows of the matrix. In the tests' world Cleo has brought a calendar
into Riverbend, and keeps it in step."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_OWN = _("whoever brings it in; once it is in, also who tends the circle, who may stop it")
_MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")


def _button(name: str, what: object, seen_by: object) -> Sight:
    return Sight(name, what, seen_by, 405, {"anonymous": 302}, ("brought.pk",))


SIGHTS: list[Sight] = [
    Sight(
        "imports",
        _("Bringing in a calendar"),
        _("members of the circle; of what was brought in, what is theirs"),
        404,
        {"anonymous": 302, **dict.fromkeys(_MEMBERS, 200)},
        ("riverbend.slug",),
    ),
    Sight(
        "import",
        _("A calendar that was brought in"),
        _OWN,
        404,
        {"anonymous": 302, "crew member": 200, "steward": 200},
        ("brought.pk",),
    ),
    _button("import-confirmation", _("Saying yes to what comes in"), _("whoever brings it in")),
    _button("import-discarding", _("Throwing away what was read"), _("whoever brings it in")),
    _button("import-keeping", _("Keeping a calendar in step, or no more"), _OWN),
]
