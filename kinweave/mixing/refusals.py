"""What cannot be done as things stand; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal
from kinweave.gatherings.refusals import Over

__all__ = ["Being", "Ended", "Over", "Refusal", "TooFew", "TooMany", "TooSoon"]


class TooFew(Refusal):
    """Nobody meets alone."""

    words = _("Groups need two people at least. Add who is there, and mix then.")


class TooMany(Refusal):
    """As many as the engine was made for."""

    words = _("A mixing plan has room for 200 people. Nothing was changed.")


class TooSoon(Refusal):
    """Who sits together has met; nobody has before the day."""

    words = _("Rounds begin on the day itself. Nothing was changed.")


class Being(Refusal):
    """The engine has not finished."""

    words = _("The groups are being mixed. Go on in a moment.")


class Ended(Refusal):
    """All rounds have been."""

    words = _("The rounds are over. Nothing was changed.")
