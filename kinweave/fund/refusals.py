"""What cannot be done, or not any more; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import NotHere, Refusal

__all__ = ["Begun", "Closed", "Gone", "NotHere", "Refusal", "Standing"]


class Begun(Refusal):
    """A circle has one fund."""

    words = _("Somebody has begun it a moment ago. Look at it, and change what should be another.")


class Closed(Refusal):
    """The fund is closed, perhaps since a moment ago."""

    words = _("The fund is closed. Nothing was changed.")


class Gone(Refusal):
    """Somebody has said otherwise meanwhile."""

    words = _("They have said otherwise meanwhile. Nothing was changed.")


class Standing(Refusal):
    """Amounts have been written down already."""

    words = _("Amounts are written down in this currency already, so it stays.")
