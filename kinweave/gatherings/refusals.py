"""What cannot be done any more; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = ["Bounded", "ForThoseWhoGive", "Full", "NoFund", "Over", "Refusal"]


class Over(Refusal):
    """The date has passed or was left out, or the gathering was called off."""

    words = _("That does not take place any more, or has been. Nothing was changed.")


class Bounded(Refusal):
    """A series has so many dates at most."""

    words = _("A series has sixty dates at most. Begin a new one like it.")


class Full(Refusal):
    """Whoever has a seat wants to bring more people than there are seats left."""

    words = _("There are not so many seats free. What you said before stands.")


class ForThoseWhoGive(Refusal):
    """It is for those who give at least so much a month."""

    words = _("This is for those who give to the circle. What you said before stands.")


class NoFund(Refusal):
    """Nobody can give to a circle that has no open fund."""

    words = _("The circle has no open fund, so nobody could give to it. Nothing was changed.")
