"""What cannot be done any more; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal


class Over(Refusal):
    """It was done already, or is not there any more."""

    words = _("That was done already, or there is nothing left to do. Nothing was changed.")
