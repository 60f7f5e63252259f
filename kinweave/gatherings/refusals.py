"""What cannot be done any more; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = ["Bounded", "Full", "Over", "Refusal"]


class Over(Refusal):
    """The date has passed or was left out, or the gathering was called off."""

    words = _("That does not take place any more, or has been. Nothing was changed.")


class Bounded(Refusal):
    """A series has so many dates at most."""

    words = _("A series has sixty dates at most. Begin a new one like it.")


class Full(Refusal):
    """Whoever has a seat wants to bring more people than there are seats left."""

    words = _("There are not so many seats free. What you said before stands.")
