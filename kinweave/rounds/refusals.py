"""What cannot be done as things stand; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = ["OpenAlready", "Refusal", "TooLate", "TooSoon"]


class OpenAlready(Refusal):
    """One round at a time."""

    words = _("There is an open round here. Nothing was changed.")


class TooSoon(Refusal):
    """People need to hear of it first."""

    words = _("Pairs can be made from tomorrow on. Nothing was changed.")


class TooLate(Refusal):
    """The pairs are made."""

    words = _("The pairs of that round are made. Nothing was changed.")
