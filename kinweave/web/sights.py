"""Who sees what of the site's own pages, and of sign-in: rows of the matrix."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight, everybody

SIGHTS: list[Sight] = [
    everybody("home", _("Home"), _("everybody; what stands on it is only yours")),
    everybody("healthy", _("Whether the site answers"), _("everybody")),
]
