"""Who sees what of a crew's life: rows of the matrix.

In the tests' world, Cleo and Pavel are in the Tuesday pod, which nobody else may know of.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_CREW = _("who is in the crew")
_POD = ("crew member", "partner")


def _inside(name: str, what: Any, *args: str) -> Sight:
    answers = {"anonymous": 302, **dict.fromkeys(_POD, 200)}
    return Sight(name, what, _CREW, 404, answers, ("tuesday_pod.slug", *args))


def _button(name: str, what: Any) -> Sight:
    return Sight(name, what, _CREW, 405, {"anonymous": 302}, ("tuesday_pod.slug",))


SIGHTS: list[Sight] = [
    _inside("crew", _("A crew's dates, hosts and charter")),
    _inside("crew-dates", _("Laying the first dates of a crew")),
    _button("crew-turn", _("Offering or taking a turn to host")),
    _inside("charter", _("Wording a passage of a charter"), "passage"),
    _inside("charter-before", _("How a passage read before"), "passage"),
    _inside("crew-looking-back", _("Looking back on a cycle")),
    _inside("crew-next", _("What comes after a cycle")),
    _inside("crew-cycle", _("The dates of another cycle")),
    _button("crew-ending", _("Ending a crew")),
]
