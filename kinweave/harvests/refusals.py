"""What cannot be done any more, or not yet; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = ["Gone", "LongAgo", "NotYet", "Refusal", "Sent"]


class Gone(Refusal):
    """A recording that was taken away, or a speaker who took themself off."""

    words = _("That is not there any more. Nothing was changed.")


class LongAgo(Refusal):
    """Who came is forgotten by now."""

    words = _("This was more than sixty days ago: who came is not noted any more.")


class NotYet(Refusal):
    """A date that has not been leaves nothing behind."""

    words = _("This date has not been yet, or did not take place. Nothing was changed.")


class Sent(Refusal):
    """One letter to those who came, and no more."""

    words = _("The letter to those who came has gone out already. Nothing was sent again.")
