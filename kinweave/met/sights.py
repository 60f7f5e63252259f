"""Who sees whom somebody has met: a row of the matrix."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

SIGHTS: list[Sight] = [
    Sight("met", _("Whom you have met"), _("only you; each of it, the other of you two, too"), 200,
          {"anonymous": 302}),
]  # fmt: skip
